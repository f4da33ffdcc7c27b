using System.Collections.Concurrent;
using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Scheduling;

/// <summary>
/// Runs the timetable in the web host. Every job goes its own way: it runs for its newest occurrence where that has had no
/// success, whether it is that of this minute or was missed during a stop, and then waits for the next one.
/// </summary>
internal sealed class EmbeddedScheduler(Schedules schedules, JobRunner runner, JobLag lag, DatabaseOutage outage, IServiceScopeFactory scopes, TimeProvider time, ILogger<EmbeddedScheduler> log) : BackgroundService
{
    // Also how soon the clock of a machine that has slept is looked at again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    // The occurrence of a job that is not tried any more, until the next one comes or the host starts anew.
    private readonly ConcurrentDictionary<string, DateTime> _givenUp = [];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Asks the jobs to stop, and goes without one that does not; its run is taken for abandoned later.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Farewell);
        await base.StopAsync(patience.Token);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll([.. schedules.All.Select(job => KeepAsync(job, stoppingToken)), WatchClockAsync(stoppingToken)]);

    /// <summary>Says in the log that the clock was set back. What it had put into the future is brought back wherever it is met.</summary>
    private async Task WatchClockAsync(CancellationToken stopping)
    {
        for (var latest = Now; !stopping.IsCancellationRequested; latest = Now)
        {
            await Task.Delay(ClockLook, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (latest - Now is var back && back > OverdueJobs.ClockTolerance)
                log.LogWarning("The clock was set back by {Minutes:0} minutes. Jobs and mails go by the new time from now on", back.TotalMinutes);
        }
    }

    private async Task KeepAsync(JobSchedule schedule, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wake = schedule.Next(Now);
            try
            {
                if (await LookAsync(schedule, stopping) is { } sooner && sooner < wake)
                    wake = sooner;
            }
            catch (Exception fault)
            {
                if (stopping.IsCancellationRequested)
                    return;
                if (!outage.Note(fault))
                    log.LogError(fault, "{Job} could not be claimed, or its end not be recorded; it is looked at again in a minute", schedule.Job.Name);
                wake = Now + AfterFault;
            }
            if (wake - Now is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs the job where something is due; tells when to look again where that is before the next occurrence.</summary>
    private async Task<DateTime?> LookAsync(JobSchedule schedule, CancellationToken stopping)
    {
        var job = schedule.Job;
        if (await DueAsync(schedule, stopping) is not { } due)
        {
            lag.Done(job.Name, Now);
            return null;
        }
        if (_givenUp.GetValueOrDefault(job.Name) == due)
            return null;
        var claim = await runner.RunAsync(job, due, stopping);
        switch (claim.Run.Outcome)
        {
            case JobOutcome.Running:
                return claim.Run.LeaseUntil;
            case JobOutcome.Failed when claim.Run.Attempt <= job.Retries:
                return Now + job.RetryDelay;
            case JobOutcome.Failed:
                _givenUp[job.Name] = due;
                return null;
            default:
                return null;
        }
    }

    private async Task<DateTime?> DueAsync(JobSchedule schedule, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        if (schedule.Due(Now, await db.InstalledAtAsync(stopping)) is not { } due)
            return null;
        // A success for an occurrence that is yet to come is of a time when the clock was wrong.
        var until = Now + OverdueJobs.ClockTolerance;
        var isDone = await db.JobRuns.AnyAsync(run => run.Job == schedule.Job.Name && run.Outcome == JobOutcome.Succeeded && run.Occurrence >= due && run.Occurrence <= until, stopping);
        return isDone ? null : due;
    }
}
