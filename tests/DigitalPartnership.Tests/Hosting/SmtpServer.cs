using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>A mail that the server has accepted.</summary>
/// <param name="Sender">The address of MAIL FROM.</param>
/// <param name="Recipients">The addresses of RCPT TO.</param>
/// <param name="Raw">What came after DATA, dots unstuffed.</param>
/// <param name="Connection">Which connection it came by, counted from one.</param>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, byte[] Raw, int Connection)
{
    public MimeMessage Message => field ??= MimeMessage.Load(new MemoryStream(Raw));
}

/// <summary>Where in DATA the server breaks the connection off.</summary>
public enum DropPoint
{
    /// <summary>While the mail is coming in; it is not accepted.</summary>
    BeforeTheEnd,

    /// <summary>After its last dot; it is accepted, but the client does not learn so.</summary>
    AfterTheEnd,
}

/// <summary>
/// A real SMTP server on the loopback that keeps what it accepts and fails as it is told, at any time and for all its connections.
/// It needs nothing of the tests, so that benchmarks send to it too.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _deferred = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<int, Socket> _open = new();
    private TcpListener? _listener;
    private CancellationTokenSource _running = new();
    private int _connections;
    private int _commands;
    private int _drops;
    private DropPoint _dropPoint;

    public SmtpServer() => Start();

    public int Port { get; private set; }

    /// <summary>The accepted mails in the order of their arrival.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>How many connections were opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many commands were read so far.</summary>
    public int Commands => Volatile.Read(ref _commands);

    /// <summary>The first line of every connection.</summary>
    public string Greeting { get; set; } = "220 localhost ESMTP";

    /// <summary>What is answered instead of 250 to MAIL FROM; null accepts. So the four below.</summary>
    public string? AtSender { get; set; }

    public string? AtRecipient { get; set; }

    public string? AtData { get; set; }

    public string? AfterData { get; set; }

    /// <summary>What is answered to AUTH, which is offered when this is set.</summary>
    public string? AtSignIn { get; set; }

    /// <summary>How long every reply is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it reads and never answers.</summary>
    public bool IsSilent { get; set; }

    public void Refuse(string address, string reply = "550 5.1.1 No such mailbox here") => _refused[address] = reply;

    public void AcceptAgain(string address) => _refused.TryRemove(address, out _);

    public void Defer(string address, int times) => _deferred[address] = times;

    public void DropInData(DropPoint point, int times = 1) => (_dropPoint, _drops) = (point, times);

    /// <summary>Begins to listen, after the first time on the port that it had.</summary>
    public void Start()
    {
        _running = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener, _running.Token);
    }

    /// <summary>Is down: nobody listens, and open connections end.</summary>
    public void Stop()
    {
        _running.Cancel();
        _listener?.Stop();
        CloseConnections();
    }

    /// <summary>Ends the open connections without a word, as a server does with idle ones.</summary>
    public void CloseConnections()
    {
        foreach (var socket in _open.Values)
            socket.Close();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return default;
    }

    internal void CountCommand() => Interlocked.Increment(ref _commands);

    internal DropPoint? TakeDrop() => Interlocked.Decrement(ref _drops) >= 0 ? _dropPoint : null;

    internal string? RefusalOf(string address)
    {
        if (AtRecipient is not null || _refused.ContainsKey(address))
            return AtRecipient ?? _refused.GetValueOrDefault(address);
        if (!_deferred.TryGetValue(address, out var times) || times == 0)
            return null;
        _deferred[address] = times - 1;
        return "451 4.3.0 Try again later";
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken running)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(running);
                var number = Interlocked.Increment(ref _connections);
                _open[number] = socket;
                _ = Task.Run(() => ServeAsync(socket, number, running), CancellationToken.None);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(Socket socket, int number, CancellationToken running)
    {
        socket.NoDelay = true;
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new SmtpTalk(this, stream, number, running).RunAsync();
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client or the test has broken off.
        }
        finally
        {
            _open.TryRemove(number, out _);
        }
    }
}
