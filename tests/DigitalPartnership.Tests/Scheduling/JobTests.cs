using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using static DigitalPartnership.Tests.Scheduling.SchedulerSteps;

namespace DigitalPartnership.Tests.Scheduling;

/// <summary>What the Secretariat sees of jobs and can do with them.</summary>
public sealed class JobTests
{
    private const string Jobs = "{ jobs { name description schedule nextRunAt overdue lastRun { occurrence startedAt finishedAt outcome summary } lastSuccess { occurrence outcome } } }";
    private const string Run = "run { occurrence startedAt finishedAt outcome summary }";

    [Fact]
    public async Task A_job_that_has_never_run_is_not_overdue_before_its_first_occurrence()
    {
        using var host = Host(new());

        var job = (await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single();

        Assert.Equal(("Scripted", "Does what a test tells it to do.", "0 0 4 * * *", "2022-06-09T04:00:00Z", "False"),
            (job.Text("name"), job.Text("description"), job.Text("schedule"), job.Text("nextRunAt"), job.Text("overdue")));
        Assert.Equal((null, null), (job.Text("lastRun"), job.Text("lastSuccess")));
    }

    [Fact]
    public async Task A_job_run_by_hand_is_recorded_and_audited()
    {
        var script = new ScriptedJob.Script { Work = (_, _) => Task.FromResult(new JobReport(("planned", 3), ("skipped", 0), ("superseded", 1))) };
        using var host = Host(script);

        var run = (await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted" }, Run)).At("run");

        Assert.Equal("""{"occurrence":"2022-06-08T10:00:00Z","startedAt":"2022-06-08T10:00:00Z","finishedAt":"2022-06-08T10:00:00Z","outcome":"SUCCEEDED","summary":"3 planned, 1 superseded"}""", run.GetRawText());
        var job = (await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single();
        Assert.Equal(run.GetRawText(), job.At("lastRun").GetRawText());
        Assert.Equal("2022-06-08T10:00:00Z", job.Text("lastSuccess", "occurrence"));
        Assert.Contains("runJob: JobRun added", (await host.AskAsAsync(Tokens.Admin, "{ auditLog { nodes { action } } }")).Column("action", "auditLog", "nodes"));
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_leaves_no_trace()
    {
        var script = new ScriptedJob.Script { Work = (isDryRun, _) => Task.FromResult(new JobReport(("planned", isDryRun ? 3 : 0))) };
        using var host = Host(script);

        var run = (await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted", dryRun = true }, Run)).At("run");

        Assert.Equal(("SUCCEEDED", "dry run: 3 planned"), (run.Text("outcome"), run.Text("summary")));
        Assert.Empty(host.Runs());
        Assert.Equal(0, script.Runs);
        Assert.Null((await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single().Text("lastSuccess"));
    }

    [Fact]
    public async Task A_job_that_fails_is_answered_as_a_failed_run_and_may_be_run_again()
    {
        var script = new ScriptedJob.Script { Work = (_, _) => throw new InvalidOperationException("somebody@company.example") };
        using var host = Host(script);

        foreach (var isDryRun in (bool[])[false, false, true])
        {
            var run = (await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted", dryRun = isDryRun }, Run)).At("run");
            Assert.Equal(("FAILED", (isDryRun ? "dry run: " : "") + "InvalidOperationException; the log says more"), (run.Text("outcome"), run.Text("summary")));
        }

        Assert.Equal(2, host.Runs().Count);
        Assert.Null((await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single().Text("lastSuccess"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_job_sent_again_under_the_same_key_is_run_once_and_answered_alike(bool dryRun, int runs)
    {
        var number = 0;
        var script = new ScriptedJob.Script { Work = (_, _) => Task.FromResult(new JobReport(("done", ++number))) };
        using var host = Host(script);
        var input = new { name = "Scripted", dryRun, idempotencyKey = "once" };

        var first = await host.ChangeAsync(Tokens.Admin, "runJob", input, Run);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await host.ChangeAsync(Tokens.Admin, "runJob", input, Run);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(runs, host.Runs().Count);
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], await host.RefusedAsync(Tokens.Admin, "runJob", new { name = "Scripted", dryRun = !dryRun, idempotencyKey = "once" }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_there_is_not_cannot_be_run(bool dryRun)
    {
        using var host = Host(new());

        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "runJob", new { name = "Missing", dryRun }));
    }

    [Fact]
    public async Task A_job_that_is_running_cannot_be_run_a_second_time_and_holds_up_no_other_change()
    {
        var finish = new TaskCompletionSource();
        var script = new ScriptedJob.Script { Work = async (_, cancellation) => { await finish.Task.WaitAsync(cancellation); return new(("done", 1)); } };
        using var host = Host(script);

        var first = host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted" }, Run);
        await UntilAsync(() => script.Runs == 1);

        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "runJob", new { name = "Scripted" }));
        await host.ChangeAsync(Tokens.Admin, "proposePartner", new { name = "A company of tests", kind = "COMPANY" }, "partner { slug }");
        finish.SetResult();
        Assert.Equal("SUCCEEDED", (await first).Text("run", "outcome"));
    }

    [Fact]
    public async Task A_job_that_takes_long_goes_on_after_the_answer()
    {
        var finish = new TaskCompletionSource();
        var script = new ScriptedJob.Script { Work = async (_, cancellation) => { await finish.Task.WaitAsync(cancellation); return new(("done", 1)); } };
        using var host = Host(script);

        var asked = host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted" }, Run);
        await host.UntilAsync(() => asked.IsCompleted, seconds: 1);
        Assert.Equal("RUNNING", (await asked).Text("run", "outcome"));
        finish.SetResult();

        await UntilAsync(() => host.Runs() is [var run] && run.EndsWith("Succeeded 1 done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_but_an_admin_sees_jobs_or_runs_one()
    {
        var script = new ScriptedJob.Script();
        using var host = Host(script);

        foreach (var (token, code) in new[] { (null, "AUTH_NOT_AUTHENTICATED"), (Tokens.ForLiaison("of-icc@icc.example"), "AUTH_NOT_AUTHORIZED") })
        {
            Assert.Equal([code], await host.AskForErrorsAsAsync(token, "{ jobs { name } }"));
            Assert.Equal([code], await host.AskForErrorsAsAsync(token, "mutation { runJob(input: { name: \"Scripted\" }) { run { outcome } } }"));
        }
        Assert.Equal(0, script.Runs);
    }

    [Theory]
    [InlineData("InProcess")]
    [InlineData("Functions")]
    public async Task A_job_is_overdue_a_quarter_of_an_hour_after_an_occurrence_without_a_success(string runner)
    {
        var script = new ScriptedJob.Script { Work = (_, _) => throw new InvalidOperationException() };
        using var host = Host(script, ("Jobs:Runner", runner));
        host.StartServer();
        Assert.Equal((200, "Healthy", "No job is overdue."), await ReadyAsync(host));

        await RunClockAsync([host], "2022-06-09T04:14");
        Assert.Equal((200, "Healthy", "No job is overdue."), await ReadyAsync(host));
        await RunClockAsync([host], "2022-06-09T04:15", minutes: 1);
        Assert.Equal((200, "Degraded", "Overdue: Scripted."), await ReadyAsync(host));
        Assert.Equal("True", (await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single().Text("overdue"));

        script.Work = (_, _) => Task.FromResult(new JobReport());
        await host.UntilAsync(() => !host.Runs().Any(run => run.Contains("Running")));
        await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "Scripted" }, Run);
        Assert.Equal((200, "Healthy", "No job is overdue."), await ReadyAsync(host));
    }

    [Fact]
    public async Task However_many_runs_there_are_jobs_are_listed_in_as_many_statements()
    {
        using var host = Host(new());
        await host.AskAsAsync(Tokens.Admin, Jobs);
        host.Sql.Clear();
        await host.AskAsAsync(Tokens.Admin, Jobs);
        var statements = host.Sql.Statements.Count;

        for (var day = 10; day < 30; day++)
            host.AddRun($"2022-05-{day} 04:00", day % 2 == 0 ? "Succeeded" : "Failed", $"2022-05-{day} 04:01");
        host.Sql.Clear();
        var job = (await host.AskAsAsync(Tokens.Admin, Jobs)).List("jobs").Single();

        Assert.Equal(statements, host.Sql.Statements.Count);
        Assert.Equal(("2022-05-29T04:00:00Z", "2022-05-28T04:00:00Z"), (job.Text("lastRun", "occurrence"), job.Text("lastSuccess", "occurrence")));
    }

    private static async Task<(int, string?, string?)> ReadyAsync(ApiHost host)
    {
        var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
        var jobs = ready.Json.List("checks").Single(check => check.Text("name") == "jobs");
        return (ready.Status, jobs.Text("status"), jobs.Text("description"));
    }
}
