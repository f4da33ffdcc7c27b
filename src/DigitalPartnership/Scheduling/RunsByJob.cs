using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Scheduling;

/// <summary>The run of each job that started last.</summary>
public sealed class LastRunByJob(PartnershipDb db) : OneByKey<string, JobRun>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<string, JobRun?>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        await db.FirstByJobAsync(keys, runs => runs.OrderByDescending(run => run.Id), cancellation);
}

/// <summary>The success of each job for the newest occurrence.</summary>
public sealed class LastSuccessByJob(PartnershipDb db, TimeProvider time) : OneByKey<string, JobRun>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<string, JobRun?>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        await db.LastSuccessesAsync(keys, time.GetUtcNow().UtcDateTime, cancellation);
}

internal static class RunsByJob
{
    /// <summary>The success of each job for the newest occurrence; one that is yet to come is of a time when the clock was wrong.</summary>
    public static Task<Dictionary<string, JobRun?>> LastSuccessesAsync(this PartnershipDb db, IEnumerable<string> jobs, DateTime now, CancellationToken cancellation)
    {
        var until = now + OverdueJobs.ClockTolerance;
        return db.FirstByJobAsync(jobs, runs => runs.Where(run => run.Outcome == JobOutcome.Succeeded && run.Occurrence <= until).OrderByDescending(run => run.Occurrence), cancellation);
    }

    /// <summary>One run of each job, in one statement that goes to each straight through an index: there are few jobs and very many runs.</summary>
    public static Task<Dictionary<string, JobRun?>> FirstByJobAsync(
        this PartnershipDb db, IEnumerable<string> jobs, Func<IQueryable<JobRun>, IQueryable<JobRun>> order, CancellationToken cancellation) =>
        jobs.Select(job => order(db.JobRuns.Where(run => run.Job == job)).Take(1)).Aggregate(Queryable.Concat).ToDictionaryAsync(run => run.Job, JobRun? (run) => run, cancellation);
}
