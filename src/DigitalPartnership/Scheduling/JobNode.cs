using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Scheduling;

/// <summary>Work that is done again and again by itself.</summary>
[Name("Job")]
public sealed class JobNode
{
    private readonly JobSchedule _schedule;
    private readonly DateTime _now;
    private readonly DateTime? _installedAt;

    internal JobNode(JobSchedule schedule, DateTime now, DateTime? installedAt)
    {
        _schedule = schedule;
        _now = now;
        _installedAt = installedAt;
    }

    /// <summary>Its name.</summary>
    public string Name => _schedule.Job.Name;

    /// <summary>What it does, in a sentence.</summary>
    public string Description => _schedule.Job.Description;

    /// <summary>When it runs: second, minute, hour, day, month and day of the week, in UTC.</summary>
    public string Schedule => _schedule.Text;

    /// <summary>The run that started last.</summary>
    public IDataLoaderResult<JobRunNode?> LastRun([FromServices] LastRunByJob runs) => runs.Load(Name).Then(JobRunNode.Of);

    /// <summary>The run for the newest occurrence that succeeded.</summary>
    public IDataLoaderResult<JobRunNode?> LastSuccess([FromServices] LastSuccessByJob runs) => runs.Load(Name).Then(JobRunNode.Of);

    /// <summary>The next occurrence.</summary>
    public DateTime NextRunAt => _schedule.Next(_now);

    /// <summary>Whether an occurrence passed more than 15 minutes ago without a success since.</summary>
    public IDataLoaderResult<bool> Overdue([FromServices] LastSuccessByJob runs) =>
        runs.Load(Name).Then(success => OverdueJobs.IsOverdue(_schedule, success, _now, _installedAt));
}

/// <summary>An attempt to run a job.</summary>
[Name("JobRun")]
public sealed class JobRunNode
{
    private readonly JobRun _row;

    internal JobRunNode(JobRun row) => _row = row;

    internal static JobRunNode? Of(JobRun? row) => row is null ? null : new JobRunNode(row);

    /// <summary>The instant for which it runs: that of the schedule, or the one at which somebody started it.</summary>
    public DateTime Occurrence => DateTime.SpecifyKind(_row.Occurrence, DateTimeKind.Utc);

    /// <summary>When it started.</summary>
    public DateTime StartedAt => DateTime.SpecifyKind(_row.StartedAt, DateTimeKind.Utc);

    /// <summary>When it ended; null where it has not.</summary>
    public DateTime? FinishedAt => _row.FinishedAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;

    /// <summary>What has become of it.</summary>
    public JobOutcome Outcome => _row.Outcome;

    /// <summary>What it has done, in counts, or why it failed.</summary>
    public string? Summary => _row.Summary;
}
