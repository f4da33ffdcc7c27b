using System.Text;
using DigitalPartnership.Mail;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace DigitalPartnership.Tests.Mail;

/// <summary>Sends to a real server that fails in every way, and asks what came of it.</summary>
public sealed class SmtpTransportTests : IAsyncLifetime
{
    private const string Person = "liaison.person@partner.example";

    private readonly SmtpServer _server = new();
    private readonly FakeTimeProvider _time = new();
    private SmtpTransport _transport = null!;

    public Task InitializeAsync()
    {
        _transport = Transport();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Five_hundred_mails_take_one_connection_and_three_commands_each()
    {
        for (var number = 0; number < 500; number++)
            Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync($"n{number}@partnership.example")).Outcome);
        await _transport.DisposeAsync();

        Assert.Equal(1, _server.Connections);
        Assert.Equal(1 + 500 * 3 + 1, _server.Commands);
        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"n{number}@partnership.example"), _server.Mails.Select(mail => mail.Message.MessageId));
        Assert.All(_server.Mails, mail => Assert.Equal([Person], mail.Recipients));
        Assert.All(_server.Mails, mail => Assert.Equal("partnership@partnership.example", mail.Sender));
    }

    [Fact]
    public async Task Nothing_is_connected_before_a_mail_comes()
    {
        await Transport().DisposeAsync();
        Assert.Equal(0, _server.Connections);
    }

    [Theory]
    [InlineData("550 5.1.1 No such mailbox", DeliveryOutcome.AddressRefused)]
    [InlineData("550 No such user", DeliveryOutcome.AddressRefused)]
    [InlineData("553 5.1.3 Bad address", DeliveryOutcome.AddressRefused)]
    [InlineData("550 5.2.1 Mailbox disabled", DeliveryOutcome.AddressRefused)]
    [InlineData("554 5.1.10 The domain takes no mail", DeliveryOutcome.AddressRefused)]
    [InlineData("550 5.1.8 The sender's domain does not exist", DeliveryOutcome.RefusedForAll)]
    [InlineData("550 5.7.1 Not for you", DeliveryOutcome.RefusedForAll)]
    [InlineData("554 5.7.1 Client host is blocked", DeliveryOutcome.RefusedForAll)]
    [InlineData("554 No", DeliveryOutcome.RefusedForAll)]
    [InlineData("550 Relaying denied", DeliveryOutcome.RefusedForAll)]
    [InlineData("530 5.7.0 Authentication required", DeliveryOutcome.RefusedForAll)]
    [InlineData("552 5.2.2 Mailbox full", DeliveryOutcome.Deferred)]
    [InlineData("451 4.3.0 Try later", DeliveryOutcome.Deferred)]
    [InlineData("450 4.2.0 Greylisted", DeliveryOutcome.Deferred)]
    [InlineData("452 4.2.2 Over quota", DeliveryOutcome.Deferred)]
    [InlineData("421 4.3.2 Going down", DeliveryOutcome.Unavailable)]
    public async Task A_refusal_of_the_recipient_is_read_by_its_codes(string reply, DeliveryOutcome expected)
    {
        _server.AtRecipient = reply;
        await RefusedThenAcceptedAsync(expected, reply, () => _server.AtRecipient = null);
    }

    [Theory]
    [InlineData("550 5.1.8 Unknown sender", DeliveryOutcome.RefusedForAll)]
    [InlineData("554 5.7.1 Not allowed to send as this", DeliveryOutcome.RefusedForAll)]
    [InlineData("530 5.7.0 Sign in first", DeliveryOutcome.RefusedForAll)]
    [InlineData("552 5.3.4 Too big", DeliveryOutcome.MessageRefused)]
    [InlineData("451 4.3.0 Queue is full", DeliveryOutcome.Unavailable)]
    [InlineData("421 4.3.2 Going down", DeliveryOutcome.Unavailable)]
    public async Task A_refusal_of_the_sender_holds_for_every_mail(string reply, DeliveryOutcome expected)
    {
        _server.AtSender = reply;
        await RefusedThenAcceptedAsync(expected, reply, () => _server.AtSender = null);
    }

    [Theory]
    [InlineData("550 5.7.1 Looks like spam", DeliveryOutcome.MessageRefused)]
    [InlineData("554 5.6.0 Malformed", DeliveryOutcome.MessageRefused)]
    [InlineData("451 4.7.1 Come back later", DeliveryOutcome.Deferred)]
    [InlineData("421 4.3.2 Going down", DeliveryOutcome.Unavailable)]
    public async Task A_refusal_of_the_content_is_of_this_mail_alone(string reply, DeliveryOutcome expected)
    {
        _server.AfterData = reply;
        await RefusedThenAcceptedAsync(expected, reply, () => _server.AfterData = null);
        _server.AtData = reply;
        await RefusedThenAcceptedAsync(expected, reply, () => _server.AtData = null);
    }

    [Theory]
    [InlineData("554 5.7.1 No service for you", DeliveryOutcome.RefusedForAll)]
    [InlineData("421 4.3.2 Too busy", DeliveryOutcome.Unavailable)]
    [InlineData("SSH-2.0-OpenSSH", DeliveryOutcome.Unavailable)]
    public async Task A_refusal_at_the_greeting_is_read(string greeting, DeliveryOutcome expected)
    {
        _server.Greeting = greeting;
        Assert.Equal(expected, (await SendAsync()).Outcome);
        _server.Greeting = "220 back";
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("535 5.7.8 Wrong password", DeliveryOutcome.RefusedForAll)]
    [InlineData("454 4.7.0 Directory is down", DeliveryOutcome.Unavailable)]
    public async Task A_refused_sign_in_holds_for_every_mail(string reply, DeliveryOutcome expected)
    {
        _server.AtSignIn = reply;
        await using var transport = Transport(userName: "account", password: "top-secret-word");
        var delivery = await transport.SendAsync(SampleMail.To(Person).ToMessage(), default);
        Assert.Equal(expected, delivery.Outcome);
        Assert.DoesNotContain("top-secret-word", delivery.Detail);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, DeliveryOutcome.RefusedForAll)]
    [InlineData(MailSecurity.Tls, DeliveryOutcome.RefusedForAll)]
    public async Task A_server_without_tls_gets_nothing_in_the_clear(MailSecurity security, DeliveryOutcome expected)
    {
        await using var transport = Transport(security: security);
        Assert.Equal(expected, (await transport.SendAsync(SampleMail.To(Person).ToMessage(), default)).Outcome);
        Assert.Empty(_server.Mails);
    }

    [Fact]
    public async Task An_address_that_is_deferred_passes_later_and_others_pass_meanwhile()
    {
        _server.Defer(Person, times: 1);
        Assert.Equal(DeliveryOutcome.Deferred, (await SendAsync()).Outcome);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(to: "another@partner.example")).Outcome);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task A_server_that_is_down_is_found_again_when_it_is_back()
    {
        await SendAsync();
        _server.Stop();
        Assert.Equal(DeliveryOutcome.Unavailable, (await SendAsync()).Outcome);
        Assert.Equal(DeliveryOutcome.Unavailable, (await SendAsync()).Outcome);
        _server.Start();
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_connection_that_the_server_has_closed_meanwhile_costs_no_mail(int idleSeconds)
    {
        await SendAsync();
        _server.CloseConnections();
        _time.Advance(TimeSpan.FromSeconds(idleSeconds));
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
        Assert.Equal(2, _server.Mails.Count);
        Assert.Equal(2, _server.Connections);
    }

    [Fact]
    public async Task A_connection_that_rested_and_still_stands_is_used_on()
    {
        await SendAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Equal(1, _server.Connections);
        Assert.Equal(1 + 3 + 1 + 3, _server.Commands);
    }

    [Theory]
    [InlineData(DropPoint.BeforeTheEnd, 0)]
    [InlineData(DropPoint.AfterTheEnd, 1)]
    public async Task A_connection_dropped_in_the_mail_leaves_open_whether_it_was_accepted_and_is_not_sent_again_at_once(DropPoint point, int accepted)
    {
        _server.DropInData(point);
        Assert.Equal(DeliveryOutcome.Unavailable, (await SendAsync()).Outcome);
        Assert.Equal(accepted, _server.Mails.Count);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
        Assert.Equal(accepted + 1, _server.Mails.Count);
    }

    [Fact]
    public async Task A_silent_server_is_left_after_the_time_limit()
    {
        _server.IsSilent = true;
        await using var transport = Transport(timeout: TimeSpan.FromSeconds(1));
        var delivery = await transport.SendAsync(SampleMail.To(Person).ToMessage(), default);
        Assert.Equal(new Delivery(DeliveryOutcome.Unavailable, "No answer within 1 s."), delivery);
    }

    [Fact]
    public async Task A_slow_server_gets_the_mail()
    {
        _server.Delay = TimeSpan.FromMilliseconds(100);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
    }

    [Fact]
    public async Task A_cancelled_mail_is_no_failure_of_the_server()
    {
        await SendAsync();
        _server.IsSilent = true;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _transport.SendAsync(SampleMail.To(Person).ToMessage(), cancellation.Token));
        _server.IsSilent = false;
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
        Assert.Equal(2, _server.Connections);
    }

    [Theory]
    [InlineData("550 5.1.1 <liaison.person@partner.example>: unknown", "550 5.1.1 <(address)>: unknown")]
    [InlineData("550 5.1.1 Liaison.Person@PARTNER.example is not here", "550 5.1.1 (address) is not here")]
    [InlineData("550 5.1.1 No mailbox liaison.person", "550 5.1.1 No mailbox (address)")]
    [InlineData("550 5.1.1 \"a b\"@partner.example, c%40partner.example", "550 5.1.1 (address), (address)")]
    [InlineData("550-5.1.1 First line for liaison.person@partner.example\r\n550 5.1.1 and second", "550 5.1.1 First line for (address) 5.1.1 and second")]
    [InlineData("550 5.1.1 line\tone\u0007two", "550 5.1.1 line one two")]
    public async Task What_the_server_says_is_told_without_addresses(string reply, string detail)
    {
        _server.AtRecipient = reply;
        Assert.Equal(detail, (await SendAsync()).Detail);
    }

    [Fact]
    public async Task What_the_server_says_at_length_is_cut()
    {
        _server.AtRecipient = "550 5.1.1 " + new string('x', 800);
        Assert.Equal(300, (await SendAsync()).Detail!.Length);
    }

    [Fact]
    public async Task A_mail_has_one_recipient()
    {
        var message = SampleMail.To(Person).ToMessage();
        message.Bcc.Add(new MimeKit.MailboxAddress("", "another@partner.example"));
        await Assert.ThrowsAsync<ArgumentException>(() => _transport.SendAsync(message, default));
    }

    [Fact]
    public async Task A_body_that_begins_lines_with_dots_arrives_as_it_was()
    {
        var message = SampleMail.To(Person).ToMessage();
        message.Body = new MimeKit.TextPart("plain") { Text = ".\r\n..two\r\n.one\r\n" };
        await _transport.SendAsync(message, default);
        Assert.EndsWith("\r\n\r\n.\r\n..two\r\n.one\r\n", Encoding.ASCII.GetString(Assert.Single(_server.Mails).Raw));
    }

    private async Task RefusedThenAcceptedAsync(DeliveryOutcome expected, string reply, Action mend)
    {
        var before = _server.Mails.Count;
        Assert.Equal(new Delivery(expected, reply), await SendAsync());
        Assert.Equal(before, _server.Mails.Count);
        mend();
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
    }

    private Task<Delivery> SendAsync(string id = "n1@partnership.example", string to = Person) => _transport.SendAsync(SampleMail.To(to, id).ToMessage(), default);

    private SmtpTransport Transport(MailSecurity security = MailSecurity.None, string? userName = null, string? password = null, TimeSpan? timeout = null) => new(
        new MailSettings
        {
            Host = "127.0.0.1",
            Port = _server.Port,
            Security = security,
            UserName = userName,
            Password = password,
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        },
        _time);
}
