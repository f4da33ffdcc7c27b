using DigitalPartnership.Data;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.GraphQL;

/// <summary>How many statements a request takes on the published data, and that it takes no more on very much data.</summary>
public sealed class StatementCountTests(ApiHost published, GeneratedHost generated) : IClassFixture<ApiHost>, IClassFixture<GeneratedHost>
{
    private const string PartnersWithActivities =
        "{ partners(first: 50) { nodes { name kind country activities(first: 100) { totalCount nodes { title category sector { name } date { edtf earliest } } } } } }";

    private const string ThreeLevels =
        """
        {
          partners(first: 20) {
            totalCount
            nodes {
              name
              activities(first: 20) {
                totalCount
                nodes { title participants(first: 20) { nodes { name } } }
              }
            }
          }
        }
        """;

    [Theory]
    [InlineData(PartnersWithActivities, 4)]
    [InlineData(ThreeLevels, 5)]
    [InlineData("{ partners(first: 50) { nodes { name activities(first: 100) { nodes { title participants(first: 100) { nodes { name } } } } } } }", 5)]
    public async Task Lists_within_lists_take_few_statements_however_many_rows_there_are(string query, int atMost)
    {
        var onPublished = await CountAsync(published, query);
        var onGenerated = await CountAsync(generated, query);

        Assert.InRange(onPublished, 2, atMost);
        Assert.InRange(onGenerated, 2, atMost);
    }

    [Fact]
    public async Task The_generated_partnership_is_as_large_as_it_says()
    {
        var data = await generated.AskAsync("""
            {
              partners(where: { slug: { startsWith: "generated" } }) { totalCount }
              activities(where: { title: { contains: "generated" } }) { totalCount nodes { participations { id } } }
            }
            """);

        Assert.Equal(GeneratedHost.Partners, data.GetProperty("partners").GetProperty("totalCount").GetInt32());
        Assert.Equal(GeneratedHost.Activities, data.GetProperty("activities").GetProperty("totalCount").GetInt32());
        Assert.All(data.GetProperty("activities").GetProperty("nodes").EnumerateArray(), activity =>
            Assert.InRange(activity.GetProperty("participations").GetArrayLength(), GeneratedHost.ParticipantsEach - 1, GeneratedHost.ParticipantsEach));
    }

    [Theory]
    [InlineData("partners", "activities { totalCount }")]
    [InlineData("partners", "activities { nodes { title } }")]
    [InlineData("partners", "activities(first: 3, order: [{ title: DESC }], where: { category: { eq: EVENTS } }) { nodes { title } }")]
    [InlineData("partners", "participations { listedAs }")]
    [InlineData("partners", "participations(where: { role: { eq: SPEAKER } }) { listedAs }")]
    [InlineData("partners", "names { name }")]
    [InlineData("partners", "parent { name }")]
    [InlineData("partners", "memberOf { name }")]
    [InlineData("partners", "sources { document }", 0)]
    [InlineData("partners", "status wave joinedOn { edtf } terminationReason", 0)]
    [InlineData("partners", "lifecycle { description }")]
    [InlineData("partners", "letters { party }")]
    [InlineData("organisations", "activities { nodes { title } }")]
    [InlineData("organisations", "participations { listedAs }")]
    [InlineData("organisations", "names { name }")]
    [InlineData("organisations", "... on Partner { status wave joinedOn { edtf } terminationReason }")]
    [InlineData("activities", "participants { totalCount }")]
    [InlineData("activities", "participants { nodes { name } }")]
    [InlineData("activities", "participations { listedAs }")]
    [InlineData("activities", "participations { organisation { name } }", 2)]
    [InlineData("activities", "participations { organisation { name } wasPartner }", 4)]
    [InlineData("activities", "sameEventAs { title }")]
    [InlineData("activities", "workplan { period } status")]
    [InlineData("activities", "sector { name }")]
    [InlineData("activities", "sector { name parent { name } }", 2)]
    [InlineData("activities", "sources { document }", 0)]
    public async Task A_field_of_many_parents_takes_one_statement_more(string list, string field, int more = 1)
    {
        foreach (var host in (ApiHost[])[published, generated])
        {
            foreach (var parents in (int[])[2, 40])
            {
                var without = await CountAsync(host, $"{{ {list}(first: {parents}) {{ nodes {{ __typename }} }} }}");
                var with = await CountAsync(host, $"{{ {list}(first: {parents}) {{ nodes {{ {field} }} }} }}");
                Assert.InRange(with - without, 0, more);
            }
            // None on the longest page would mean that nothing was asked.
            Assert.InRange(await CountAsync(host, $"{{ {list}(first: 200) {{ nodes {{ {field} }} }} }}") - 1, Math.Min(more, 1), more);
        }
    }

    [Theory]
    [InlineData("{ partners(first: 5) { nodes { name } } }", "{ partners(first: 5) { totalCount nodes { name } } }")]
    [InlineData("{ activities(first: 5) { nodes { title } } }", "{ activities(first: 5) { totalCount nodes { title } } }")]
    [InlineData("{ search(text: \"meeting\", first: 1) { nodes { __typename } } }", "{ search(text: \"meeting\", first: 1) { totalCount nodes { __typename } } }")]
    [InlineData("{ workplans { activities(first: 1) { nodes { title } } } }", "{ workplans { activities(first: 1) { totalCount nodes { title } } } }")]
    [InlineData("{ activities(first: 40) { nodes { participants(first: 1) { nodes { name } } } } }", "{ activities(first: 40) { nodes { participants(first: 1) { totalCount nodes { name } } } } }")]
    public async Task The_whole_list_is_counted_only_when_asked_for(string withoutCount, string withCount)
    {
        Assert.Equal(await CountAsync(published, withoutCount) + 1, await CountAsync(published, withCount));
    }

    [Theory]
    [InlineData("{ partners { totalCount } }")]
    [InlineData("{ partners(first: 200) { totalCount nodes { name } } }")]
    public async Task A_count_alone_and_a_page_that_holds_everything_take_one_statement(string query)
    {
        Assert.Equal(1, await CountAsync(published, query));
    }

    private static async Task<int> CountAsync(ApiHost host, string query)
    {
        _ = host.Http; // The start of the host has statements of its own.
        host.Sql.Clear();
        await host.AskAsync(query);
        return host.Sql.Statements.Count;
    }
}

/// <summary>A host with very many partners and activities besides the published ones.</summary>
public sealed class GeneratedHost : ApiHost
{
    public const int Partners = 5_000;
    public const int Activities = 20_000;
    public const int ParticipantsEach = 10;

    public GeneratedHost()
    {
        StartServer();
        using var scope = Services.CreateScope();
        new GeneratedPartnership(Partners, Activities, ParticipantsEach).Fill(scope.ServiceProvider.GetRequiredService<PartnershipDb>());
    }
}
