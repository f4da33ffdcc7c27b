using System.Diagnostics;
using DigitalPartnership.Data;
using DigitalPartnership.Telemetry;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Scheduling;

/// <summary>Runs jobs, each run in a scope of its own, and keeps the record of what has run.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, TimeProvider time, PartnershipMeter meter, JobLag lag, DatabaseOutage outage, ILogger<JobRunner> log)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Runs a job for an occurrence, unless it has run for that one already or is being run.</summary>
    public async Task<JobClaim> RunAsync(ScheduledJob job, DateTime occurrence, CancellationToken cancellation)
    {
        var claim = await ClaimAsync(job, occurrence, cancellation);
        if (claim.IsOurs)
            claim = claim with { Run = await CarryOutAsync(job, claim.Run, cancellation) };
        if (claim.Run.Outcome is JobOutcome.Succeeded)
            lag.Done(job.Name, occurrence);
        return claim;
    }

    /// <summary>Does the work of a run that has been claimed, and records its end.</summary>
    public async Task<JobRun> CarryOutAsync(ScheduledJob job, JobRun run, CancellationToken cancellation)
    {
        using var span = TelemetryNames.Spans.StartActivity($"job {job.Name}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var start = Stopwatch.GetTimestamp();
        using var end = new CancellationTokenSource();
        var heartbeat = KeepLeaseAsync(run, stop, end.Token);
        (run.Outcome, run.Summary) = await WorkAsync(job, isDryRun: false, stop.Token);
        run.FinishedAt = Now;
        Measure(span, run, Stopwatch.GetElapsedTime(start));
        await end.CancelAsync();
        await heartbeat;
        await RecordEndAsync(run);
        return run;
    }

    /// <summary>Lets a job say what it would do now. Nothing is written, the run itself neither.</summary>
    public async Task<JobRun> RehearseAsync(ScheduledJob job, CancellationToken cancellation)
    {
        var run = new JobRun { Job = job.Name, Occurrence = Now, StartedAt = Now };
        (run.Outcome, var summary) = await WorkAsync(job, isDryRun: true, cancellation);
        run.Summary = $"dry run: {summary}";
        run.FinishedAt = Now;
        return run;
    }

    private void Measure(Activity? span, JobRun run, TimeSpan duration)
    {
        var outcome = EnumNames.Of(run.Outcome);
        meter.JobEnded(run.Job, outcome, duration);
        span?.SetTag(TelemetryNames.JobName, run.Job).SetTag(TelemetryNames.JobOutcome, outcome);
        if (run.Outcome is not JobOutcome.Succeeded)
            span.Fail(outcome);
    }

    private async Task<JobClaim> ClaimAsync(ScheduledJob job, DateTime occurrence, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await WriteAsync(db => db.ClaimAsync(job.Name, occurrence, Now, cancellation), cancellation);
            }
            catch (DbUpdateException fault) when (fault.IsDuplicateKey())
            {
                log.LogDebug("Another instance was faster to claim {Job}", job.Name);
            }
        }
    }

    private async Task<(JobOutcome Outcome, string Summary)> WorkAsync(ScheduledJob job, bool isDryRun, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var report = await ((IJob)scope.ServiceProvider.GetRequiredService(job.Job)).RunAsync(isDryRun, cancellation);
            return (JobOutcome.Succeeded, report.ToString());
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            log.LogWarning("{Job} was cancelled", job.Name);
            return (JobOutcome.Failed, "cancelled");
        }
        catch (Exception fault) when (outage.Note(fault))
        {
            return (JobOutcome.Failed, "the database could not be used");
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Job} failed", job.Name);
            // The message of a fault can hold anything, an address too.
            return (JobOutcome.Failed, $"{fault.GetType().Name}; the log says more");
        }
    }

    /// <summary>Gives signs of life until the end, and stops the work of a run that has been given up for dead.</summary>
    private async Task KeepLeaseAsync(JobRun run, CancellationTokenSource stop, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(JobRun.Lease / 4, time, end);
                var until = Now + JobRun.Lease;
                if (await WriteAsync(db => Unended(db, run).ExecuteUpdateAsync(row => row.SetProperty(lease => lease.LeaseUntil, until), end), end) > 0)
                    continue;
                log.LogWarning("{Job} was given up for dead by another instance and stops", run.Job);
                await stop.CancelAsync();
                return;
            }
            catch (Exception fault)
            {
                if (!end.IsCancellationRequested && !outage.Note(fault))
                    log.LogWarning(fault, "{Job} could not give a sign of life", run.Job);
            }
        }
    }

    // Whoever asked for the run may be gone by now; that it has ended is recorded all the same.
    private async Task RecordEndAsync(JobRun run)
    {
        try
        {
            var recorded = await WriteAsync(db => Unended(db, run).ExecuteUpdateAsync(
                row => row.SetProperty(end => end.Outcome, run.Outcome).SetProperty(end => end.Summary, run.Summary).SetProperty(end => end.FinishedAt, run.FinishedAt)), CancellationToken.None);
            if (recorded == 0)
                log.LogWarning("{Job} ended after it had been given up for dead: {Outcome}, {Summary}", run.Job, run.Outcome, run.Summary);
        }
        catch (Exception fault)
        {
            if (outage.Note(fault))
                log.LogError("{Job} ended, which could not be recorded: {Outcome}, {Summary}", run.Job, run.Outcome, run.Summary);
            else
                log.LogError(fault, "{Job} ended, which could not be recorded: {Outcome}, {Summary}", run.Job, run.Outcome, run.Summary);
            throw;
        }
    }

    private static IQueryable<JobRun> Unended(PartnershipDb db, JobRun run) => db.JobRuns.Where(row => row.Id == run.Id && row.Outcome == JobOutcome.Running);

    private async Task<T> WriteAsync<T>(Func<PartnershipDb, Task<T>> write, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        return await db.TransactAsync(async () =>
        {
            var written = await write(db);
            await db.SaveChangesAsync(cancellation);
            return written;
        }, cancellation: cancellation);
    }
}
