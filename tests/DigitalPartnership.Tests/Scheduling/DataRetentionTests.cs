using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Scheduling;

public sealed class DataRetentionTests
{
    private static readonly object Job = new { name = "DataRetention" };

    [Fact]
    public async Task Old_runs_are_forgotten_but_never_the_last_of_a_job_nor_its_last_success()
    {
        using var host = new ApiHost();
        host.AddRun("2020-01-01 04:00", "Succeeded", "2020-01-01 04:01");
        host.AddRun("2020-01-02 04:00", "Succeeded", "2020-01-02 04:01");
        host.AddRun("2020-01-03 04:00", "Failed", "2020-01-03 04:01");
        host.AddRun("2020-01-04 04:00", "Abandoned", "2020-01-04 04:01");
        host.AddRun("2020-01-01 05:00", "Failed", "2020-01-01 05:01", job: "Other");
        host.AddRun("2021-05-05 05:00", "Failed", "2021-05-05 05:01", job: "Other");
        host.AddRun("2022-06-01 05:00", "Failed", "2022-06-01 05:01", job: "Other");

        var rehearsal = await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "DataRetention", dryRun = true }, "run { summary }");
        Assert.Equal(7, host.Runs().Count);
        var run = await host.ChangeAsync(Tokens.Admin, "runJob", Job, "run { summary }");

        Assert.Equal("dry run: 3 job runs deleted", rehearsal.Text("run", "summary"));
        Assert.Equal("3 job runs deleted", run.Text("run", "summary"));
        Assert.Equal(["2020-01-02 04:00 1 Succeeded -", "2020-01-04 04:00 1 Abandoned -", "2021-05-05 05:00 1 Failed -", "2022-06-01 05:00 1 Failed -"], host.Runs().SkipLast(1));
    }

    [Fact]
    public async Task Answers_kept_for_idempotency_keys_are_forgotten_after_a_day()
    {
        using var host = new ApiHost();
        await ProposeAsync("first");
        host.Time.Advance(TimeSpan.FromHours(20));
        await host.ChangeAsync(Tokens.Admin, "runJob", new { name = "DataRetention", idempotencyKey = "second" }, "run { summary }");

        host.Time.Advance(TimeSpan.FromHours(5));
        var run = await host.ChangeAsync(Tokens.Admin, "runJob", Job, "run { summary }");

        Assert.Equal("1 idempotency answers deleted", run.Text("run", "summary"));

        Task ProposeAsync(string key) => host.ChangeAsync(Tokens.Admin, "proposePartner", new { name = "A company of tests", kind = "COMPANY", idempotencyKey = key }, "partner { slug }");
    }

    [Fact]
    public async Task Where_nothing_is_old_there_is_nothing_to_do()
    {
        using var host = new ApiHost();

        var run = await host.ChangeAsync(Tokens.Admin, "runJob", Job, "run { outcome summary }");

        Assert.Equal(("SUCCEEDED", "nothing to do"), (run.Text("run", "outcome"), run.Text("run", "summary")));
    }
}
