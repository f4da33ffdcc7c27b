using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Search;

public sealed class SearchTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("thales", "thales")]
    [InlineData("THALÈS", "thales")]
    [InlineData("telefonica", "telefonica 9 20 23 29 32 36")]
    [InlineData("Telefónica", "telefonica 9 20 23 29 32 36")]
    [InlineData("Plenary", "1 2 3 4 5 24 26")]
    [InlineData("sony", "sony 24 26 39")]
    [InlineData("microsoft plenary", "1 2 3 4")]
    [InlineData("plenary MICROSOFT", "1 2 3 4")]
    [InlineData("Element AI", "servicenow 36 49")]
    [InlineData("Meta", "facebook")]
    [InlineData("tech against", "tat tech-against-trafficking 20 23")]
    [InlineData("France Télécom", "orange")]
    [InlineData("Chainalysis, Inc", "chainalysis-inc 41")]
    [InlineData("AT&T", "att 23 36 48")]
    [InlineData("Budapest", "6 7 32")]
    [InlineData("GREVIO", "15 43")]
    [InlineData("apwg.eu", "35")]
    [InlineData("xyzzy", "")]
    public async Task A_search_finds_what_a_person_means(string text, string found)
    {
        var search = await SearchAsync(text, "first: 200");

        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), search.List("nodes").Select(Named).Order(StringComparer.Ordinal));
        Assert.Equal(search.List("nodes").Count, search.At("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("thales", "Partner thales")]
    [InlineData("sony", "NonPartner sony")]
    [InlineData("telefonica", "Partner telefonica")]
    [InlineData("ICC", "Partner icc")]
    [InlineData("octopus", "Activity 36")]
    [InlineData("google", "Partner google")]
    public async Task What_is_named_so_comes_first(string text, string first)
    {
        var node = (await SearchAsync(text, "first: 1")).List("nodes")[0];

        Assert.Equal(first, $"{node.Text("__typename")} {Named(node)}");
    }

    [Theory]
    [InlineData("the")]
    [InlineData("e")]
    [InlineData("google")]
    public async Task The_pages_of_a_search_give_each_result_once(string text)
    {
        var whole = (await SearchAsync(text, "first: 200")).List("nodes").Select(Named).ToList();
        foreach (var size in new[] { 1, 3, 7 })
        {
            var found = new List<string>();
            for (string? cursor = null; ;)
            {
                var page = await SearchAsync(text, $"first: {size}", cursor is null ? "" : $"after: \"{cursor}\"");
                found.AddRange(page.List("nodes").Select(Named));
                Assert.Equal(whole.Count, page.At("totalCount").GetInt32());
                Assert.True(found.Count <= whole.Count);
                if (!page.At("pageInfo", "hasNextPage").GetBoolean())
                    break;
                cursor = page.Text("pageInfo", "endCursor");
            }
            Assert.Equal(whole, found);
        }
        Assert.True(whole.Count > 10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    public async Task A_search_for_nothing_is_refused(string text) => await AssertRefusedAsync(text);

    [Fact]
    public async Task An_overlong_search_is_refused()
    {
        await AssertRefusedAsync(new string('a', 201));
        await AssertRefusedAsync(new string('a', 50_000));
        Assert.Equal(0, (await SearchAsync(new string('a', 200), "first: 1")).At("totalCount").GetInt32());
    }

    private async Task AssertRefusedAsync(string text) =>
        Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsync("query($text: String!) { search(text: $text) { totalCount } }", new { text }));

    private async Task<JsonElement> SearchAsync(string text, params string[] arguments) =>
        (await host.AskAsync($$"""
            query($text: String!) {
              search(text: $text, {{string.Join(", ", arguments.Where(argument => argument.Length > 0))}}) {
                totalCount pageInfo { hasNextPage endCursor }
                nodes { __typename ... on Partner { slug } ... on NonPartner { slug } ... on Activity { row } }
              }
            }
            """, new { text })).At("search");

    private static string Named(JsonElement node) => node.Text(node.Text("__typename") == "Activity" ? "row" : "slug")!;
}
