using DigitalPartnership.Data;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Notifications;
using DigitalPartnership.Tests.Workplan;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Data;

/// <summary>
/// What becomes of work that meets a deadlock, a time-out or a lost connection at any statement and at either side of a commit, with the retries that production
/// has; and of work that somebody else has done at the same moment.
/// </summary>
public sealed class RetryTests : IAsyncDisposable
{
    private const int Deadlock = 1205;
    private const int TimeOut = -2;
    private const int ConnectionLost = 10054;

    private const string Counts = """
        SELECT (SELECT COUNT(*) FROM Activities), (SELECT COUNT(*) FROM Participations), (SELECT COUNT(*) FROM Liaisons), (SELECT COUNT(*) FROM Notifications), (SELECT COUNT(*) FROM AuditEntries),
            (SELECT COUNT(*) FROM PublicChanges), (SELECT Number FROM DataVersion), (SELECT COUNT(*) FROM RememberedAnswers)
        """;

    private readonly PassingFaults _faults = new();
    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public RetryTests()
    {
        // It is not about how long retries may take.
        _host = ApiHost.With([.. NotificationScene.Settings(_server), ("Limits:Seconds", "600")]);
        _host.Wiring = _faults.Wire;
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [SqliteTheory, Trait("Long", "true")]
    [InlineData(Deadlock, null)]
    [InlineData(TimeOut, null)]
    [InlineData(ConnectionLost, "once")]
    public async Task A_mutation_that_meets_a_fault_at_any_place_is_made_once(int error, string? key)
    {
        await _host.OpenNextWorkplanAsync();
        // The first one brings its sector.
        await CreateAsync(-1);
        var expected = await ChangeOfCountsAsync(() => CreateAsync(0));

        await AtEveryPlaceAsync(error, least: 10, async place => Assert.Equal(expected, await ChangeOfCountsAsync(() => CreateAsync(place))));

        Task CreateAsync(int number) => _host.ChangeAsync(Tokens.Admin, "createActivity",
            new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "Media", title = $"A workshop {number}", date = "2023-03", idempotencyKey = key is null ? null : $"{key} {number}" }, "activity { id }");
    }

