using System.Text;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class NodeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_kind_of_record_is_found_again_by_its_id()
    {
        var data = await host.AskAsync("""
            {
              partner(slug: "bt") { id } organisation(slug: "sony") { id } sectors { id } workplans { id }
              activities(first: 1) { nodes { id participations { id } } }
            }
            """);
        string[] ids =
        [
            data.Text("partner", "id")!, data.Text("organisation", "id")!, data.List("sectors")[3].Text("id")!, data.List("workplans")[0].Text("id")!,
            data.List("activities", "nodes")[0].Text("id")!, data.List("activities", "nodes")[0].List("participations")[0].Text("id")!,
        ];

        var nodes = (await host.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids })).List("nodes");

        Assert.Equal(["Partner", "NonPartner", "Sector", "Workplan", "Activity", "Participation"], nodes.Select(node => node.Text("__typename")));
        Assert.Equal(ids, nodes.Select(node => node.Text("id")));
        foreach (var id in ids)
            Assert.Equal(id, (await host.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).Text("node", "id"));
    }

    [Fact]
    public async Task A_node_answers_with_the_fields_of_its_kind()
    {
        var ids = (await host.AskAsync("""{ a: organisation(slug: "bt") { id } b: activities(where: { row: { eq: 29 } }) { nodes { id } } }"""));
        var nodes = (await host.AskAsync("""
            query($ids: [ID!]!) { nodes(ids: $ids) { ... on Partner { slug joinedOn { edtf } } ... on Organisation { name } ... on Activity { row participants { totalCount } } } }
            """, new { ids = new[] { ids.Text("a", "id"), ids.List("b", "nodes")[0].Text("id") } })).List("nodes");

        Assert.Equal("bt BT 2020-11", $"{nodes[0].Text("slug")} {nodes[0].Text("name")} {nodes[0].Text("joinedOn", "edtf")}");
        Assert.Equal("29 6", $"{nodes[1].Text("row")} {nodes[1].Text("participants", "totalCount")}");
    }

    [Fact]
    public async Task Ids_are_unique_over_all_kinds()
    {
        var data = await host.AskAsync("{ organisations(first: 200) { nodes { id participations { id } } } activities(first: 200) { nodes { id } } sectors { id } workplans { id } discrepancies { id } }");
        var ids = data.Column("id", "organisations", "nodes").Concat(data.Column("id", "activities", "nodes")).Concat(data.Column("id", "sectors")).Concat(data.Column("id", "workplans"))
            .Concat(data.Column("id", "discrepancies")).Concat(data.List("organisations", "nodes").SelectMany(one => one.Column("id", "participations"))).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count > 300);
    }

    [Theory]
    [InlineData("Organisation:999999")]
    [InlineData("Activity:0")]
    public async Task An_id_of_no_record_gives_null(string id)
    {
        var data = await host.AskAsync("query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", new { id = Encoded(id) });

        Assert.Null(data.Text("node"));
        Assert.Null(Assert.Single(data.List("nodes")).Text());
    }

    [Theory]
    [InlineData("Organisation:01")]
    [InlineData("Organisation:-1")]
    [InlineData("Organisation:99999999999")]
    [InlineData("Organisation:1:2")]
    [InlineData("Organisation:")]
    [InlineData("organisation:1")]
    [InlineData("Letter:1")]
    [InlineData("")]
    public async Task An_id_that_was_never_given_out_is_refused(string id)
    {
        foreach (var malformed in new[] { Encoded(id), id, "==" + id })
            Assert.Equal(["ID_INVALID"], await host.AskForErrorsAsync("query($id: ID!) { node(id: $id) { id } }", new { id = malformed }));
    }

    [Fact]
    public async Task A_malformed_id_among_many_spoils_only_its_own_place()
    {
        var id = (await host.AskAsync("""{ organisation(slug: "bt") { id } }""")).Text("organisation", "id");

        var answer = await host.PostAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { "nonsense", id, "1", id } });

        Assert.Equal([null, id, null, id], answer.List("data", "nodes").Select(node => node.ValueKind is System.Text.Json.JsonValueKind.Null ? null : node.Text("id")));
        Assert.Equal(["[\"nodes\",0] ID_INVALID", "[\"nodes\",2] ID_INVALID"],
            answer.List("errors").Select(error => $"{error.At("path").GetRawText().Replace(" ", "")} {error.Text("extensions", "code")}"));
    }

    [Fact]
    public async Task More_than_200_ids_at_once_are_refused()
    {
        var ids = Enumerable.Repeat(Encoded("Organisation:1"), 201).ToArray();

        Assert.Equal(["FIRST_OUT_OF_RANGE"], await host.AskForErrorsAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids }));
        Assert.Equal(200, (await host.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = ids[..200] })).List("nodes").Count);
    }

    [Fact]
    public async Task A_slug_or_a_period_of_nothing_gives_null()
    {
        var data = await host.AskAsync("""{ organisation(slug: "nobody") { id } partner(slug: "nobody") { id } workplan(period: "2022-2023") { id } }""");

        Assert.All(["organisation", "partner", "workplan"], field => Assert.Null(data.Text(field)));
    }

    private static string Encoded(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
