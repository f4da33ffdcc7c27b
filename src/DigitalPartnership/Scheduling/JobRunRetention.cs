using DigitalPartnership.Data;

namespace DigitalPartnership.Scheduling;

/// <summary>Forgets old runs, but of no job the last one and the last that succeeded: what is due is counted from there.</summary>
internal sealed class JobRunRetention(PartnershipDb db) : IRetention
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    // One job runs every minute; that it did is of no interest for long.
    private static readonly TimeSpan SuccessesKept = TimeSpan.FromDays(30);

    public string What => "job runs";

    public Task<int> PurgeAsync(DateTime now, bool isDryRun, CancellationToken cancellation)
    {
        var (until, successesUntil) = (now - Kept, now - SuccessesKept);
        var runs = db.JobRuns;
        var old = runs.Where(run => run.StartedAt < (run.Outcome == JobOutcome.Succeeded ? successesUntil : until) && run.Outcome != JobOutcome.Running
            && runs.Any(later => later.Job == run.Job && later.Id > run.Id)
            && (run.Outcome != JobOutcome.Succeeded
                || runs.Any(later => later.Job == run.Job && later.Outcome == JobOutcome.Succeeded && later.Occurrence > run.Occurrence)));
        return db.PurgeAsync(old, isDryRun, cancellation);
    }
}
