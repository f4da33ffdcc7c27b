using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class PagingTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string> Lists()
    {
        (string List, string[] Fields, string Several)[] lists =
        [
            ("partners", ["name", "joinedOn", "country", "kind", "activityCount"], "{ kind: ASC }, { joinedOn: DESC }, { name: DESC }"),
            ("organisations", ["name", "country", "kind"], "{ country: DESC }, { kind: DESC }"),
            ("activities", ["date", "title", "row", "category"], "{ category: DESC, title: ASC }, { date: DESC }"),
        ];
        var data = new TheoryData<string, string>();
        foreach (var (list, fields, several) in lists)
        {
            data.Add(list, "");
            data.Add(list, $"order: [{several}]");
            foreach (var field in fields)
            {
                data.Add(list, $"order: [{{ {field}: ASC }}]");
                data.Add(list, $"order: [{{ {field}: DESC }}]");
            }
        }
        data.Add("partners", """asOf: "2022-06-08", where: { kind: { eq: COMPANY } }, order: [{ country: DESC }]""");
        data.Add("activities", """where: { participants: { some: { slug: { eq: "google" } } } }, order: [{ title: DESC }]""");
        return data;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public Task Pages_in_either_direction_give_every_item_once(string list, string arguments) => AssertPagesAsync(list, arguments, 3, 10);

    /// <summary>Every item is once that from which one goes on.</summary>
    [Theory, Trait("Long", "true")]
    [MemberData(nameof(Lists))]
    public Task Pages_of_one_item_in_either_direction_give_every_item_once(string list, string arguments) => AssertPagesAsync(list, arguments, 1);

    [Theory]
    [InlineData("partners", 29)]
    [InlineData("organisations", 43)]
    [InlineData("activities", 50)]
    public async Task A_page_knows_what_lies_around_it(string list, int count)
    {
        var first = await PageAsync(list, "first: 5");
        Assert.Equal((true, false, count), Around(first));
        var second = await PageAsync(list, $"first: 5, after: \"{first.Text("pageInfo", "endCursor")}\"");
        Assert.Equal((true, true, count), Around(second));
        var rest = await PageAsync(list, $"first: 200, after: \"{second.Text("pageInfo", "endCursor")}\"");
        Assert.Equal((false, true, count), Around(rest));
        Assert.Equal(count - 10, rest.List("nodes").Count);
        var back = await PageAsync(list, $"last: 5, before: \"{rest.Text("pageInfo", "startCursor")}\"");
        Assert.Equal((true, true, count), Around(back));
        Assert.Equal(second.Column("id", "nodes"), back.Column("id", "nodes"));
        Assert.Equal((false, true, count), Around(await PageAsync(list, "last: 5")));
        Assert.Equal((false, false, count), Around(await PageAsync(list, "first: 200")));
        Assert.Equal((false, false, count), Around(await PageAsync(list, $"first: {count}")));
    }

    [Fact]
    public async Task A_page_between_two_cursors_is_cut_on_both_sides()
    {
        var edges = (await PageAsync("activities", "first: 200")).List("edges");

        var between = await PageAsync("activities", $"after: \"{edges[9].Text("cursor")}\", before: \"{edges[14].Text("cursor")}\"");

        Assert.Equal(edges.Skip(10).Take(4).Select(edge => edge.Text("node", "id")), between.Column("id", "nodes"));
        Assert.Equal(50, between.At("totalCount").GetInt32());
    }

    [Fact]
    public async Task The_cursors_of_a_page_are_those_of_its_edges()
    {
        var page = await PageAsync("partners", "first: 3");

        Assert.Equal(page.List("edges")[0].Text("cursor"), page.Text("pageInfo", "startCursor"));
        Assert.Equal(page.List("edges")[^1].Text("cursor"), page.Text("pageInfo", "endCursor"));
        Assert.Equal(page.Column("id", "nodes"), page.List("edges").Select(edge => edge.Text("node", "id")));
        var empty = await PageAsync("partners", """where: { slug: { eq: "nobody" } }""");
        Assert.Equal((false, false, 0), Around(empty));
        Assert.Null(empty.Text("pageInfo", "startCursor"));
        Assert.Null(empty.Text("pageInfo", "endCursor"));
    }

    [Fact]
    public async Task A_list_gives_50_unless_asked_and_200_at_most()
    {
        using var own = new ApiHost();
        own.ChangeDatabase("INSERT INTO Organisations (Version, Slug, Name, NameKey, Kind, IsPartner, Sources) VALUES "
            + string.Join(", ", Enumerable.Range(1, 300).Select(number => $"('00000000-0000-0000-0000-000000000001', 'made-{number}', 'Made', 'made', 'Other', 0, '[]')")));

        var data = await own.AskAsync("{ own: organisations { totalCount nodes { id } } most: organisations(first: 200) { nodes { id } } last: organisations(last: 200) { nodes { id } } none: organisations(first: 0) { nodes { id } pageInfo { hasNextPage } } }");

        Assert.Equal(50, data.List("own", "nodes").Count);
        Assert.Equal(343, data.At("own", "totalCount").GetInt32());
        Assert.Equal(200, data.List("most", "nodes").Count);
        Assert.Equal(200, data.List("last", "nodes").Count);
        Assert.Empty(data.List("none", "nodes"));
        Assert.True(data.At("none", "pageInfo", "hasNextPage").GetBoolean());
    }

    private async Task AssertPagesAsync(string list, string arguments, params int[] sizes)
    {
        var whole = (await PageAsync(list, "first: 200", arguments)).Column("id", "nodes");
        Assert.Equal(whole.Length, whole.Distinct().Count());

        foreach (var size in sizes)
        {
            Assert.Equal(whole, await WalkAsync(list, arguments, size, forward: true));
            Assert.Equal(whole, await WalkAsync(list, arguments, size, forward: false));
        }
    }

    private async Task<List<string>> WalkAsync(string list, string arguments, int size, bool forward)
    {
        var found = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await PageAsync(list, forward ? $"first: {size}" : $"last: {size}", arguments, cursor is null ? "" : forward ? $"after: \"{cursor}\"" : $"before: \"{cursor}\"");
            found.InsertRange(forward ? found.Count : 0, page.Column("id", "nodes"));
            Assert.True(found.Count <= 200, "The pages have no end.");
            if (!page.At("pageInfo", forward ? "hasNextPage" : "hasPreviousPage").GetBoolean())
                return found;
            cursor = page.Text("pageInfo", forward ? "endCursor" : "startCursor");
        }
    }

    private async Task<JsonElement> PageAsync(string list, params string[] arguments) =>
        (await host.AskAsync($$"""
            { {{list}}({{string.Join(", ", arguments.Where(argument => argument.Length > 0))}}) {
                totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
            """)).At(list);

    private static (bool Next, bool Previous, int Count) Around(JsonElement page) =>
        (page.At("pageInfo", "hasNextPage").GetBoolean(), page.At("pageInfo", "hasPreviousPage").GetBoolean(), page.At("totalCount").GetInt32());
}
