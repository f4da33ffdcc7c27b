using System.Text.Json;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;
using static DigitalPartnership.Tests.Scheduling.SchedulerSteps;

namespace DigitalPartnership.Tests.Functions;

/// <summary>The recorded talk of the Functions host, had with the real program. It is 9 June 2022, 04:00:30; the scripted job runs daily at 04:00.</summary>
public sealed class TimerCallTests : IDisposable
{
    private readonly ApiHost _database = new();
    private readonly ScriptedJob.Script _script = new();
    private readonly FunctionsHost _host;

    public TimerCallTests()
    {
        _database.Time.SetUtcNow(Instant("2022-06-09T04:00:30"));
        _host = new FunctionsHost(_database, _script);
    }

    public void Dispose()
    {
        _host.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task The_program_answers_that_it_is_there() => Assert.Equal(200, (int)(await _host.Http.GetAsync("/")).StatusCode);

    [Theory]
    [MemberData(nameof(RecordedCalls.Names), MemberType = typeof(RecordedCalls))]
    public async Task Every_recorded_call_runs_the_job_once_and_is_answered_as_the_host_reads_it(string name)
    {
        var (status, mediaType, body) = await _host.CallAsync("Scripted", RecordedCalls.Body(name));

        Assert.Equal((200, "application/json"), (status, mediaType));
        Assert.Equal(["Outputs", "Logs", "ReturnValue"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal((JsonValueKind.Object, JsonValueKind.Null), (body.At("Outputs").ValueKind, body.At("ReturnValue").ValueKind));
        var occurrence = name == "startedByHand" ? "2022-06-09 04:00:30Z" : "2022-06-09 04:00:00Z";
        Assert.Equal([$"Scripted, attempt 1 for {occurrence}: 1 done"], body.List("Logs").Select(line => line.GetString()));
        Assert.Equal(["2022-06-09 04:00 1 Succeeded 1 done"], _database.Runs());
    }

    [Fact]
    public async Task A_call_for_an_occurrence_that_has_run_is_answered_without_running_it_again()
    {
        await _host.CallAsync("Scripted", RecordedCalls.Body("onTime"));
        _host.Time.Advance(TimeSpan.FromMinutes(1));

        var (status, _, body) = await _host.CallAsync("Scripted", RecordedCalls.Body("pastDue"));

        Assert.Equal((200, "Scripted has run already for 2022-06-09 04:00:00Z."), (status, body.List("Logs").Single().GetString()));
        Assert.Equal(1, _script.Runs);
    }

    [Fact]
    public async Task What_a_web_host_has_run_in_process_is_not_run_again_by_a_call()
    {
        using var web = Scheduler(_script, startsAt: "2022-06-09T04:00:20", onDatabaseOf: _database);
        web.StartServer();
        await SchedulerSteps.UntilAsync(() => _database.Runs() is [var run] && run.Contains("Succeeded"));

        var (status, _, body) = await _host.CallAsync("Scripted", RecordedCalls.Body("onTime"));

        Assert.Equal((200, "Scripted has run already for 2022-06-09 04:00:00Z."), (status, body.List("Logs").Single().GetString()));
    }

    [Fact]
    public async Task A_call_that_comes_a_moment_early_is_for_the_occurrence_that_is_about_to_come()
    {
        _host.Time.SetUtcNow(Instant("2022-06-10T03:59:59.7"));

        await _host.CallAsync("Scripted", RecordedCalls.Body("onTime"));

        Assert.Equal(["2022-06-10 04:00 1 Succeeded 1 done"], _database.Runs());
    }

    [Fact]
    public async Task A_failure_is_answered_as_one_and_the_retry_is_a_further_attempt_for_the_same_occurrence()
    {
        _script.Work = (_, _) => _script.Runs == 1 ? throw new InvalidOperationException("somebody@company.example") : Task.FromResult(new JobReport());

        var (first, mediaType, body) = await _host.CallAsync("Scripted", RecordedCalls.Body("retryPolicyFirstTry"));
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        var (second, _, _) = await _host.CallAsync("Scripted", RecordedCalls.Body("retryPolicySecondTry"));

        Assert.Equal((500, "application/json", 200), (first, mediaType, second));
        Assert.DoesNotContain("company.example", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["2022-06-09 04:00 1 Failed InvalidOperationException; the log says more", "2022-06-09 04:00 2 Succeeded nothing to do"], _database.Runs());
    }

    [Fact]
    public async Task While_another_instance_runs_the_job_the_call_waits_for_its_sign_of_life()
    {
        _database.AddRun("2022-06-09 04:00", "Running", "2022-06-09 04:01");

        var call = _host.CallAsync("Scripted", RecordedCalls.Body("pastDue"));
        await Task.Delay(300);
        Assert.False(call.IsCompleted);
        _database.ChangeDatabase("UPDATE JobRuns SET LeaseUntil = '2022-06-09 23:00:00'");
        await EndAsync(call);

        Assert.Equal((200, "Scripted: another instance is running it."), ((await call).Status, (await call).Body.List("Logs").Single().GetString()));
        Assert.Equal(0, _script.Runs);
    }

    [Fact]
    public async Task Where_the_other_instance_was_killed_its_run_is_taken_over()
    {
        _database.AddRun("2022-06-09 04:00", "Running", "2022-06-09 04:01");

        var call = _host.CallAsync("Scripted", RecordedCalls.Body("pastDue"));
        await EndAsync(call);

        Assert.Equal(200, (await call).Status);
        Assert.Equal(["2022-06-09 04:00 1 Abandoned no sign of life", "2022-06-09 04:00 2 Succeeded 1 done"], _database.Runs());
    }

    [Fact]
    public async Task A_host_that_hangs_up_cancels_the_job()
    {
        _script.Work = async (_, cancellation) => { await Task.Delay(Timeout.Infinite, cancellation); return new(); };
        using var hangUp = new CancellationTokenSource();

        var call = _host.CallAsync("Scripted", RecordedCalls.Body("onTime"), hangUp.Token);
        await UntilAsync(() => _script.Runs == 1);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await UntilAsync(() => _database.Runs() is ["2022-06-09 04:00 1 Failed cancelled"]);
    }

    [Fact]
    public async Task A_function_that_there_is_not_is_not_found()
    {
        var (status, mediaType, _) = await _host.CallAsync("Missing", RecordedCalls.Body("onTime"));

        Assert.Equal((404, "application/json"), (status, mediaType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Data\":")]
    [InlineData("[]")]
    [InlineData("\"timer\"")]
    public async Task A_body_that_is_no_call_of_a_timer_is_refused_and_runs_nothing(string body)
    {
        var (status, mediaType, _) = await _host.CallAsync("Scripted", body);

        Assert.Equal((400, "application/json"), (status, mediaType));
        Assert.Equal(0, _script.Runs);
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_is_a_failure_with_a_body()
    {
        _database.ChangeDatabase("DROP TABLE JobRuns");

        var (status, mediaType, _) = await _host.CallAsync("Scripted", RecordedCalls.Body("onTime"));

        Assert.Equal((500, "application/json"), (status, mediaType));
        Assert.Contains(_host.Logs.Lines, line => line.Text.Contains("no such table: JobRuns"));
    }

    private Task EndAsync(Task call) => UntilAsync(() =>
    {
        if (call.IsCompleted)
            return true;
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        return false;
    });
}
