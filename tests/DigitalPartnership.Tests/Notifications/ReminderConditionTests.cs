using DigitalPartnership.Notifications;
using DigitalPartnership.Tests.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Whether a reminder is still due is asked again when it is sent.</summary>
public sealed class ReminderConditionTests : IAsyncDisposable
{
    private const string Partner = "google@partner.example";
    private const string Council = "google@council.example";
    private const string Newer = "SUPERSEDED A newer reminder of the same matter was due.";

    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public ReminderConditionTests() => _host = ReminderScene.HostFor(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_assessment_that_was_concluded_after_planning_is_not_reminded()
    {
        var id = await _host.AwaitAsync("google", "2022-07-08");
        await _host.DoAsync("AssessmentReminder");
        await _host.AnswerAsync(Tokens.ForLiaison(Partner), id, "PARTNER", AssessmentSteps.FromPartner);
        await _host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil);
        await _host.ChangeAsync(Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = "Both go on." }, "assessment { id }");

        await _host.DoAsync("NotificationDispatch");

        Assert.Empty(_server.Reminders());
        Assert.Equal([$"{Council} 30_DAYS_BEFORE 2022-07-08 SKIPPED The assessment is concluded.", $"{Partner} 30_DAYS_BEFORE 2022-07-08 SKIPPED The assessment is concluded."], await _host.LadderAsync());
    }

    [Fact]
    public async Task A_party_that_has_submitted_its_part_is_not_reminded_and_the_other_is()
    {
        var id = await _host.AwaitAsync("google", "2022-07-08");
        await _host.DoAsync("AssessmentReminder");
        await _host.AnswerAsync(Tokens.ForLiaison(Partner), id, "PARTNER", AssessmentSteps.FromPartner);
        await _host.DoAsync("NotificationDispatch");
        Assert.Equal([$"2022-06-08 {Council}"], _server.Reminders());
        Assert.Contains($"{Partner} 30_DAYS_BEFORE 2022-07-08 SKIPPED The part of this party has been submitted.", await _host.LadderAsync());

        _host.ClockAt("2022-07-01");
        await _host.RemindAsync();

        Assert.Equal([$"2022-06-08 {Council}", $"2022-07-01 {Council}"], _server.Reminders());
    }

    [Fact]
    public async Task An_extension_moves_the_ladder()
    {
        var id = await _host.AwaitAsync("google", "2022-07-08");
        await _host.DoAsync("AssessmentReminder");
        await _host.ChangeAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = new[] { id }, dueOn = "2022-08-12", reason = "Summer." }, "assessments { id }");
        foreach (var day in (string[])["2022-06-09", "2022-07-01", "2022-07-08", "2022-07-12", "2022-07-13", "2022-07-14", "2022-08-05", "2022-08-12", "2022-08-19"])
        {
            _host.ClockAt(day);
            await _host.RemindAsync();
        }

        Assert.Equal(
            from day in (string[])["2022-07-13", "2022-08-05", "2022-08-12", "2022-08-19"]
            from person in (string[])[Council, Partner]
            select $"{day} {person}", _server.Reminders());
        Assert.Contains($"{Partner} 30_DAYS_BEFORE 2022-07-08 SKIPPED The assessment is due on another day.", await _host.LadderAsync());
    }

    [Fact]
    public async Task Who_is_designated_late_gets_the_newest_rung_alone()
    {
        await _host.AwaitAsync("google", "2022-07-08");
        _host.ClockAt("2022-07-08");
        await _host.RemindAsync();
        _server.Mails.Clear();
        _host.ClockAt("2022-07-11");
        await _host.DesignateAsync("google", "late@partner.example", from: "2022-07-11", name: "Liaison B");
        await _host.DesignateAsync("google", "ahead@partner.example", from: "2022-07-14", name: "Liaison C");

        foreach (var day in (string[])["2022-07-12", "2022-07-13", "2022-07-15", "2022-07-18"])
        {
            _host.ClockAt(day);
            await _host.RemindAsync();
        }

        Assert.Equal(
        [
            "2022-07-12 late@partner.example", "2022-07-15 ahead@partner.example", $"2022-07-15 {Council}", $"2022-07-15 {Partner}", "2022-07-15 late@partner.example",
        ], _server.Reminders());
        var ladder = await _host.LadderAsync();
        Assert.Contains($"late@partner.example 30_DAYS_BEFORE 2022-07-08 {Newer}", ladder);
        Assert.Contains($"ahead@partner.example DUE 2022-07-08 {Newer}", ladder);
    }

    [Fact]
    public async Task A_party_without_a_liaison_is_told_of_once_until_somebody_is_designated()
    {
        (await _host.TryDesignateAsync("google", Partner)).Made();
        await _host.RoundAsync("google", "2022-07-08");
        foreach (var day in (string[])["2022-06-08", "2022-06-09", "2022-07-01", "2022-07-08"])
        {
            _host.ClockAt(day, "14:00");
            await _host.RemindAsync();
        }

        Assert.Equal([$"2022-06-08 {Partner}", $"2022-07-01 {Partner}", $"2022-07-08 {Partner}"], _server.Reminders());
        var notice = Assert.Single(_server.Mails, mail => !mail.IsReminder());
        Assert.Equal(("No liaison person for the partnership with Google", ReminderScene.ToSecretariat), (notice.Topic(), Assert.Single(notice.Recipients)));
        Assert.Equal(["LIAISON_MISSING COUNCIL 2022-06-08 "], await TasksAsync());

        _host.ClockAt("2022-07-11");
        (await _host.TryDesignateAsync("google", Council, "COUNCIL")).Made();
        Assert.Equal(["LIAISON_MISSING COUNCIL 2022-06-08 2022-07-11"], await TasksAsync());
        await _host.RemindAsync();
        Assert.Contains($"2022-07-11 {Council}", _server.Reminders());
        Assert.Contains($"{Council} DUE 2022-07-08 SENT", await _host.LadderAsync());
    }

    [Fact]
    public async Task A_liaison_who_has_left_or_been_erased_gets_nothing_that_was_planned()
    {
        await _host.AwaitAsync("google", "2022-07-08");
        await _host.AwaitAsync("apple", "2022-07-08");
        await _host.DoAsync("AssessmentReminder");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = await _host.OfficeAsync(Partner), on = "2022-06-08" })).Made();
        (await _host.ChangeAsync("eraseLiaison", new { liaisonId = await _host.OfficeAsync("apple@partner.example"), reason = "Asked for" })).Made();

        await _host.DoAsync("NotificationDispatch");

        Assert.Equal(["2022-06-08 apple@council.example", $"2022-06-08 {Council}"], _server.Reminders());
        Assert.Equal(2, (await _host.LadderAsync()).Count(row => row.Contains(" SKIPPED The office is no longer held.") || row.Contains(" SKIPPED The person has been erased.")));
    }

    [Fact]
    public void Of_two_rungs_that_meet_on_a_Monday_the_newer_one_is_the_last()
    {
        var ladder = new Ladder("A", "", [new("SATURDAY", -1, RungRecipient.Liaisons), new("SUNDAY", 0, RungRecipient.Liaisons), new("MONDAY", 1, RungRecipient.Secretariat)]);

        var steps = ladder.Steps(ReminderScene.Day("2022-06-12"), ReminderScene.Day("2022-06-08"));

        Assert.Equal(["SATURDAY", "SUNDAY", "MONDAY"], steps.Select(step => step.Rung.Name));
        Assert.All(steps, step => Assert.Equal(ReminderScene.Day("2022-06-13"), step.On));
    }

    private async Task<string[]> TasksAsync() => [.. (await _host.AskAsAsync(Tokens.Admin, "{ liaisonTasks(open: false) { nodes { kind party openedOn closedOn } } }")).List("liaisonTasks", "nodes")
        .Select(task => $"{task.Text("kind")} {task.Text("party")} {task.Text("openedOn")} {task.Text("closedOn")}")];
}
