using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Scheduling;

/// <summary>The answer to whoever wants to run a job.</summary>
/// <param name="Run">The run: the claimant's own, or the one for which there is to be no other.</param>
/// <param name="IsOurs">Whether it is the claimant's own.</param>
public sealed record JobClaim(JobRun Run, bool IsOurs)
{
    /// <summary>What there is to say about it, in a sentence.</summary>
    public string Message => (IsOurs, Run.Outcome) switch
    {
        (true, _) => $"{Run.Job}, attempt {Run.Attempt} for {Run.Occurrence:u}: {(Run.Outcome is JobOutcome.Succeeded ? "" : "failed: ")}{Run.Summary}",
        (_, JobOutcome.Succeeded) => $"{Run.Job} has run already for {Run.Occurrence:u}.",
        _ => $"{Run.Job}: another instance is running it.",
    };
}

internal static class JobClaims
{
    /// <summary>
    /// Claims an occurrence by adding a run to what is to be saved. A run that has given no sign of life for too long is given up first. Two that claim
    /// at once both find the way free, and the database lets one of them save.
    /// </summary>
    public static async Task<JobClaim> ClaimAsync(this PartnershipDb db, string job, DateTime occurrence, DateTime now, CancellationToken cancellation)
    {
        var running = db.JobRuns.Where(run => run.Job == job && run.Outcome == JobOutcome.Running);
        // Nobody gives a sign of life for longer than the lease: the clock was ahead then, and whoever was running may be gone.
        var longest = now + JobRun.Lease;
        await running.Where(run => run.LeaseUntil > longest).ExecuteUpdateAsync(run => run.SetProperty(row => row.LeaseUntil, longest), cancellation);
        await running.Where(run => run.LeaseUntil <= now).ExecuteUpdateAsync(
            run => run.SetProperty(row => row.Outcome, JobOutcome.Abandoned).SetProperty(row => row.FinishedAt, now).SetProperty(row => row.Summary, "no sign of life"), cancellation);
        if (await running.FirstOrDefaultAsync(cancellation) is { } other)
            return new JobClaim(other, IsOurs: false);

        var last = await db.JobRuns.Where(run => run.Job == job && run.Occurrence == occurrence).OrderByDescending(run => run.Attempt).FirstOrDefaultAsync(cancellation);
        if (last is { Outcome: JobOutcome.Succeeded })
            return new JobClaim(last, IsOurs: false);
        var own = new JobRun { Job = job, Occurrence = occurrence, Attempt = (last?.Attempt ?? 0) + 1, StartedAt = now, LeaseUntil = now + JobRun.Lease };
        db.Add(own);
        return new JobClaim(own, IsOurs: true);
    }
}