    [SqliteFact]
    public async Task What_a_change_sets_off_is_done_once_whatever_it_meets()
    {
        await _host.DesignateAsync("apple", "a@apple.example");
        var activity = await _host.ActivityAheadAsync("The first");
        var expected = await ChangeOfCountsAsync(() => _host.TakesPartAsync(activity, "apple"));

        await AtEveryPlaceAsync(Deadlock, least: 12, async place =>
        {
            _faults.TakeBack();
            var other = await _host.ActivityAheadAsync($"Number {place}");
            _faults.Order(Deadlock, place);
            Assert.Equal(expected, await ChangeOfCountsAsync(() => _host.TakesPartAsync(other, "apple")));
        });
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task A_liaison_person_is_designated_once_whatever_it_meets()
    {
        var expected = await ChangeOfCountsAsync(() => _host.DesignateAsync("apple", "a@apple.example"));

        await AtEveryPlaceAsync(TimeOut, least: 8, async place => Assert.Equal(expected, await ChangeOfCountsAsync(() => _host.DesignateAsync("apple", $"a{place}@apple.example"))));
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task Reminders_are_planned_once_and_sent_once_whatever_jobs_meet()
    {
        await _host.DesignateAsync("apple", "a@apple.example");
        await _host.DesignateAsync("apple", "b@apple.example");
        await _host.ChangeAsync(Tokens.Admin, "openAssessment", new { partnerId = await _host.PartnerAsync("apple"), periodFrom = "2022-06-08", periodTo = "2022-06-08", dueOn = "2022-06-08" }, "assessment { id }");
        await _host.RunJobAsync("AssessmentReminder");
        var planned = await CountAsync("SELECT COUNT(*) FROM Notifications WHERE State = 'Planned'");
        Assert.True(planned >= 2);

        await AtEveryPlaceAsync(ConnectionLost, least: 12, async _ =>
        {
            _host.ChangeDatabase("DELETE FROM LiaisonTasks");
            _host.ChangeDatabase("DELETE FROM Notifications");
            await _host.RunJobAsync("AssessmentReminder");
            Assert.Equal(planned, await CountAsync("SELECT COUNT(*) FROM Notifications WHERE State = 'Planned'"));
        });
        await AtEveryPlaceAsync(ConnectionLost, least: 16, _ => DispatchAsync());
        // Several mails are on their way at a time, so that their statements come in another order each time.
        foreach (var statement in new[] { "UPDATE Notifications SET State = 'Sent'", "INSERT INTO \"PersonalLinks\"" })
        {
            _faults.Order(ConnectionLost, where: sql => sql.StartsWith(statement, StringComparison.Ordinal));
            await DispatchAsync();
            Assert.True(_faults.TakeBack());
        }
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM JobRuns WHERE Outcome <> 'Succeeded'"));

        async Task DispatchAsync()
        {
            _server.Mails.Clear();
            _host.ChangeDatabase("DELETE FROM NotificationAttempts");
            _host.ChangeDatabase("UPDATE Notifications SET State = 'Planned', Tries = 0, SentAt = NULL, ClaimId = NULL, ClaimedUntil = NULL WHERE State <> 'Superseded'");
            await _host.DispatchAsync();
            Assert.Equal(planned, _server.Mails.Count);
            Assert.Equal(planned, await CountAsync("SELECT COUNT(*) FROM Notifications WHERE State = 'Sent' AND Tries = 1"));
            Assert.Equal(planned, await CountAsync("SELECT COUNT(*) FROM NotificationAttempts"));
        }
    }

    [SqliteTheory]
    [InlineData(2601)]
    [InlineData(2627)]
    public async Task Who_finds_that_another_has_recorded_the_same_is_told_so_and_nothing_is_written(int error)
    {
        await _host.OpenNextWorkplanAsync();
        var before = await CountsAsync();

        _faults.Order(error, where: sql => sql.Contains("INSERT INTO \"Activities\"", StringComparison.Ordinal));
        var errors = await _host.RefusedAsync(Tokens.Admin, "createActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "Media", title = "A workshop" });

        Assert.True(_faults.TakeBack());
        Assert.Equal(["CONFLICT"], errors);
        Assert.Equal(before, await CountsAsync());
    }

    [SqliteFact]
    public async Task What_the_server_quotes_of_a_value_that_it_refuses_stands_in_no_log()
    {
        await _host.OpenNextWorkplanAsync();
        var before = await CountsAsync();

        _faults.Order(2628, where: sql => sql.Contains("INSERT INTO \"Activities\"", StringComparison.Ordinal));
        var errors = await _host.AskForErrorsAsync("""mutation { createActivity(input: { workplanPeriod: "2022-2023", category: EVENTS, sector: "Media", title: "A workshop" }) { activity { id } } }""", token: Tokens.Admin);

        Assert.Equal(["INTERNAL_ERROR"], errors);
        Assert.Equal(before, await CountsAsync());
        Assert.Contains(_host.Logs.Lines, line => line.Text.Contains("refused a value with its error 2628"));
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains("canary"));
    }

    [SqliteTheory]
    [InlineData(2601)]
    [InlineData(2627)]
    public async Task A_job_that_finds_that_another_was_faster_looks_again_and_goes_on(int error)
    {
        await _host.DesignateAsync("apple", "a@apple.example");
        await _host.ChangeAsync(Tokens.Admin, "openAssessment", new { partnerId = await _host.PartnerAsync("apple"), periodFrom = "2022-06-08", periodTo = "2022-06-08", dueOn = "2022-06-08" }, "assessment { id }");
        var job = Timetable.Jobs.Single(job => job.Name == "AssessmentReminder");

        _faults.Order(error, where: sql => sql.Contains("INSERT INTO \"JobRuns\"", StringComparison.Ordinal));
        var first = await _host.Services.GetRequiredService<JobRunner>().RunAsync(job, _host.Time.GetUtcNow().UtcDateTime, default);
        Assert.True(_faults.TakeBack());
        var planned = await CountAsync("SELECT COUNT(*) FROM Notifications");
        _host.ChangeDatabase("DELETE FROM LiaisonTasks");
        _host.ChangeDatabase("DELETE FROM Notifications");
        _faults.Order(error, where: sql => sql.Contains("INSERT INTO \"Notifications\"", StringComparison.Ordinal));
        await _host.RunJobAsync("AssessmentReminder");

        Assert.True(_faults.TakeBack());
        Assert.Equal((true, JobOutcome.Succeeded, 1), (first.IsOurs, first.Run.Outcome, first.Run.Attempt));
        Assert.True(planned > 0);
        Assert.Equal(planned, await CountAsync("SELECT COUNT(*) FROM Notifications"));
    }

    [SqliteFact]
    public async Task A_host_that_finds_that_another_has_noted_the_installation_starts_all_the_same()
    {
        _host.StartServer();
        _host.ChangeDatabase("DELETE FROM Installation");
        await using var scope = _host.Services.CreateAsyncScope();

        _faults.Order(2627, where: sql => sql.Contains("INSERT INTO \"Installation\"", StringComparison.Ordinal));
        await scope.ServiceProvider.GetRequiredService<PartnershipDb>().NoteInstallationAsync(_host.Time);

        Assert.True(_faults.TakeBack());
    }

    /// <summary>Does something with a fault at its first place, at its second, and so on until it has no more.</summary>
    private async Task AtEveryPlaceAsync(int error, int least, Func<int, Task> act)
    {
        var places = new List<string>();
        for (var place = 1; place < 200; place++)
        {
            _faults.Order(error, place);
            await act(place);
            if (!_faults.TakeBack())
                break;
            places.Add(_faults.Place!);
        }
        Assert.InRange(places.Count, least, 150);
        Assert.Contains("before the commit", places);
        Assert.Contains("after the commit", places);
    }

    private async Task<string> ChangeOfCountsAsync(Func<Task> act)
    {
        var before = await CountsAsync();
        await act();
        return string.Join(' ', before.Zip(await CountsAsync(), (old, now) => now - old));
    }

    private async Task<IReadOnlyList<long>> CountsAsync()
    {
        await using var connection = _host.Database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = Counts;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(at => Convert.ToInt64(reader.GetValue(at), null))];
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = _host.Database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }
}
