using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>What is done when an address takes no mail.</summary>
public sealed class RefusedAddressTests : IAsyncLifetime
{
    private const string Gone = "ghost.writer@apple.example";

    private readonly SmtpServer _server = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = NotificationScene.HostOf(_server);
        _server.Refuse(Gone, $"550 5.1.1 <{Gone}> ghost.writer does not live here");
        await _host.DesignateAsync("apple", Gone);
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_opens_a_task_and_the_Secretariat_is_told_without_the_address()
    {
        await _host.DesignateAsync("apple", "other@apple.example");
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        await _host.DispatchAsync();
        await _host.DispatchAsync();

        Assert.Equal(["ADDRESS_REFUSED PARTNER apple"], await _host.LiaisonTasksAsync());
        var ledger = await _host.LedgerAsync();
        var refused = ledger.Single(row => row.Text("state") == "FAILED");
        Assert.Equal("The mail server refuses the address for good.", refused.Text("reason"));
        Assert.Equal(["ADDRESS_REFUSED"], refused.Outcomes());
        Assert.Equal("550 5.1.1 <(address)> (address) does not live here", refused.At("attempts")[0].Text("detail"));
        var told = _server.Mails.Single(mail => mail.Recipients[0] == NotificationScene.Secretariat);
        Assert.Equal("A liaison person of Apple cannot be reached", told.Message.Subject);
        Assert.All(_server.Mails, mail => Assert.DoesNotContain("ghost", mail.Said()));
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains("ghost.writer"));
        Assert.DoesNotContain("ghost", (await _host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { before after reason } } }")).ToString());

        // Nothing more is sent there.
        await _host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, title = "Another workshop" }, "activity { id }");
        await _host.DispatchAsync();
        Assert.Equal(4, (await _host.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_was_planned_for_it_before_is_skipped_with_the_reason()
    {
        await _host.DesignateAsync("apple", "other@apple.example");
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        _server.Defer(Gone, 0);
        _host.ChangeDatabase("UPDATE Liaisons SET Deliverable = 0 WHERE Email LIKE 'ghost%'");

        await _host.DispatchAsync();

        var skipped = (await _host.LedgerAsync()).Single(row => row.Text("state") == "SKIPPED");
        Assert.Equal("The address was refused for good.", skipped.Text("reason"));
    }

    [Fact]
    public async Task Tried_anew_by_hand_it_closes_the_task_and_opens_another_when_it_is_refused_again()
    {
        await _host.DesignateAsync("apple", "other@apple.example");
        await _host.TakesPartAsync(await _host.ActivityAheadAsync(), "apple");
        await _host.DispatchAsync();
        await _host.DispatchAsync();
        var failed = (await _host.LedgerAsync("{ state: { eq: FAILED } }")).Single();

        await _host.ChangeAsync(Tokens.Admin, "retryNotification", new { notificationId = failed.Text("id") }, "notification { state }");
        Assert.Equal(["ADDRESS_REFUSED PARTNER apple closed"], await _host.LiaisonTasksAsync(open: false));
        await _host.DispatchUntilSettledAsync();
        Assert.Equal(["ADDRESS_REFUSED PARTNER apple"], await _host.LiaisonTasksAsync());
        Assert.Equal(2, _server.Mails.Count(mail => mail.Recipients[0] == NotificationScene.Secretariat));

        _server.AcceptAgain(Gone);
        await _host.ChangeAsync(Tokens.Admin, "retryNotification", new { notificationId = failed.Text("id") }, "notification { state }");
        await _host.DispatchUntilSettledAsync();
        Assert.Empty(await _host.LiaisonTasksAsync());
        Assert.Contains(_server.Mails, mail => mail.Recipients[0] == Gone);
    }

    [Fact]
    public async Task Refused_alone_it_is_blamed_once_the_server_has_taken_mail_for_others()
    {
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        await _host.DispatchAsync();
        Assert.Empty(await _host.LiaisonTasksAsync());
        Assert.Equal(["PLANNED"], (await _host.LedgerAsync()).States());

        _host.Time.Advance(TimeSpan.FromMinutes(5));
        await _host.DesignateAsync("cloudflare", "other@cloudflare.example");
        await _host.TakesPartAsync(activity, "cloudflare");
        await _host.DispatchAsync();
        Assert.Single(_server.Mails);
        _host.Time.Advance(TimeSpan.FromMinutes(11));
        await _host.DispatchAsync();

        Assert.Equal(["ADDRESS_REFUSED PARTNER apple"], await _host.LiaisonTasksAsync());
    }

    [Fact]
    public async Task Refused_alone_for_days_it_opens_a_task_all_the_same()
    {
        await _host.TakesPartAsync(await _host.ActivityAheadAsync(), "apple");

        await _host.DispatchUntilSettledAsync();

        Assert.Equal(["ADDRESS_REFUSED PARTNER apple"], await _host.LiaisonTasksAsync());
        var ledger = await _host.LedgerAsync();
        Assert.Equal(["FAILED", "SENT"], ledger.States());
        Assert.Equal(8, ledger.Single(row => row.Text("state") == "FAILED").Outcomes().Length);
    }

    [Fact]
    public async Task The_task_closes_when_the_office_ends()
    {
        await _host.DesignateAsync("apple", "other@apple.example");
        await _host.TakesPartAsync(await _host.ActivityAheadAsync(), "apple");
        await _host.DispatchAsync();
        Assert.Single(await _host.LiaisonTasksAsync());

        var liaisons = (await _host.AskAsAsync(Tokens.Admin, "{ partner(slug: \"apple\") { liaisons { id deliverable } } }")).List("partner", "liaisons");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = liaisons.Single(row => !row.At("deliverable").GetBoolean()).Text("id"), on = "2022-06-08" })).Made();

        Assert.Empty(await _host.LiaisonTasksAsync());
    }
}
