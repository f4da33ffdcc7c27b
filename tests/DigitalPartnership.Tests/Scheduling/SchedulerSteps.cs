using System.Globalization;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Scheduling;

/// <summary>Lets the clocks of hosts run, and reads what has run.</summary>
internal static class SchedulerSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A host with a scripted job as its only one.</summary>
    public static ApiHost Host(ScriptedJob.Script script, params (string Key, string Value)[] settings) => Host(script, null, settings);

    private static ApiHost Host(ScriptedJob.Script script, ApiHost? onDatabaseOf, params (string Key, string Value)[] settings)
    {
        var host = onDatabaseOf is null ? ApiHost.With(settings) : ApiHost.On(onDatabaseOf, settings);
        host.Wiring = script.Wire;
        return host;
    }

    /// <summary>A host that runs a scripted job in process; its clock can be set before it starts.</summary>
    public static ApiHost Scheduler(ScriptedJob.Script script, string? startsAt = null, ApiHost? onDatabaseOf = null)
    {
        var host = Host(script, onDatabaseOf, ("Jobs:Runner", "InProcess"));
        if (startsAt is not null)
            host.Time.SetUtcNow(Instant(startsAt));
        return host;
    }

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Lets the clocks of some hosts run in small steps up to an instant, so that what waits for them can happen in between.</summary>
    public static async Task RunClockAsync(IReadOnlyList<ApiHost> hosts, string until, double minutes = 30)
    {
        var end = Instant(until);
        while (hosts[0].Time.GetUtcNow() < end)
        {
            foreach (var host in hosts)
            {
                var left = end - host.Time.GetUtcNow();
                host.Time.Advance(left < TimeSpan.FromMinutes(minutes) ? left : TimeSpan.FromMinutes(minutes));
            }
            await Task.Delay(20);
        }
    }

    /// <summary>Waits for something without letting the clock of the host run.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var start = DateTime.UtcNow;
        while (!isSo())
        {
            Assert.True(DateTime.UtcNow - start < Patience, "It has not come to that.");
            await Task.Delay(10);
        }
    }

    /// <summary>Lets the clock of a host run in small steps until something is so.</summary>
    public static Task UntilAsync(this ApiHost host, Func<bool> isSo, double seconds = 5) => UntilAsync(() =>
    {
        if (isSo())
            return true;
        host.Time.Advance(TimeSpan.FromSeconds(seconds));
        return false;
    });

    /// <summary>The record of runs, oldest first: occurrence, attempt, outcome and summary.</summary>
    public static IReadOnlyList<string> Runs(this ApiHost host)
    {
        using var connection = host.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Occurrence, Attempt, Outcome, Summary FROM JobRuns ORDER BY Id";
        using var reader = command.ExecuteReader();
        var runs = new List<string>();
        while (reader.Read())
            runs.Add($"{reader.GetDateTime(0):yyyy-MM-dd HH:mm} {reader.GetInt32(1)} {reader.GetString(2)} {(reader.IsDBNull(3) ? "-" : reader.GetString(3))}");
        return runs;
    }

    /// <summary>Lets the clocks of hosts run while a run goes on, and gives its signs of life more time between two steps than they need.</summary>
    public static async Task KeepAliveAsync(IReadOnlyList<ApiHost> hosts, TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(10);
        for (var gone = TimeSpan.Zero; gone < time; gone += step)
        {
            foreach (var host in hosts)
                host.Time.Advance(step);
            for (var waits = 0; waits < 200 && LeaseUntil(hosts[0]) - hosts[0].Time.GetUtcNow().UtcDateTime is { TotalSeconds: <= 45 or > 60 }; waits++)
                await Task.Delay(10);
        }
    }

    private static DateTime LeaseUntil(ApiHost host)
    {
        using var connection = host.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT LeaseUntil FROM JobRuns ORDER BY Id DESC";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return reader.GetDateTime(0);
    }

    /// <summary>Puts a run into the record that somebody else is said to have started.</summary>
    public static void AddRun(this ApiHost host, string occurrence, string outcome, string leaseUntil, int attempt = 1, string job = ScriptedJob.Name) => host.ChangeDatabase(
        "INSERT INTO JobRuns (Job, Occurrence, Attempt, StartedAt, Outcome, LeaseUntil) " +
        $"VALUES ('{job}', '{occurrence}:00', {attempt}, '{occurrence}:00', '{outcome}', '{leaseUntil}:00')");
}
