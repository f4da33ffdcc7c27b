using DigitalPartnership.Tests.Hosting;
using static DigitalPartnership.Tests.Scheduling.SchedulerSteps;

namespace DigitalPartnership.Tests.Scheduling;

/// <summary>The timetable run by the web host. The database was prepared on 8 June 2022 at 10:00; the scripted job runs daily at 04:00.</summary>
public sealed class EmbeddedSchedulerTests
{
    [Fact]
    public async Task Every_occurrence_is_run_once_and_none_from_before_the_installation()
    {
        var script = new ScriptedJob.Script();
        using var host = Scheduler(script);
        host.StartServer();

        await RunClockAsync([host], "2022-06-11T05:00");
        await UntilAsync(() => host.Runs().Count(run => run.EndsWith("Succeeded 1 done", StringComparison.Ordinal)) >= 3);

        Assert.Equal(["2022-06-09 04:00 1 Succeeded 1 done", "2022-06-10 04:00 1 Succeeded 1 done", "2022-06-11 04:00 1 Succeeded 1 done"], host.Runs());
        Assert.Equal(3, script.Runs);
    }

    [Fact]
    public async Task After_a_stop_the_newest_missed_occurrence_is_caught_up_once()
    {
        var script = new ScriptedJob.Script();
        using var host = Scheduler(script, startsAt: "2022-06-20T12:00");
        host.StartServer();
        await UntilAsync(() => host.Runs() is [.., var run] && run.Contains("Succeeded"));

        using var again = Scheduler(script, startsAt: "2022-06-20T13:00", onDatabaseOf: host);
        again.StartServer();
        await RunClockAsync([again], "2022-06-21T03:00");

        Assert.Equal(["2022-06-20 04:00 1 Succeeded 1 done"], host.Runs());
    }

    [Fact]
    public async Task What_an_admin_ran_after_the_occurrence_was_missed_is_not_run_again()
    {
        var script = new ScriptedJob.Script();
        using var host = Scheduler(script, startsAt: "2022-06-20T12:00");
        host.AddRun("2022-06-20 07:30", "Succeeded", "2022-06-20 07:31");
        host.StartServer();

        await RunClockAsync([host], "2022-06-21T03:00");

        Assert.Equal(0, script.Runs);
    }

    [Fact, Trait("Long", "true")]
    public async Task Two_hosts_on_one_database_run_an_occurrence_once()
    {
        var script = new ScriptedJob.Script();
        using var one = Scheduler(script);
        using var other = Scheduler(script, onDatabaseOf: one);
        one.StartServer();
        other.StartServer();

        for (var day = 9; day <= 13; day++)
        {
            await RunClockAsync([one, other], $"2022-06-{day:D2}T03:59");
            await UntilAsync(() =>
            {
                var runs = one.Runs();
                // A clock that runs a hundred times as fast as ours would let a lease end while the job is at work.
                foreach (var host in runs.Any(run => run.Contains("Running")) ? [] : (ApiHost[])[one, other])
                    host.Time.Advance(TimeSpan.FromSeconds(1));
                return runs.Count(run => run.Contains("Succeeded")) == day - 8;
            });
        }

        Assert.Equal(5, script.Runs);
        Assert.Equal(5, one.Runs().Count);
    }

    [Fact]
    public async Task A_long_run_keeps_its_lease_and_no_other_host_takes_it_over()
    {
        var finish = new TaskCompletionSource();
        var script = new ScriptedJob.Script { Work = async (_, cancellation) => { await finish.Task.WaitAsync(cancellation); return new(); } };
        using var one = Scheduler(script, startsAt: "2022-06-09T12:00");
        one.StartServer();
        await UntilAsync(() => script.Runs == 1);
        using var other = Scheduler(script, startsAt: "2022-06-09T12:00", onDatabaseOf: one);
        other.StartServer();

        await KeepAliveAsync([one, other], TimeSpan.FromMinutes(10));
        finish.SetResult();

        await one.UntilAsync(() => one.Runs() is [var run] && run.Contains("Succeeded"));
        Assert.Equal(["2022-06-09 04:00 1 Succeeded nothing to do"], one.Runs());
        Assert.Equal(1, script.Runs);
    }

    [Fact]
    public async Task A_run_whose_host_has_died_is_taken_over_once_its_lease_is_over()
    {
        var script = new ScriptedJob.Script();
        using var host = Scheduler(script, startsAt: "2022-06-09T12:00");
        host.AddRun("2022-06-09 04:00", "Running", "2022-06-09 12:01");
        host.StartServer();

        await RunClockAsync([host], "2022-06-09T12:00:40", minutes: 0.2);
        Assert.Equal(["2022-06-09 04:00 1 Running -"], host.Runs());
        await host.UntilAsync(() => host.Runs() is [_, var run] && run.Contains("Succeeded"));

        Assert.Equal(["2022-06-09 04:00 1 Abandoned no sign of life", "2022-06-09 04:00 2 Succeeded 1 done"], host.Runs());
    }

