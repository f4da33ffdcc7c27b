using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Sends what is planned to a real server that fails in every way, and asks the ledger what came of it.</summary>
public sealed class DispatchTests : IAsyncLifetime
{
    private readonly SmtpServer _server = new();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = NotificationScene.HostOf(_server);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Many_mails_leave_over_one_connection_each_to_its_person_once()
    {
        await _host.PlanAsync(120);
        Assert.Contains("120", await _host.RunJobAsync("NotificationDispatch", dryRun: true));
        Assert.Empty(_server.Mails);

        await _host.DispatchAsync();
        await _host.DispatchAsync();

        Assert.Equal(1, _server.Connections);
        Assert.Equal(Enumerable.Range(0, 120).Select(NotificationScene.Address), _server.Mails.Select(mail => Assert.Single(mail.Recipients)).Order());
        var ledger = await _host.LedgerAsync("{ kind: { eq: \"ACTIVITY_ADDED\" } }");
        Assert.All(ledger, row => Assert.Equal("SENT", row.Text("state")));
        Assert.All(ledger, row => Assert.Equal(["ACCEPTED"], row.Outcomes()));
        Assert.Equal(ledger.Select(row => row.Text("messageId")).Order(), _server.Mails.Select(mail => $"<{mail.Message.MessageId}>").Order());
        Assert.All(ledger, row => Assert.StartsWith("2022-06-08T10:00:00", row.Text("sentAt")));
        Assert.Equal(60, _server.Mails.Count(mail => mail.Message.Subject == "You take part: A workshop"));
        Assert.Equal(60, _server.Mails.Count(mail => mail.Message.Subject == "Vous participez : A workshop"));
        Assert.All(_server.Mails, mail => Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]));
        Assert.All(_server.Mails, mail => Assert.Null(mail.Message.Headers["List-Unsubscribe"]));
    }

    [Fact]
    public async Task A_server_that_is_down_for_a_while_gets_everything_when_it_is_back()
    {
        await _host.PlanAsync(4);
        _server.Stop();
        await _host.DispatchAsync();
        var first = await _host.LedgerAsync();
        Assert.Equal(["PLANNED", "PLANNED", "PLANNED", "PLANNED"], first.States());
        Assert.Equal(2, first.Count(row => row.Outcomes() is ["UNAVAILABLE"]));
        await _host.DispatchAsync();
        Assert.Equal(2, (await _host.LedgerAsync()).Sum(row => row.Outcomes().Length));
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        await _host.DispatchAsync();
        // Those that were not tried came first.
        Assert.All(await _host.LedgerAsync(), row => Assert.Equal(["UNAVAILABLE"], row.Outcomes()));

        _server.Start();
        await _host.DispatchUntilSettledAsync();

        Assert.Equal(["SENT", "SENT", "SENT", "SENT"], (await _host.LedgerAsync()).States());
        Assert.Equal(4, _server.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_in_a_failure_that_says_so_and_can_be_mended_by_hand()
    {
        await _host.PlanAsync(1);
        _server.Stop();

        await _host.DispatchUntilSettledAsync();

        var failed = Assert.Single(await _host.LedgerAsync());
        Assert.Equal(("FAILED", "The mail server could not be reached in 12 attempts."), (failed.Text("state"), failed.Text("reason")));
        Assert.Equal(12, failed.Outcomes().Length);
        Assert.InRange(_host.Time.GetUtcNow().UtcDateTime, new DateTime(2022, 6, 12), new DateTime(2022, 6, 16));

        _server.Start();
        await _host.ChangeAsync(Tokens.Admin, "retryNotification", new { notificationId = failed.Text("id"), expectedVersion = failed.Text("version") }, "notification { state reason }");
        await _host.DispatchUntilSettledAsync();
        var sent = Assert.Single(await _host.LedgerAsync());
        Assert.Equal("SENT", sent.Text("state"));
        Assert.Equal(failed.Text("messageId"), sent.Text("messageId"));
        Assert.Equal(failed.Text("messageId"), $"<{Assert.Single(_server.Mails).Message.MessageId}>");
    }

    [Fact]
    public async Task A_slow_server_gets_everything()
    {
        await _host.PlanAsync(3);
        _server.Delay = TimeSpan.FromMilliseconds(100);

        await _host.DispatchAsync();

        Assert.Equal(["SENT", "SENT", "SENT"], (await _host.LedgerAsync()).States());
    }

    [Fact]
    public async Task A_silent_server_is_left_and_asked_again_later()
    {
        using var host = ApiHost.With(NotificationScene.Settings(_server, timeoutSeconds: 1));
        await host.PlanAsync(3);
        _server.IsSilent = true;
        await host.DispatchAsync();
        Assert.Contains(await host.LedgerAsync(), row => row.Outcomes() is ["UNAVAILABLE"] && row.At("attempts")[0].Text("detail")!.StartsWith("No answer", StringComparison.Ordinal));

        _server.IsSilent = false;
        await host.DispatchUntilSettledAsync();

        Assert.Equal(["SENT", "SENT", "SENT"], (await host.LedgerAsync()).States());
    }

    [Fact]
    public async Task What_the_server_puts_off_is_sent_later_under_the_same_id()
    {
        await _host.PlanAsync(3);
        _server.Defer(NotificationScene.Address(1), 2);

        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(["SENT", "SENT", "SENT"], ledger.States());
        Assert.Equal(["DEFERRED", "DEFERRED", "ACCEPTED"], ledger.Single(row => row.At("recipient").Text("email") == NotificationScene.Address(1)).Outcomes());
        Assert.StartsWith("2022-06-08T10:20:00", ledger.Max(row => row.Text("sentAt")));
    }

    [Fact]
    public async Task What_the_server_puts_off_for_ever_ends_in_a_failure_that_says_so()
    {
        await _host.PlanAsync(2);
        _server.Defer(NotificationScene.Address(1), 1000);

        await _host.DispatchUntilSettledAsync();

        var failed = (await _host.LedgerAsync("{ state: { eq: FAILED } }")).Single();
        Assert.Equal("The mail server put the mail off in 8 attempts.", failed.Text("reason"));
        Assert.Empty(await _host.LiaisonTasksAsync());
    }

    [Theory]
    [InlineData(DropPoint.BeforeTheEnd, 3)]
    [InlineData(DropPoint.AfterTheEnd, 4)]
    public async Task A_connection_that_breaks_in_the_midst_of_a_mail_costs_nothing_but_a_copy(DropPoint point, int received)
    {
        await _host.PlanAsync(3);
        _server.DropInData(point);

        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(["SENT", "SENT", "SENT"], ledger.States());
        Assert.Equal(received, _server.Mails.Count);
        Assert.Equal(3, _server.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Single(ledger, row => row.Outcomes() is ["UNAVAILABLE", "ACCEPTED"]);
    }

    [Fact]
    public async Task A_mail_that_is_refused_once_read_ends_in_a_failure_and_blames_no_address()
    {
        await _host.PlanAsync(2);
        _server.AfterData = "554 5.6.0 Not wanted";

        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(["FAILED", "FAILED"], ledger.States());
        Assert.All(ledger, row => Assert.Equal("The mail server refused this mail in 3 attempts.", row.Text("reason")));
        Assert.All(ledger, row => Assert.Contains("554", row.At("attempts")[0].Text("detail")));
        Assert.Empty(await _host.LiaisonTasksAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sender")]
    [InlineData("recipient")]
    [InlineData("greeting")]
    [InlineData("tail")]
    public async Task A_server_that_refuses_everybody_for_a_while_blames_nobody(string where)
    {
        await _host.PlanAsync(8);
        switch (where)
        {
            case "sender": _server.AtSender = "550 5.7.1 Blocked"; break;
            case "recipient": _server.AtRecipient = "550 Rejected"; break;
            case "greeting": _server.Greeting = "554 No service"; break;
            case "": _server.AtRecipient = "550 5.1.1 Unknown"; break;
            // It begins to refuse in the midst of the run.
            default: Enumerable.Range(2, 6).Select(NotificationScene.Address).ToList().ForEach(address => _server.Refuse(address, "550 Rejected")); break;
        }
        foreach (var wait in (int[])[0, 20, 70])
        {
            _host.Time.Advance(TimeSpan.FromMinutes(wait));
            await _host.DispatchAsync();
        }
        (_server.AtSender, _server.AtRecipient, _server.Greeting) = (null, null, "220 localhost ESMTP");
        Enumerable.Range(0, 8).Select(NotificationScene.Address).ToList().ForEach(_server.AcceptAgain);

        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(8, ledger.Count);
        Assert.All(ledger, row => Assert.Equal("SENT", row.Text("state")));
        Assert.Empty(await _host.LiaisonTasksAsync(open: false));
        Assert.Equal(8, _server.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_refuses_everybody_for_ever_ends_in_failures_and_blames_nobody()
    {
        await _host.PlanAsync(4);
        _server.AtRecipient = "550 Rejected";

        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(["FAILED", "FAILED", "FAILED", "FAILED"], ledger.States());
        Assert.All(ledger, row => Assert.StartsWith("The mail server refused to take mail in 8 attempts", row.Text("reason")));
        Assert.Empty(await _host.LiaisonTasksAsync(open: false));
    }

    [Fact]
    public async Task Refused_addresses_do_not_keep_the_others_from_leaving()
    {
        await _host.PlanAsync(70);
        for (var number = 0; number < 5; number++)
            _server.Refuse(NotificationScene.Address(number));

        await _host.DispatchAsync();

        Assert.Equal(65, _server.Mails.Count(mail => mail.Recipients[0] != NotificationScene.Secretariat));
        Assert.Equal(5, (await _host.LiaisonTasksAsync()).Length);
    }

    [Fact]
    public async Task A_policy_against_some_people_does_not_keep_the_others_from_leaving()
    {
        await _host.PlanAsync(6);
        for (var number = 0; number < 3; number++)
            _server.Refuse(NotificationScene.Address(number), "550 5.7.1 Not for you");

        await _host.DispatchUntilSettledAsync();

        Assert.Equal(["FAILED", "FAILED", "FAILED", "SENT", "SENT", "SENT"], (await _host.LedgerAsync()).States());
        Assert.Empty(await _host.LiaisonTasksAsync(open: false));
    }

    [Fact]
    public async Task Who_leaves_before_the_mail_does_gets_none_and_the_ledger_says_why()
    {
        var ended = await _host.DesignateAsync("apple", "ended@apple.example");
        var erased = await _host.DesignateAsync("apple", "erased@apple.example");
        await _host.DesignateAsync("apple", "called.off@apple.example");
        await _host.TakesPartAsync(await _host.ActivityAheadAsync(), "apple");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = ended, on = "2022-06-08" })).Made();
        (await _host.ChangeAsync("eraseLiaison", new { liaisonId = erased, reason = "Asked for it" })).Made();
        var planned = (await _host.LedgerAsync()).Single(row => row.Text("recipient", "email") == "called.off@apple.example");
        var called = await _host.ChangeAsync(Tokens.Admin, "cancelNotification", new { notificationId = planned.Text("id"), reason = "Told by phone" }, "notification { state reason }");
        Assert.Equal("CANCELLED", called.Text("notification", "state"));

        await _host.DispatchAsync();

        Assert.Empty(_server.Mails);
        Assert.Equal(["CANCELLED Told by phone", "SKIPPED The office is no longer held.", "SKIPPED The person has been erased."],
            (await _host.LedgerAsync()).Select(row => $"{row.Text("state")} {row.Text("reason")}").Order());
        Assert.Equal(["WRONG_STATE"], await _host.RefusedAsync(Tokens.Admin, "cancelNotification", new { notificationId = planned.Text("id"), reason = "Again" }));
    }

    [Fact]
    public async Task One_text_that_cannot_be_written_keeps_no_other_from_leaving()
    {
        await _host.PlanAsync(5);
        _host.ChangeDatabase("UPDATE Notifications SET SubjectKey = 999999 WHERE Id = (SELECT MIN(Id) FROM Notifications)");
        _host.ChangeDatabase($"UPDATE Liaisons SET Email = 'no address' WHERE Email = '{NotificationScene.Address(2)}'");

        await _host.DispatchAsync();
        Assert.Equal(3, _server.Mails.Count);
        await _host.DispatchUntilSettledAsync();

        var ledger = await _host.LedgerAsync();
        Assert.Equal(["FAILED", "FAILED", "SENT", "SENT", "SENT"], ledger.States());
        Assert.All(ledger.Where(row => row.Text("state") == "FAILED"), row => Assert.Equal("Its text could not be written in 8 attempts.", row.Text("reason")));
        Assert.All(ledger.Where(row => row.Text("state") == "FAILED"), row => Assert.All(row.Outcomes(), outcome => Assert.Equal("NOT_WRITTEN", outcome)));
    }

    [Fact]
    public async Task Without_a_server_mails_are_files_that_a_newcomer_can_read()
    {
        using var host = new ApiHost();
        await host.PlanAsync(2);
        await host.DispatchAsync();

        var files = Directory.GetFiles(Path.Combine(host.Folder, "mails"), "*.eml");
        Assert.Equal(2, files.Length);
        var mails = files.Select(file => MimeKit.MimeMessage.Load(file)).OrderBy(mail => mail.Subject).ToList();
        Assert.Equal(["Vous participez : A workshop", "You take part: A workshop"], mails.Select(mail => mail.Subject));
        Assert.Contains("\nActivité\u00A0: A workshop\n", mails[0].TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(["SENT", "SENT"], (await host.LedgerAsync()).States());
    }
}
