using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class OrderTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Kinds = ["COMPANY", "ASSOCIATION_OF_COMPANIES", "PROFESSIONAL_ASSOCIATION", "NON_GOVERNMENTAL_ORGANISATION", "OTHER"];
    private static readonly string[] Categories = ["BINDING_STANDARD_SETTING", "NON_BINDING_STANDARD_SETTING", "STUDIES", "EVENTS"];

    [Theory]
    [InlineData("partners", "country", "country")]
    [InlineData("partners", "kind", "kind")]
    [InlineData("partners", "joinedOn", "joinedOn { earliest }", "joinedOn", "earliest")]
    [InlineData("partners", "activityCount", "activities { totalCount }", "activities", "totalCount")]
    [InlineData("organisations", "country", "country")]
    [InlineData("organisations", "kind", "kind")]
    [InlineData("activities", "row", "row")]
    [InlineData("activities", "date", "date { earliest }", "date", "earliest")]
    [InlineData("activities", "category", "category")]
    public async Task A_list_rises_or_falls_by_the_field_and_keeps_missing_values_last(string list, string field, string shown, params string[] path)
    {
        foreach (var direction in new[] { "ASC", "DESC" })
        {
            var nodes = (await host.AskAsync($"{{ {list}(first: 200, order: [{{ {field}: {direction} }}]) {{ nodes {{ {shown} }} }} }}")).List(list, "nodes");
            var values = nodes.Select(node => Comparable(path.Length > 0 && node.Text(path[0]) is null ? null : node.Text(path.Length > 0 ? path : [shown]))).ToList();

            var present = values.TakeWhile(value => value is not null).ToList();
            Assert.All(values.Skip(present.Count), Assert.Null);
            Assert.Equal(direction == "ASC" ? present.Order(StringComparer.Ordinal) : present.OrderDescending(StringComparer.Ordinal), present);
            Assert.True(present.Distinct().Count() > 1);
        }
    }

    [Theory]
    [InlineData("partners", "apple att bt cloudflare ccia deutsche-telekom digitaleurope", "sberbank servicenow telefonica thales")]
    [InlineData("organisations", "alphabet apple att bt chainalysis-inc", "telefonica thales tiktok twitter")]
    public async Task Names_are_sorted_with_case_and_accents_folded(string list, string start, string end)
    {
        var up = (await host.AskAsync($"{{ {list}(first: 200, order: [{{ name: ASC }}]) {{ nodes {{ slug }} }} }}")).Column("slug", list, "nodes");
        var down = (await host.AskAsync($"{{ {list}(first: 200, order: [{{ name: DESC }}]) {{ nodes {{ slug }} }} }}")).Column("slug", list, "nodes");

        Assert.StartsWith(start, string.Join(' ', up));
        Assert.EndsWith(end, string.Join(' ', up));
        Assert.Equal(up.Reverse(), down);
    }

    [Theory]
    [InlineData("ASC", "17 10 1 18 11 2 24 19")]
    [InlineData("DESC", "6 37 34 41 45 20")]
    public async Task Titles_are_sorted_either_way_with_the_missing_one_last(string direction, string start)
    {
        var rows = (await host.AskAsync($"{{ activities(first: 200, order: [{{ title: {direction} }}]) {{ nodes {{ row }} }} }}")).Column("row", "activities", "nodes");

        Assert.StartsWith(start, string.Join(' ', rows));
        Assert.Equal("22", rows[^1]);
    }

    [Fact]
    public async Task A_later_key_decides_where_an_earlier_one_is_equal()
    {
        var data = await host.AskAsync("{ partners(first: 200, order: [{ kind: DESC }, { country: ASC }, { name: DESC }]) { nodes { slug kind country } } }");

        var nodes = data.List("partners", "nodes");
        Assert.Equal("gni", nodes[0].Text("slug"));
        var us = nodes.Where(node => $"{node.Text("kind")} {node.Text("country")}" == "COMPANY US").Select(node => node.Text("slug"));
        Assert.Equal(["servicenow", "microsoft", "intel", "ibm", "google", "facebook", "cloudflare", "att", "apple"], us);
    }

    [Fact]
    public async Task Two_activities_that_begin_on_one_day_are_sorted_by_their_last()
    {
        var rows = (await host.AskAsync("{ activities(first: 200, order: [{ date: ASC }]) { nodes { row } } }")).Column("row", "activities", "nodes").ToList();

        Assert.Equal(rows.IndexOf("31") + 1, rows.IndexOf("37"));
        Assert.Equal(rows.IndexOf("48") - 1, rows.IndexOf("42"));
        Assert.True(rows.IndexOf("45") < rows.IndexOf("41"));
        Assert.True(rows.IndexOf("41") < rows.IndexOf("34"));
    }

    [Theory]
    [InlineData("partners", "order: [{ name: ASC }]")]
    [InlineData("organisations", "order: [{ name: ASC }]")]
    [InlineData("activities", "order: [{ date: ASC }]")]
    public async Task A_list_without_an_order_has_its_own(string list, string same)
    {
        var data = await host.AskAsync($"{{ own: {list} {{ nodes {{ id }} }} asked: {list}({same}) {{ nodes {{ id }} }} empty: {list}(order: []) {{ nodes {{ id }} }} blank: {list}(order: [{{ }}]) {{ nodes {{ id }} }} }}");

        Assert.All(["asked", "empty", "blank"], name => Assert.Equal(data.Column("id", "own", "nodes"), data.Column("id", name, "nodes")));
    }

    private static string? Comparable(string? value) =>
        value is null ? null
        : int.TryParse(value, out var number) ? $"{number:D4}"
        : Array.IndexOf(Kinds, value) is >= 0 and var kind ? $"{kind}"
        : Array.IndexOf(Categories, value) is >= 0 and var category ? $"{category}"
        : value;
}
