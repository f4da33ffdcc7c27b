using DigitalPartnership.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Assessments;

public sealed class AssessmentCycleTests
{
    private const string Schedule = "query($slug: String) { partner(slug: $slug) { assessmentSchedule { intervalMonths policy isAssumption basis setOn nextDueOn } assessments { nodes { periodFrom periodTo dueOn state } } } }";

    [Fact]
    public async Task Every_active_partner_gets_one_round_however_often_the_job_runs()
    {
        using var host = new ApiHost();
        Assert.Equal("25 assessments opened", await host.RunAsync<AssessmentCycleJob>(isDryRun: true));

        var reports = await Task.WhenAll(host.RunAsync<AssessmentCycleJob>(), host.RunAsync<AssessmentCycleJob>());

        Assert.Equal(["25 assessments opened", "nothing to do"], reports.Order());
        Assert.Equal("nothing to do", await host.RunAsync<AssessmentCycleJob>());
        var data = await host.AskAsAsync(Tokens.Admin, """
            { assessments(first: 200) { totalCount nodes { partner { slug } dueOn periodFrom periodTo } } auditLog(first: 200, where: { caller: { eq: "system" } }) { nodes { action } } changes { totalCount } }
            """);
        var due = data.List("assessments", "nodes").ToDictionary(node => node.Text("partner", "slug")!, node => $"{node.Text("periodFrom")} {node.Text("periodTo")} {node.Text("dueOn")}");
        Assert.Equal(25, due.Count);
        Assert.Equal("2021-11-08 2022-11-07 2022-11-08", due["google"]);
        Assert.Equal("2022-04-30 2023-04-29 2023-04-30", due["att"]); // joined in April 2020
        Assert.Equal("2021-11-30 2022-11-29 2022-11-30", due["bt"]);
        Assert.Equal(data.List("assessments", "nodes").Select(node => node.Text("dueOn")).Order(), data.List("assessments", "nodes").Select(node => node.Text("dueOn")));
        Assert.Equal(25, data.Column("action", "auditLog", "nodes").Count(action => action == "assessmentCycle: Assessment added"));
        Assert.Equal("0", data.Text("changes", "totalCount"));
    }

    [Fact]
    public async Task Who_joins_later_is_assessed_a_year_later()
    {
        using var host = new ApiHost();
        await host.RunAsync<AssessmentCycleJob>();
        host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 28, 10, 0, 0, TimeSpan.Zero));
        foreach (var party in (string[])["COUNCIL", "PARTNER"])
            await host.ChangeAsync(Tokens.Admin, "recordLetter", new { partnerId = await host.PartnerAsync("icc"), party, on = "2022-06-28", signatoryOffice = "Secretary General" }, "partner { id }");

        Assert.Equal("1 assessments opened", await host.RunAsync<AssessmentCycleJob>());
        Assert.Equal("2023-06-28", (await host.AskAsAsync(Tokens.Admin, Schedule, new { slug = "icc" })).List("partner", "assessments", "nodes")[0].Text("dueOn"));
    }

    [Fact]
    public async Task The_interval_is_an_assumption_until_it_is_set()
    {
        using var host = new ApiHost();
        var assumed = (await host.AskAsAsync(Tokens.Admin, Schedule, new { slug = "google" })).At("partner", "assessmentSchedule");
        Assert.Equal(("12", "FROM_LAST_CONCLUSION", "True", "2022-11-08"), (assumed.Text("intervalMonths"), assumed.Text("policy"), assumed.Text("isAssumption"), assumed.Text("nextDueOn")));
        Assert.Contains("assumption", assumed.Text("basis"));
        Assert.Null((await host.AskAsAsync(Tokens.Admin, Schedule, new { slug = "icc" })).Text("partner", "assessmentSchedule", "nextDueOn"));

        var partnerId = await host.PartnerAsync("google");
        foreach (var intervalMonths in (int[])[0, 61])
            Assert.Equal(["VALIDATION_FAILED intervalMonths"], await host.RefusedAsync(Tokens.Admin, "setAssessmentSchedule", new { partnerId, intervalMonths, policy = "FIXED_SEQUENCE" }));
        foreach (var (intervalMonths, next) in new[] { (24, "2023-11-08"), (6, "2022-11-08"), (1, "2022-07-08") })
        {
            var set = await host.ChangeAsync(Tokens.Admin, "setAssessmentSchedule", new { partnerId, intervalMonths, policy = "FIXED_SEQUENCE", reason = "Agreed" }, "partner { assessmentSchedule { intervalMonths policy isAssumption setOn nextDueOn } }");
            Assert.Equal((intervalMonths.ToString(), "FIXED_SEQUENCE", "False", "2022-06-08", next),
                (set.Text("partner", "assessmentSchedule", "intervalMonths"), set.Text("partner", "assessmentSchedule", "policy"), set.Text("partner", "assessmentSchedule", "isAssumption"),
                    set.Text("partner", "assessmentSchedule", "setOn"), set.Text("partner", "assessmentSchedule", "nextDueOn")));
        }
    }

    [Fact]
    public async Task In_a_fixed_sequence_a_late_conclusion_moves_nothing()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        await host.ChangeAsync(Tokens.Admin, "setAssessmentSchedule", new { partnerId = await host.PartnerAsync("google"), intervalMonths = 12, policy = "FIXED_SEQUENCE" }, "partner { id }");
        await host.RunAsync<AssessmentCycleJob>();
        var id = (await host.AskAsAsync(liaison, "{ assessments(where: { partner: { slug: { eq: \"google\" } }, state: { eq: OPEN }, dueOn: { lte: \"2022-11-08\" } }) { nodes { id } } }")).List("assessments", "nodes")[0].Text("id")!;
        host.Time.SetUtcNow(new DateTimeOffset(2022, 12, 20, 10, 0, 0, TimeSpan.Zero));
        await host.AnswerAsync(liaison, id, "PARTNER", AssessmentSteps.FromPartner);
        await host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil);

        var concluded = await host.ChangeAsync(Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = "Well." }, "next { periodFrom periodTo dueOn }");

        Assert.Equal(("2022-11-08", "2023-11-07", "2023-11-08"), (concluded.Text("next", "periodFrom"), concluded.Text("next", "periodTo"), concluded.Text("next", "dueOn")));
        Assert.Equal("nothing to do", await host.RunAsync<AssessmentCycleJob>());
    }

    [Fact]
    public async Task A_cancelled_round_is_followed_by_the_next_of_the_schedule()
    {
        using var host = new ApiHost();
        await host.RunAsync<AssessmentCycleJob>();
        var id = (await host.AskAsAsync(Tokens.Admin, "{ assessments(where: { partner: { slug: { eq: \"google\" } } }) { nodes { id } } }")).List("assessments", "nodes")[0].Text("id")!;
        host.Time.SetUtcNow(new DateTimeOffset(2022, 12, 20, 10, 0, 0, TimeSpan.Zero));
        var cancelled = await host.ChangeAsync(Tokens.Admin, "cancelAssessment", new { assessmentId = id, reason = "Neither party wished to." }, AssessmentSteps.Round);
        Assert.Equal(("CANCELLED", "2022-12-20", "Neither party wished to."), (cancelled.Text("assessment", "state"), cancelled.Text("assessment", "cancelledOn"), cancelled.Text("assessment", "cancelledReason")));

        Assert.Equal("1 assessments opened", await host.RunAsync<AssessmentCycleJob>());

        Assert.Equal(["2022-11-08", "2023-11-08"], (await host.AskAsAsync(Tokens.Admin, Schedule, new { slug = "google" })).Column("dueOn", "partner", "assessments", "nodes"));
    }
}
