using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class PagesOfParentTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("")]
    [InlineData("order: [{ title: DESC }]")]
    [InlineData("order: [{ category: ASC }, { row: DESC }]")]
    [InlineData("where: { year: { eq: 2021 } }")]
    public async Task The_activities_of_a_partner_are_paged_without_a_gap(string arguments)
    {
        var whole = (await ActivitiesAsync("google", "first: 200", arguments)).Column("row", "nodes");
        var found = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await ActivitiesAsync("google", "first: 2", arguments, cursor is null ? "" : $"after: \"{cursor}\"");
            found.AddRange(page.Column("row", "nodes"));
            Assert.Equal(whole.Length, page.At("totalCount").GetInt32());
            Assert.Equal(cursor is not null, page.At("pageInfo", "hasPreviousPage").GetBoolean());
            Assert.True(found.Count <= whole.Length);
            if (!page.At("pageInfo", "hasNextPage").GetBoolean())
                break;
            cursor = page.Text("pageInfo", "endCursor");
        }

        Assert.Equal(whole, found);
        Assert.True(whole.Length > 2);
    }

    [Fact]
    public async Task Every_partner_has_its_own_page()
    {
        var data = await host.AskAsync("{ partners(first: 200) { nodes { slug page: activities(first: 2) { totalCount pageInfo { hasNextPage } nodes { row } } all: activities(first: 200) { nodes { row } } } } }");

        Assert.All(data.List("partners", "nodes"), partner =>
        {
            var all = partner.Column("row", "all", "nodes");
            Assert.Equal(all.Take(2), partner.Column("row", "page", "nodes"));
            Assert.Equal(all.Length, partner.At("page", "totalCount").GetInt32());
            Assert.Equal(all.Length > 2, partner.At("page", "pageInfo", "hasNextPage").GetBoolean());
        });
    }

    [Theory]
    [InlineData("{ workplans { list: activities(first: 4) { totalCount nodes { id } pageInfo { endCursor } } } }", "workplans")]
    [InlineData("""{ activities(where: { row: { eq: 36 } }) { nodes { list: participants(first: 4) { totalCount nodes { id } pageInfo { endCursor } } } } }""", "activities")]
    public async Task Other_lists_of_a_parent_go_on_behind_a_cursor(string query, string root)
    {
        var data = await host.AskAsync(query);
        var first = (root == "workplans" ? data.List(root)[0] : data.List(root, "nodes")[0]).At("list");
        var next = await host.AskAsync(query.Replace("first: 4", $"first: 200, after: \"{first.Text("pageInfo", "endCursor")}\""));
        var rest = (root == "workplans" ? next.List(root)[0] : next.List(root, "nodes")[0]).At("list");

        var ids = first.Column("id", "nodes").Concat(rest.Column("id", "nodes")).ToList();
        Assert.Equal(first.At("totalCount").GetInt32(), ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(4, first.List("nodes").Count);
    }

    [Fact]
    public async Task A_field_that_two_fragments_ask_for_is_loaded_for_all_parents_at_once()
    {
        const string merged = """
            { partners(first: 200) { nodes { ...Count ...Rows } } }
            fragment Count on Partner { activities(first: 3) { totalCount } participations(where: { role: { eq: SPEAKER } }) { role } }
            fragment Rows on Partner { activities(first: 3) { nodes { row } } participations(where: { role: { eq: SPEAKER } }) { listedAs } }
            """;
        const string plain = "{ partners(first: 200) { nodes { activities(first: 3) { totalCount nodes { row } } participations(where: { role: { eq: SPEAKER } }) { role listedAs } } } }";
        using var own = new ApiHost();
        await own.AskAsync("{ __typename }");

        own.Sql.Clear();
        var expected = await own.AskAsync(plain);
        var statements = own.Sql.Statements.Count;
        own.Sql.Clear();
        var answer = await own.AskAsync(merged);

        Assert.Equal(statements, own.Sql.Statements.Count);
        Assert.Equal(expected.GetRawText(), answer.GetRawText());
    }

    [Fact]
    public async Task A_fragment_that_asks_for_the_count_alone_does_not_empty_the_page_beside_it()
    {
        var data = await host.AskAsync("""
            {
              counted: partners(first: 3) { nodes { ...Count } }
              both: partners(first: 3) { nodes { ...Count activities { nodes { row } } } }
            }
            fragment Count on Partner { activities { totalCount } }
            """);

        Assert.All(data.List("both", "nodes"), partner => Assert.Equal(partner.At("activities", "totalCount").GetInt32(), partner.List("activities", "nodes").Count));
        Assert.Equal(data.List("both", "nodes").Select(partner => partner.Text("activities", "totalCount")), data.List("counted", "nodes").Select(partner => partner.Text("activities", "totalCount")));
    }

    private async Task<JsonElement> ActivitiesAsync(string slug, params string[] arguments) =>
        (await host.AskAsync($$"""
            query($slug: String) { partner(slug: $slug) { activities({{string.Join(", ", arguments.Where(argument => argument.Length > 0))}}) {
                totalCount nodes { row } pageInfo { hasNextPage hasPreviousPage endCursor } } } }
            """, new { slug })).At("partner", "activities");
}
