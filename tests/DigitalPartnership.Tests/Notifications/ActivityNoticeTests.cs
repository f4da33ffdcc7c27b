using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Who is told of an activity, and of what about it.</summary>
public sealed class ActivityNoticeTests : IAsyncLifetime
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
    public async Task The_liaisons_of_those_who_take_part_hear_of_the_beginning_of_changes_and_of_the_end()
    {
        (await _host.TryDesignateAsync("apple", "of-apple@apple.example", language: "FR")).Made();
        await _host.DesignateAsync("cloudflare", "of-cloudflare@cloudflare.example");
        await _host.DesignateAsync("apple", "council@council.example", party: "COUNCIL");
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        await _host.DispatchAsync();
        Assert.Equal(["of-apple@apple.example Vous participez : A workshop"], Arrived());

        await _host.TakesPartAsync(activity, "cloudflare");
        await _host.DispatchAsync();
        Assert.Equal(["of-cloudflare@cloudflare.example You take part: A workshop"], Arrived());

        _host.Time.Advance(TimeSpan.FromHours(1));
        await _host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, date = "2023-04-05" }, "activity { id }");
        await _host.DispatchAsync();
        Assert.Contains("5 April 2023", _server.Mails.Last(mail => mail.Recipients[0].EndsWith("cloudflare.example", StringComparison.Ordinal)).Message.TextBody);
        Assert.Contains("5 avril 2023", _server.Mails.Last(mail => mail.Recipients[0].EndsWith("apple.example", StringComparison.Ordinal)).Message.TextBody);
        Assert.Equal(["of-apple@apple.example Modifiée : A workshop", "of-cloudflare@cloudflare.example Changed: A workshop"], Arrived());

        _host.Time.Advance(TimeSpan.FromHours(1));
        await _host.ChangeAsync(Tokens.Admin, "cancelActivity", new { activityId = activity, reason = "No room" }, "activity { id }");
        await _host.DispatchAsync();
        Assert.Equal(["of-apple@apple.example Annulée : A workshop", "of-cloudflare@cloudflare.example Called off: A workshop"], Arrived());
        // All about one activity stand together in a mail program.
        var thread = Assert.Single(_server.Mails.Select(mail => mail.Message.InReplyTo).Distinct());
        Assert.EndsWith("@sender.example", thread);
        Assert.All(await _host.LedgerAsync(), row => Assert.Equal("Activity", row.At("subject").Text("__typename")));
    }

    [Fact]
    public async Task What_has_not_left_yet_is_told_once_in_its_newest_state()
    {
        await _host.DesignateAsync("apple", "of-apple@apple.example");
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        await _host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, title = "Second thoughts" }, "activity { id }");
        await _host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, title = "Third thoughts" }, "activity { id }");
        await _host.DispatchAsync();
        Assert.Equal(["of-apple@apple.example You take part: Third thoughts"], Arrived());

        _host.Time.Advance(TimeSpan.FromHours(1));
        await _host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, title = "Last thoughts" }, "activity { id }");
        await _host.ChangeAsync(Tokens.Admin, "cancelActivity", new { activityId = activity, reason = "No room" }, "activity { id }");
        await _host.DispatchAsync();
        Assert.Equal(["of-apple@apple.example Called off: Last thoughts"], Arrived());
        Assert.Equal("A newer notice of the same activity takes its place.", (await _host.LedgerAsync("{ state: { eq: SUPERSEDED } }")).Single().Text("reason"));
    }

    [Fact]
    public async Task Who_no_longer_takes_part_hears_nothing()
    {
        await _host.DesignateAsync("apple", "of-apple@apple.example");
        var activity = await _host.ActivityAheadAsync();
        await _host.TakesPartAsync(activity, "apple");
        var participation = (await _host.AskAsync("query($activity: ID!) { node(id: $activity) { ... on Activity { participations { id } } } }", new { activity }))
            .List("node", "participations")[0].Text("id");
        await _host.ChangeAsync(Tokens.Admin, "withdrawParticipation", new { participationId = participation, reason = "Ill" }, "activity { id }");

        await _host.DispatchAsync();

        Assert.Empty(_server.Mails);
        Assert.Equal(["SKIPPED The partner no longer takes part."], (await _host.LedgerAsync()).Select(row => $"{row.Text("state")} {row.Text("reason")}"));
    }

    [Fact]
    public async Task Nobody_hears_of_what_is_over_or_only_being_entered()
    {
        await _host.DesignateAsync("apple", "of-apple@apple.example");
        var (past, _) = await _host.ActivityAsync(50);
        await _host.TakesPartAsync(past, "apple");
        await _host.ChangeAsync(Tokens.Admin, "importWorkplan", new
        {
            period = "2022-2023",
            csv = WorkplanScene.Header + "\nEVENTS,Media,A meeting,01/03/2023,Apple,Something\n",
            dryRun = false,
        }, "report { rows { outcome } }");

        Assert.Empty(await _host.LedgerAsync());
    }

    [Fact]
    public async Task The_digest_comes_weekly_to_those_who_want_it_and_can_be_ended_with_one_click()
    {
        await _host.DesignateAsync("apple", "wants@apple.example");
        await _host.DesignateAsync("apple", "changes.mind@apple.example");
        await _host.DesignateAsync("apple", "does.without@apple.example");
        await _host.DesignateAsync("apple", "council@council.example", party: "COUNCIL");
        await Without("does.without@apple.example");
        _host.MoveTo("2022-06-13T06:00:00Z");
        await _host.ActivityAheadAsync("A <workshop>", "2022-07-05");
        await _host.RunJobAsync("WorkplanDigest");
        await _host.RunJobAsync("WorkplanDigest");
        await Without("changes.mind@apple.example");

        await _host.DispatchAsync();

        var mail = Assert.Single(_server.Mails);
        Assert.Equal(["wants@apple.example"], mail.Recipients);
        Assert.Equal("The workplan this week", mail.Message.Subject);
        Assert.Contains("5 July 2022: A <workshop>", mail.Message.TextBody);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Message.Headers["List-Unsubscribe-Post"]);
        var link = mail.Message.Headers["List-Unsubscribe"]!.Trim('<', '>');
        Assert.Matches("^http://localhost:5080/unsubscribe/[A-Za-z0-9_-]{43}$", link);
        Assert.Contains(link, mail.Message.TextBody);
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains(link.Split('/')[^1]));
        Assert.Equal(["SENT ", "SKIPPED The person does not want mail that only informs."], (await _host.LedgerAsync()).Select(row => $"{row.Text("state")} {row.Text("reason")}").Order());

        _host.MoveTo("2022-06-20T06:00:00Z");
        await _host.RunJobAsync("WorkplanDigest");
        await _host.DispatchAsync();
        Assert.Equal(2, _server.Mails.Count);

        async Task Without(string address) => (await _host.ChangeAsync("updateLiaisonPreferences", new { informationalMail = false }, Tokens.ForLiaison(address))).Made();
    }

    private int _seen;

    /// <summary>To whom what has come since the last look.</summary>
    private string[] Arrived()
    {
        var news = _server.Mails.Skip(_seen).ToList();
        _seen += news.Count;
        return [.. news.Select(mail => $"{Assert.Single(mail.Recipients)} {mail.Message.Subject}").Order()];
    }
}
