using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Assessments;

public sealed class AssessmentEvidenceTests
{
    private const string Evidence = """
        query($id: ID!) { node(id: $id) { ... on Assessment { evidence {
          activities { id row } logoPermissions { purpose standing } participationDecisions { body } } } } }
        """;

    [Theory]
    [InlineData("google", "2021-01-01", "2021-12-31", "43 23 7 16 36")]
    [InlineData("google", "2021-05-31", "2021-07-01", "23 7 16")] // April to May, May, and July to August: each touches by a day
    [InlineData("google", "2021-06-01", "2021-06-30", "")]
    [InlineData("microsoft", "2021-01-01", "2021-12-31", "28 4 23 12 30 13 36")]
    public async Task The_activities_of_the_period_are_those_of_the_published_tables(string slug, string from, string to, string rows)
    {
        using var host = new ApiHost();

        var evidence = await EvidenceAsync(host, await host.OpenAsync(slug, from, to));

        Assert.Equal(rows, string.Join(' ', evidence.Column("row", "activities")));
    }

    [Fact]
    public async Task What_was_withdrawn_or_called_off_is_no_evidence()
    {
        using var host = new ApiHost();
        var id = await host.OpenAsync("google");
        var part = (await host.AskAsync("{ activities(where: { row: { eq: 43 } }) { nodes { participations { id organisation { slug } } } } }")).List("activities", "nodes")[0]
            .List("participations").Single(row => row.Text("organisation", "slug") == "google").Text("id");
        await host.ChangeAsync(Tokens.Admin, "withdrawParticipation", new { participationId = part, reason = "Was not there" }, "activity { id }");
        var called = (await host.AskAsync("{ activities(where: { row: { eq: 16 } }) { nodes { id } } }")).List("activities", "nodes")[0].Text("id");
        await host.ChangeAsync(Tokens.Admin, "cancelActivity", new { activityId = called, reason = "Called off" }, "activity { id }");

        Assert.Equal(["23", "7", "36"], (await EvidenceAsync(host, id)).Column("row", "activities"));
    }

    [Fact]
    public async Task Permissions_and_decisions_are_those_of_the_period()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        await host.ChangeAsync(liaison, "requestLogoUse", new { purpose = "A poster" }, "permission { id }");
        foreach (var (body, decidedOn) in new[] { ("CAHAI", "2021-12-31"), ("CDPC", "2022-01-01"), ("T-CY", "2022-06-08") })
            await host.ChangeAsync(Tokens.Admin, "recordParticipationDecision", new { organisationId = await host.PartnerAsync("google"), body, legalBasis = "CM/Res(2021)3", decidedOn, decidedBy = "Committee of Ministers", outcome = "ADMITTED" }, "decision { id }");

        var id = await host.OpenAsync("google", "2022-01-01", "2022-06-08");
        var evidence = await EvidenceAsync(host, id);
        Assert.Equal(["CDPC", "T-CY"], evidence.Column("body", "participationDecisions"));
        Assert.Equal(["true", "false"], evidence.Column("standing", "logoPermissions").Select(standing => standing.ToLowerInvariant()));

        await host.ChangeAsync(Tokens.Admin, "cancelAssessment", new { assessmentId = id, reason = "Another period" }, "assessment { id }");
        var earlier = await EvidenceAsync(host, await host.OpenAsync("google"));
        Assert.Equal(["CAHAI"], earlier.Column("body", "participationDecisions"));
        Assert.DoesNotContain("A poster", earlier.GetRawText());
    }

    [Theory]
    [InlineData("evidence { activities { id } }", 1)]
    [InlineData("evidence { logoPermissions { id } participationDecisions { id } }", 2)]
    [InlineData("partnerPart { answers { question } } councilPart { submittedAt }", 1)]
    [InlineData("partner { name }", 1)]
    [InlineData("partner { assessmentSchedule { nextDueOn } }", 5)]
    [InlineData("partner { assessments { totalCount nodes { dueOn partnerPart { submittedAt } } } }", 3)]
    [InlineData("previous { id }", 1)]
    public async Task What_is_asked_of_many_assessments_takes_as_many_statements_as_of_few(string field, int more)
    {
        using var host = new ApiHost();
        await host.RunAsync<DigitalPartnership.Assessments.AssessmentCycleJob>();

        foreach (var first in (int[])[2, 25])
        {
            var without = await CountAsync(host, $"{{ assessments(first: {first}) {{ nodes {{ id }} }} }}");
            Assert.InRange(await CountAsync(host, $"{{ assessments(first: {first}) {{ nodes {{ id {field} }} }} }}") - without, 1, more);
        }
    }

    private static async Task<int> CountAsync(ApiHost host, string query)
    {
        host.Sql.Clear();
        await host.AskAsAsync(Tokens.Admin, query);
        return host.Sql.Statements.Count;
    }

    private static async Task<System.Text.Json.JsonElement> EvidenceAsync(ApiHost host, string id) => (await host.AskAsAsync(Tokens.Admin, Evidence, new { id })).At("node", "evidence");
}
