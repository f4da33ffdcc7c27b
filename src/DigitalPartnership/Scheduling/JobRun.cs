using DigitalPartnership.Auditing;

namespace DigitalPartnership.Scheduling;

/// <summary>What has become of a run.</summary>
public enum JobOutcome
{
    /// <summary>It has not ended yet.</summary>
    Running,

    /// <summary>It did what was due.</summary>
    Succeeded,

    /// <summary>It ended before it had done everything.</summary>
    Failed,

    /// <summary>It was never heard of again.</summary>
    Abandoned,
}

/// <summary>An attempt to run a job for one occurrence of its schedule. Whoever has added it runs the job; nobody else does meanwhile.</summary>
public sealed class JobRun : IAudited
{
    /// <summary>For how long a run is believed to go on without a sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The instant for which it runs, in UTC: that of the schedule, or the one at which somebody started it by hand.</summary>
    public DateTime Occurrence { get; init; }

    /// <summary>Which try for this occurrence it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it started, in UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>What has become of it.</summary>
    public JobOutcome Outcome { get; set; }

    /// <summary>What it has done, or why it failed; never personal data.</summary>
    public string? Summary { get; set; }

    /// <summary>Until when it is believed to go on, in UTC.</summary>
    public DateTime LeaseUntil { get; set; }

    (string Kind, int Key) IAudited.AuditSubject => ("JobRun", Id);
}
