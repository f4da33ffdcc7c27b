using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace DigitalPartnership.Scheduling;

/// <summary>The start of a job by hand.</summary>
[Extends(typeof(Mutation))]
public static class JobMutations
{
    // Shorter than any request may take: a longer job goes on by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs a job now, whatever its schedule. One that takes more than a few seconds goes on after the answer, which then says RUNNING. With `dryRun: true` it says
    /// what it would do, and the run is recorded nowhere.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<RunJobPayload> RunJob(
        IResolveFieldContext context, [FromServices] Changes changes, [FromServices] Schedules schedules, [FromServices] JobRunner runner,
        [FromServices] TimeProvider time, [FromServices] IHostApplicationLifetime host, RunJobInput input)
    {
        var job = schedules.Find(input.Name)?.Job;
        return input.DryRun ? RehearseAsync(changes, runner, job, input, context.CancellationToken) : RunAsync(changes, runner, job, input, time, host.ApplicationStopping);
    }

    /// <summary>The run is claimed as a change; the job works after that, because it makes transactions of its own.</summary>
    private static async Task<RunJobPayload> RunAsync(Changes changes, JobRunner runner, ScheduledJob? job, RunJobInput input, TimeProvider time, CancellationToken stopping)
    {
        JobRun? claimed = null;
        return await changes.MakeAsync<RunJobPayload, int>(input, async change =>
        {
            var claim = await change.Db.ClaimAsync((job ?? throw Unknown()).Name, change.Now, change.Now, stopping);
            if (!claim.IsOurs)
                throw new Refusal(new WrongStateError("The job is running already."));
            claimed = claim.Run;
            return () => claim.Run.Id;
        }, async key =>
        {
            if (claimed?.Id == key)
                await Task.WhenAny(runner.CarryOutAsync(job!, claimed, stopping), Task.Delay(Patience, time, stopping));
            return new RunJobPayload { Run = new JobRunNode(await changes.Db.JobRuns.SingleAsync(run => run.Id == key)) };
        }, nameof(RunJob));
    }

    private static async Task<RunJobPayload> RehearseAsync(Changes changes, JobRunner runner, ScheduledJob? job, RunJobInput input, CancellationToken cancellation)
    {
        var rehearsal = job is null ? null : await runner.RehearseAsync(job, cancellation);
        return await changes.MakeAsync<RunJobPayload, JobRun>(
            input, _ => rehearsal is null ? throw Unknown() : Task.FromResult(() => rehearsal), run => Task.FromResult(new RunJobPayload { Run = new JobRunNode(run) }), nameof(RunJob));
    }

    private static Refusal Unknown() => new(new NotFoundError("There is no job with this name; `jobs` lists them."));
}

/// <summary>Which job to run.</summary>
public sealed class RunJobInput : MutationInput
{
    /// <summary>The job's name.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it only says what it would do.</summary>
    [DefaultValue(false)]
    public bool DryRun { get; set; }
}

/// <summary>The run, or why there was none.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class RunJobPayload : Payload
{
    /// <summary>The run.</summary>
    public JobRunNode? Run { get; set; }
}
