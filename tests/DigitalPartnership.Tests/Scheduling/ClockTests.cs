using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using static DigitalPartnership.Tests.Scheduling.SchedulerSteps;

namespace DigitalPartnership.Tests.Scheduling;

/// <summary>What becomes of jobs where the machine's clock is set. The scripted job runs daily at 04:00.</summary>
public sealed class ClockTests
{
    private readonly ScriptedJob.Script _script = new();

    [Fact]
    public async Task A_clock_that_was_a_year_ahead_for_a_while_keeps_no_job_from_running_and_lets_none_run_twice()
    {
        using var host = Scheduler(_script, startsAt: "2022-06-09T03:00");
        host.StartServer();
        await RunClockAsync([host], "2022-06-09T05:00");
        await UntilAsync(() => _script.Runs == 1);
        host.Time.AdjustTime(Instant("2023-06-09T12:00"));
        await host.UntilAsync(() => _script.Runs == 2, seconds: 60);
        await UntilAsync(() => host.Runs().Count(run => run.Contains("Succeeded")) == 2);

        host.Time.AdjustTime(Instant("2022-06-09T15:00"));
        await RunClockAsync([host], "2022-06-11T03:00");
        await UntilAsync(() => _script.Runs == 3);
        Assert.Equal("Healthy", (await host.ReadyAsync()).Checks["jobs"].State);
        await RunClockAsync([host], "2022-06-11T05:00");
        await UntilAsync(() => host.Runs().Count(run => run.Contains("Succeeded")) == 4);

        Assert.Equal(["2022-06-09 04:00 1 Succeeded 1 done", "2022-06-10 04:00 1 Succeeded 1 done", "2022-06-11 04:00 1 Succeeded 1 done", "2023-06-09 04:00 1 Succeeded 1 done"], host.Runs().Order());
        Assert.Equal(4, _script.Runs);
        Assert.Single(host.Logs.Lines, line => line.Text.Contains("The clock was set back by 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jobs_that_do_not_run_are_overdue_whatever_ran_while_the_clock_was_ahead()
    {
        using var host = ApiHost.With();
        host.Wiring = _script.Wire;
        host.AddRun("2023-06-09 04:00", "Succeeded", "2023-06-09 04:01");
        host.Time.SetUtcNow(Instant("2022-06-10T05:00"));
        await host.AskAsync("{ partners { totalCount } }");

        Assert.Equal(("Degraded", "Overdue: Scripted."), (await host.ReadyAsync()).Checks["jobs"]);
    }

    [Fact]
    public async Task A_run_that_was_claimed_by_a_clock_that_was_ahead_is_taken_over()
    {
        using var host = Scheduler(_script, startsAt: "2022-06-20T12:00");
        host.AddRun("2023-06-09 04:00", "Running", "2023-06-09 04:01");
        host.StartServer();

        await host.UntilAsync(() => host.Runs() is [_, var own] && own.Contains("Succeeded"));

        Assert.Equal(["2023-06-09 04:00 1 Abandoned no sign of life", "2022-06-20 04:00 1 Succeeded 1 done"], host.Runs());
    }

    [Fact]
    public async Task A_run_that_goes_on_while_the_clock_is_set_back_stays_the_only_one()
    {
        var end = new TaskCompletionSource();
        _script.Work = async (_, _) =>
        {
            await end.Task;
            return new DigitalPartnership.Scheduling.JobReport(("done", 1));
        };
        using var one = Scheduler(_script, startsAt: "2022-06-20T12:00");
        one.StartServer();
        await UntilAsync(() => _script.Runs == 1);
        one.Time.AdjustTime(Instant("2022-06-20T06:00"));
        using var other = Scheduler(_script, startsAt: "2022-06-20T06:00", onDatabaseOf: one);
        other.StartServer();
        await KeepAliveAsync([one, other], TimeSpan.FromMinutes(10));

        Assert.Equal(1, _script.Runs);
        end.SetResult();
        await UntilAsync(() => one.Runs() is [var run] && run.Contains("Succeeded"));
    }
}
