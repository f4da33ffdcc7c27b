using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DigitalPartnership.Mail;

/// <summary>Sends mails over one connection to the mail server, opened when the first mail comes and again when it is lost.</summary>
/// <param name="settings">The server.</param>
/// <param name="time">Measures how long the connection was idle.</param>
public sealed class SmtpTransport(MailSettings settings, TimeProvider time) : IMailTransport
{
    // A connection that rested longer is asked whether it still stands, which costs a round trip.
    private static readonly TimeSpan TrustedIdle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private Client? _client;
    private long _lastUse;

    /// <inheritdoc/>
    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        if (message.To.Mailboxes.Take(2).Count() != 1 || message.Cc.Count + message.Bcc.Count > 0)
            throw new ArgumentException("A mail has one recipient.", nameof(message));

        // Real time, whatever clock the product runs on: a server that is silent has to be left.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Timeout);
        try
        {
            var wasOpen = await IsOpenAsync(limit.Token);
            var (delivery, stage) = await TryAsync(message, limit.Token, cancellation);
            // A server ends connections that it finds idle or used enough, and tells so only when the next mail comes.
            if (wasOpen && stage is SmtpStage.Sender && delivery.Outcome is DeliveryOutcome.Unavailable && !limit.IsCancellationRequested)
                (delivery, _) = await TryAsync(message, limit.Token, cancellation);
            return delivery;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            Drop();
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Takes leave of the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } open)
        {
            using var limit = new CancellationTokenSource(Farewell);
            try
            {
                await open.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception failure) when (IsOfTheConnection(failure) || failure is OperationCanceledException or TimeoutException or CommandException)
            {
                // What was to be sent has been sent; whether the server hears the farewell changes nothing.
            }
        }
        Drop();
    }

    private async Task<(Delivery Delivery, SmtpStage Stage)> TryAsync(MimeMessage message, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            _client ??= await ConnectAsync(limit);
            _client.Stage = SmtpStage.Sender;
            await _client.SendAsync(message, limit);
            return (new Delivery(DeliveryOutcome.Accepted), SmtpStage.Content);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            var stage = _client?.Stage ?? SmtpStage.Connecting;
            var delivery = Read(failure, stage, message.To.Mailboxes.First().Address);
            if (failure is not SmtpCommandException || delivery.Outcome is DeliveryOutcome.Unavailable || _client is not { IsConnected: true })
                Drop();
            return (delivery, stage);
        }
        finally
        {
            _lastUse = time.GetTimestamp();
        }
    }

    private async Task<bool> IsOpenAsync(CancellationToken limit)
    {
        if (_client is null || time.GetElapsedTime(_lastUse) < TrustedIdle)
            return _client is not null;
        try
        {
            await _client.NoOpAsync(limit);
            return true;
        }
        catch (Exception failure) when (IsOfTheConnection(failure) || failure is CommandException or OperationCanceledException or TimeoutException)
        {
            Drop();
            return false;
        }
    }

    private async Task<Client> ConnectAsync(CancellationToken limit)
    {
        var client = new Client { Timeout = (int)settings.Timeout.TotalMilliseconds };
        // Without NoDelay the end of every mail waits some 40 ms for the server's acknowledgement of what came before it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host!, settings.Port, limit);
            await client.ConnectAsync(socket, settings.Host!, settings.Port, Options(settings.Security), limit);
            if (settings.UserName is not null)
                await client.AuthenticateAsync(settings.UserName, settings.Password!, limit);
            return client;
        }
        catch
        {
            client.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    private Delivery Read(Exception failure, SmtpStage stage, string recipient) => failure switch
    {
        SmtpCommandException reply => new(
            SmtpRefusal.Read(stage, (int)reply.StatusCode, reply.Message),
            SmtpRefusal.Describe((int)reply.StatusCode, reply.Message, recipient)),
        AuthenticationException { InnerException: SmtpCommandException reply } => Read(reply, SmtpStage.Connecting, recipient),
        SslHandshakeException { InnerException: IOException or SocketException } => new(DeliveryOutcome.Unavailable, "The connection broke off while TLS was agreed on."),
        SslHandshakeException => new(DeliveryOutcome.RefusedForAll, SmtpRefusal.Describe(null, $"TLS failed: {failure.InnerException?.Message ?? failure.Message}", recipient)),
        NotSupportedException when stage is not SmtpStage.Connecting => new(DeliveryOutcome.MessageRefused, SmtpRefusal.Describe(null, failure.Message, recipient)),
        ServiceNotAuthenticatedException => new(DeliveryOutcome.RefusedForAll, SmtpRefusal.Describe((int)SmtpStatusCode.AuthenticationRequired, failure.Message, recipient)),
        AuthenticationException or SaslException or NotSupportedException =>
            new(DeliveryOutcome.RefusedForAll, SmtpRefusal.Describe(null, failure.Message, recipient)),
        OperationCanceledException or TimeoutException => new(DeliveryOutcome.Unavailable, $"No answer within {settings.Timeout.TotalSeconds:0} s."),
        _ when IsOfTheConnection(failure) => new(DeliveryOutcome.Unavailable, SmtpRefusal.Describe(null, failure.Message, recipient)),
        _ => new(DeliveryOutcome.MessageRefused, $"The mail cannot be sent as it is ({failure.GetType().Name})."),
    };

    private static bool IsOfTheConnection(Exception failure) =>
        failure is SmtpProtocolException or SocketException or IOException or ServiceNotConnectedException or ObjectDisposedException;

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Knows how far the talk has come, which the exceptions do not tell of every reply.</summary>
    private sealed class Client : SmtpClient
    {
        public SmtpStage Stage { get; set; }

        protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Stage = SmtpStage.Recipient;

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Stage = SmtpStage.Content;
    }
}
