using DigitalPartnership.Data;

namespace DigitalPartnership.Scheduling;

/// <summary>Tells which jobs should have succeeded by now and have not.</summary>
public sealed class OverdueJobs(PartnershipDb db, Schedules schedules, TimeProvider time)
{
    // An occurrence may still be running, or be tried again.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>How far the clocks of two instances may be apart.</summary>
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The names of the overdue jobs.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellation)
    {
        var installedAt = await db.InstalledAtAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var successes = await db.LastSuccessesAsync(schedules.All.Select(schedule => schedule.Job.Name), now, cancellation);
        return [.. schedules.All.Where(schedule => IsOverdue(schedule, successes.GetValueOrDefault(schedule.Job.Name), now, installedAt)).Select(schedule => schedule.Job.Name)];
    }

    /// <summary>Whether an occurrence passed some while ago and there was no success for it or a later one.</summary>
    internal static bool IsOverdue(JobSchedule schedule, JobRun? lastSuccess, DateTime now, DateTime? installedAt) =>
        schedule.Due(now - Grace, installedAt) is { } due && !(lastSuccess?.Occurrence >= due);
}