    [Fact]
    public async Task A_run_that_was_given_up_for_dead_by_mistake_stops_and_changes_nothing_in_the_record()
    {
        var stopped = false;
        var script = new ScriptedJob.Script();
        script.Work = async (_, cancellation) =>
        {
            if (script.Runs > 1)
                return new(("taken over", 1));
            cancellation.Register(() => stopped = true);
            await Task.Delay(Timeout.Infinite, cancellation);
            return new();
        };
        using var host = Scheduler(script, startsAt: "2022-06-09T12:00");
        host.StartServer();
        await UntilAsync(() => script.Runs == 1);

        host.ChangeDatabase("UPDATE JobRuns SET Outcome = 'Abandoned', Summary = 'by another host'");
        await host.UntilAsync(() => stopped);

        Assert.Equal("2022-06-09 04:00 1 Abandoned by another host", host.Runs()[0]);
    }

    [Fact]
    public async Task A_failed_occurrence_is_tried_again_and_the_record_says_nothing_that_could_be_personal()
    {
        var script = new ScriptedJob.Script();
        script.Work = (_, _) => script.Runs < 3 ? throw new InvalidOperationException("somebody@company.example was refused") : Task.FromResult(new DigitalPartnership.Scheduling.JobReport());
        using var host = Scheduler(script, startsAt: "2022-06-09T12:00");
        host.StartServer();

        await host.UntilAsync(() => host.Runs() is [.., var run] && run.Contains("Succeeded"));

        Assert.Equal(
            ["2022-06-09 04:00 1 Failed InvalidOperationException; the log says more", "2022-06-09 04:00 2 Failed InvalidOperationException; the log says more", "2022-06-09 04:00 3 Succeeded nothing to do"],
            host.Runs());
        Assert.Contains(host.Logs.Lines, line => line.Text.Contains("Scripted failed"));
    }

    [Fact]
    public async Task After_the_last_retry_the_next_occurrence_is_waited_for()
    {
        var script = new ScriptedJob.Script { Work = (_, _) => throw new InvalidOperationException() };
        using var host = Scheduler(script, startsAt: "2022-06-09T12:00");
        host.StartServer();

        await host.UntilAsync(() => script.Runs == 5);
        await RunClockAsync([host], "2022-06-10T03:00");
        Assert.Equal(5, script.Runs);
        await host.UntilAsync(() => script.Runs > 5, seconds: 60);

        await UntilAsync(() => host.Runs()[^1].Contains("Failed"));
        Assert.StartsWith("2022-06-10 04:00 1 Failed", host.Runs()[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_for_a_while_does_not_end_the_scheduler()
    {
        var script = new ScriptedJob.Script();
        using var host = Scheduler(script);
        host.StartServer();
        await host.AskAsync("{ __typename }");
        await RunClockAsync([host], "2022-06-09T03:00");

        host.Sql.FailAt(1);
        await host.UntilAsync(() => host.Logs.Lines.Any(line => line.Text.Contains("could not be claimed")), seconds: 60);
        await host.UntilAsync(() => host.Runs() is [.., var run] && run.Contains("Succeeded"), seconds: 30);

        Assert.Equal(1, script.Runs);
    }

    [Fact]
    public async Task A_host_that_stops_cancels_what_runs_and_says_so_in_the_record()
    {
        var script = new ScriptedJob.Script { Work = async (_, cancellation) => { await Task.Delay(Timeout.Infinite, cancellation); return new(); } };
        using var database = new ApiHost();
        using (var host = Scheduler(script, startsAt: "2022-06-09T12:00", onDatabaseOf: database))
        {
            host.StartServer();
            await UntilAsync(() => script.Runs == 1);
        }

        Assert.Equal(["2022-06-09 04:00 1 Failed cancelled"], database.Runs());
    }

    [Fact, Trait("Long", "true")]
    public async Task A_job_that_does_not_stop_keeps_no_host_from_stopping()
    {
        var never = new TaskCompletionSource<DigitalPartnership.Scheduling.JobReport>();
        var script = new ScriptedJob.Script { Work = (_, _) => never.Task };
        using var database = new ApiHost();
        var host = Scheduler(script, startsAt: "2022-06-09T12:00", onDatabaseOf: database);
        host.StartServer();
        await UntilAsync(() => script.Runs == 1);

        await Task.Run(host.Dispose).WaitAsync(TimeSpan.FromSeconds(25));

        Assert.Equal(["2022-06-09 04:00 1 Running -"], database.Runs());
    }

    [Fact]
    public async Task A_host_that_leaves_the_jobs_to_the_functions_runs_none()
    {
        var script = new ScriptedJob.Script();
        using var host = Host(script, ("Jobs:Runner", "Functions"));
        host.StartServer();

        await RunClockAsync([host], "2022-06-10T12:00");

        Assert.Equal(0, script.Runs);
    }
}
