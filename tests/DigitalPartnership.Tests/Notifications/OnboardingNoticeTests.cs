using System.Globalization;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Tests.Calendar;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Who is reminded of what while a candidate becomes a partner.</summary>
public sealed class OnboardingNoticeTests : IAsyncLifetime
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

    [Fact, Trait("Long", "true")]
    public async Task What_the_preview_foretells_is_what_goes_out_day_by_day()
    {
        await PrepareAsync("icc");
        var (from, to) = (new DateOnly(2022, 6, 8), new DateOnly(2022, 9, 8));
        var foretold = (await PreviewAsync(from, to)).Select(Line).Order().ToArray();
        Assert.Contains(foretold, line => line.StartsWith("2022-06-28 DUE of-icc@icc.example", StringComparison.Ordinal));
        Assert.Contains(foretold, line => line.StartsWith("2022-07-05 OVERDUE", StringComparison.Ordinal));
        Assert.Contains(foretold, line => line.StartsWith("2022-07-19 ESCALATED secretariat", StringComparison.Ordinal));

        for (var day = from; day <= to; day = day.AddDays(1))
        {
            _host.MoveTo($"{day:yyyy-MM-dd}T10:00:00Z");
            await _host.RunJobAsync("OnboardingFollowUp");
            await _host.DispatchAsync();
        }

        var ledger = await _host.LedgerAsync("{ kind: { eq: \"ONBOARDING_TASK\" } }");
        Assert.All(ledger, row => Assert.Equal("SENT", row.Text("state")));
        var mails = _server.Mails.ToDictionary(mail => $"<{mail.Message.MessageId}>");
        Assert.Equal(foretold, ledger.Select(row => mails[row.Text("messageId")!] is var mail
            ? $"{row.Text("sentAt")![..10]} {row.Text("rung")} {(mail.Recipients[0] == NotificationScene.Secretariat ? "secretariat" : mail.Recipients[0])} {mail.Message.Subject}" : "").Order());
        Assert.Empty(await PreviewAsync(from, to));

        static string Line(JsonElement row) => $"{row.Text("on")} {row.Text("rung")} {(row.At("toSecretariat").GetBoolean() ? "secretariat" : row.At("recipient").Text("email"))} {row.Text("subject")}";
    }

    [Fact]
    public async Task Planned_twice_or_by_two_at_once_it_is_stored_once()
    {
        await PrepareAsync("icc");
        _host.MoveTo("2022-06-28T10:00:00Z");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var scope = _host.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OnboardingFollowUpJob>().RunAsync(false, default);
        })));
        var once = (await _host.LedgerAsync()).Count;
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.RunJobAsync("OnboardingFollowUp");

        var ledger = await _host.LedgerAsync();
        Assert.Equal(once, ledger.Count);
        Assert.Equal(2, ledger.Count(row => row.Text("rung") == "DUE" && row.Text("recipient", "email") == "of-icc@icc.example" || row.Text("rung") == "DUE" && row.Text("recipient", "email") == "council@council.example"));
        Assert.Equal(ledger.Count, ledger.Select(row => $"{row.Text("kind")} {row.At("subject").Text("id")} {row.Text("rung")} {row.At("recipient").ToString()}").Distinct().Count());
    }

    [Fact]
    public async Task After_a_pause_the_newest_reminder_goes_out_and_the_older_ones_are_recorded_as_superseded()
    {
        await PrepareAsync("icc");
        _host.MoveTo("2022-06-28T10:00:00Z");
        await _host.RunJobAsync("OnboardingFollowUp");
        // Nothing was sent, and nothing ran for two weeks.
        _host.MoveTo("2022-07-06T10:00:00Z");
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.DispatchAsync();

        var letter = (await _host.LedgerAsync()).Where(row => row.At("recipient").ValueKind is not JsonValueKind.Null && row.Text("recipient", "email") == "of-icc@icc.example").ToList();
        Assert.Equal(["DUE SUPERSEDED A newer reminder of the same matter was due.", "OVERDUE SENT "], letter.Select(row => $"{row.Text("rung")} {row.Text("state")} {row.Text("reason")}").Order());
        Assert.Equal(["ICC: Sign the partner's letter"], _server.Mails.Where(mail => mail.Recipients[0] == "of-icc@icc.example").Select(mail => mail.Message.Subject!.Replace("International Chamber of Commerce", "ICC")));
    }

    [Fact]
    public async Task What_is_done_before_the_mail_leaves_is_not_asked_for()
    {
        await PrepareAsync("icc");
        _host.MoveTo("2022-06-28T10:00:00Z");
        await _host.RunJobAsync("OnboardingFollowUp");
        await LettersAsync("icc");

        await _host.DispatchAsync();

        Assert.DoesNotContain(_server.Mails, mail => mail.Recipients[0] == "of-icc@icc.example");
        Assert.Contains(await _host.LedgerAsync(), row => row.Text("reason") == "The task is done or waived." && row.Text("state") == "SKIPPED");
    }

    [Fact]
    public async Task A_party_without_a_liaison_is_told_of_once_and_whoever_is_designated_gets_the_newest_reminder()
    {
        await CompleteAsync("icc", "due-diligence", "annex");
        await _host.DesignateAsync("icc", "council@council.example", party: "COUNCIL");
        _host.MoveTo("2022-06-28T10:00:00Z");
        for (var day = 0; day < 9; day++)
        {
            await _host.RunJobAsync("OnboardingFollowUp");
            await _host.DispatchAsync();
            _host.Time.Advance(TimeSpan.FromDays(1));
        }
        Assert.Contains("LIAISON_MISSING PARTNER icc", await _host.LiaisonTasksAsync());
        var told = _server.Mails.Where(mail => mail.Message.Subject!.StartsWith("No liaison person for the partnership with", StringComparison.Ordinal)
            && mail.Recipients[0] == NotificationScene.Secretariat).ToList();
        Assert.Equal((await _host.LiaisonTasksAsync()).Length, told.Count);

        await _host.DesignateAsync("icc", "of-icc@icc.example", from: "2022-07-01");
        Assert.DoesNotContain("LIAISON_MISSING PARTNER icc", await _host.LiaisonTasksAsync());
        Assert.Contains("LIAISON_MISSING PARTNER icc closed", await _host.LiaisonTasksAsync(open: false));
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.DispatchAsync();
        var states = (await _host.LedgerAsync()).Where(row => row.At("recipient").ValueKind is not JsonValueKind.Null && row.Text("recipient", "email") == "of-icc@icc.example")
            .Select(row => $"{row.Text("rung")} {row.Text("state")}").Order();
        Assert.Equal(["DUE SUPERSEDED", "OVERDUE SENT"], states);
    }

    [Fact]
    public async Task A_new_partner_is_welcomed_with_the_modalities_and_a_calendar()
    {
        await PrepareAsync("icc");
        (await _host.TryDesignateAsync("icc", "deuxieme@icc.example", language: "FR", from: "2022-06-08")).Made();
        await _host.ActivityAheadAsync("A workshop", "2022-10-05");
        _host.MoveTo("2022-06-28T10:00:00Z");
        await LettersAsync("icc");
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.DispatchAsync();

        var welcomes = _server.Mails.Where(mail => mail.Message.Attachments.Any()).ToList();
        Assert.Equal(["council@council.example", "deuxieme@icc.example", "of-icc@icc.example"], welcomes.Select(mail => mail.Recipients[0]).Order());
        Assert.All(welcomes, mail => Assert.Matches("(is a partner of the Council of Europe|est partenaire du Conseil de l’Europe)$", mail.Message.Subject));
        Assert.All(welcomes, mail => Assert.Contains("logo", mail.Message.TextBody));
        Assert.All(welcomes, mail =>
        {
            var part = Assert.IsType<MimeKit.TextPart>(Assert.Single(mail.Message.Attachments));
            Assert.Equal(("calendar", "PUBLISH"), (part.ContentType.MediaSubtype, part.ContentType.Parameters["method"]));
            Assert.Equal(mail.Recipients[0].StartsWith("deux", StringComparison.Ordinal) ? "activites.ics" : "activities.ics", part.FileName);
            using var calendar = new MemoryStream();
            part.Content!.DecodeTo(calendar);
            Assert.Contains(CalendarText.Read(Encoding.UTF8.GetString(calendar.ToArray())).Events, entry => entry.First == new DateOnly(2022, 10, 5) && entry.Summary.Contains("A workshop"));
        });

        // Who is designated soon after is welcomed too, and the others not again.
        await _host.DesignateAsync("icc", "third@icc.example", from: "2022-06-28");
        _host.MoveTo("2022-06-29T10:00:00Z");
        await _host.RunJobAsync("OnboardingFollowUp");
        await _host.DispatchAsync();
        Assert.Equal(4, _server.Mails.Count(mail => mail.Message.Attachments.Any()));
    }

    [Fact]
    public async Task Only_the_Secretariat_sees_the_ledger_and_changes_it()
    {
        await PrepareAsync("icc");
        _host.MoveTo("2022-06-28T10:00:00Z");
        await _host.RunJobAsync("OnboardingFollowUp");
        var notification = (await _host.LedgerAsync())[0].Text("id")!;
        string[] documents =
        [
            "{ notifications { nodes { id } } }", "{ liaisonTasks { nodes { kind } } }", "{ reminderPreview(from: \"2022-06-28\", to: \"2022-07-28\") { on } }",
            $$"""mutation { retryNotification(input: { notificationId: "{{notification}}" }) { notification { id } } }""",
            $$"""mutation { cancelNotification(input: { notificationId: "{{notification}}", reason: "x" }) { notification { id } } }""",
            """mutation { runJob(input: { name: "NotificationDispatch" }) { run { summary } } }""",
        ];
        foreach (var document in documents)
        {
            Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await _host.AskForErrorsAsync(document));
            Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(Tokens.ForLiaison("of-icc@icc.example"), document));
        }
        Assert.Equal("null", (await _host.AskAsAsync(Tokens.ForLiaison("of-icc@icc.example"), "query($notification: ID!) { node(id: $notification) { id } }", new { notification })).At("node").GetRawText());
        Assert.Equal("Notification", (await _host.AskAsAsync(Tokens.Admin, "query($notification: ID!) { node(id: $notification) { __typename } }", new { notification })).Text("node", "__typename"));
        Assert.Equal(["VALIDATION_FAILED"], await _host.AskForErrorsAsAsync(Tokens.Admin, "{ reminderPreview(from: \"2022-06-28\", to: \"2022-06-27\") { on } }"));
        Assert.Equal(["VALIDATION_FAILED"], await _host.AskForErrorsAsAsync(Tokens.Admin, "{ reminderPreview(from: \"2022-06-28\", to: \"2024-06-27\") { on } }"));
    }

    private async Task<IReadOnlyList<JsonElement>> PreviewAsync(DateOnly from, DateOnly to) => (await _host.AskAsAsync(Tokens.Admin,
        "query($from: Date!, $to: Date!) { reminderPreview(from: $from, to: $to) { on kind rung toSecretariat language subject partner { slug } recipient { email } } }",
        new { from = from.ToString("O", CultureInfo.InvariantCulture), to = to.ToString("O", CultureInfo.InvariantCulture) })).List("reminderPreview");

    /// <summary>A candidate whose letters are due on 28 June, with a liaison on either side.</summary>
    private async Task PrepareAsync(string slug)
    {
        await CompleteAsync(slug, "due-diligence", "annex");
        await _host.DesignateAsync(slug, $"of-{slug}@{slug}.example");
        await _host.DesignateAsync(slug, "council@council.example", party: "COUNCIL");
    }

    private async Task CompleteAsync(string slug, params string[] keys)
    {
        var tasks = (await _host.AskAsAsync(Tokens.Admin, "query($slug: String) { partner(slug: $slug) { onboarding { tasks { id key } } } }", new { slug })).List("partner", "onboarding", "tasks");
        foreach (var key in keys)
            await _host.ChangeAsync(Tokens.Admin, "completeOnboardingTask", new { taskId = tasks.Single(task => task.Text("key") == key).Text("id") }, "task { state }");
    }

    private async Task LettersAsync(string slug)
    {
        foreach (var party in (string[])["COUNCIL", "PARTNER"])
            await _host.ChangeAsync(Tokens.Admin, "recordLetter", new { partnerId = await _host.PartnerAsync(slug), party, on = "2022-06-28", signatoryOffice = "Secretary General" }, "letter { party }");
    }
}
