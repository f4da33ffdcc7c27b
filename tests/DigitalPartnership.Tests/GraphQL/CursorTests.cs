using System.Text;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class CursorTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("partners", "order: [{ name: DESC }]")]
    [InlineData("partners", "order: [{ country: ASC }]")]
    [InlineData("partners", "order: [{ name: ASC }, { kind: ASC }]")]
    [InlineData("partners", "order: [{ activityCount: ASC }]")]
    [InlineData("organisations", "first: 3")]
    [InlineData("activities", "first: 3")]
    public async Task A_cursor_of_another_order_or_list_is_refused(string list, string arguments)
    {
        var cursor = (await host.AskAsync("{ partners(first: 2) { pageInfo { endCursor } } }")).Text("partners", "pageInfo", "endCursor");

        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync($"{{ {list}({arguments}, after: \"{cursor}\") {{ nodes {{ id }} }} }}"));
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync($"{{ {list}({arguments}, before: \"{cursor}\") {{ nodes {{ id }} }} }}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("Zm9v")]
    [InlineData("not base64 at all!")]
    [InlineData("%00")]
    [InlineData("\u0000")]
    [InlineData("🙂")]
    public async Task Garbage_is_no_cursor(string cursor)
    {
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync("query($cursor: String) { partners(after: $cursor) { nodes { slug } } }", new { cursor }));
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync("query($cursor: String) { activities(before: $cursor) { nodes { row } } }", new { cursor }));
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync("query($cursor: String) { search(text: \"plenary\", after: $cursor) { nodes { __typename } } }", new { cursor }));
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync("query($cursor: String) { workplans { activities(after: $cursor) { nodes { row } } } }", new { cursor }));
    }

    [Theory]
    [InlineData("{ partners(after: \"x\") { totalCount } }")]
    [InlineData("{ organisations(before: \"x\") { totalCount } }")]
    [InlineData("{ search(text: \"bt\", after: \"x\") { totalCount } }")]
    [InlineData("{ workplans { activities(after: \"x\") { totalCount } } }")]
    public async Task Garbage_is_no_cursor_also_where_only_the_count_is_asked_for(string query) =>
        Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync(query));

    [Fact]
    public async Task A_cursor_that_somebody_has_changed_is_refused_and_never_breaks_the_answer()
    {
        var cursor = (await host.AskAsync("{ activities(first: 2) { pageInfo { endCursor } } }")).Text("activities", "pageInfo", "endCursor")!;
        var inside = Encoding.UTF8.GetString(Convert.FromBase64String(cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=')));

        foreach (var forged in new[]
        {
            inside.Replace("2018-", "2018-99-"), inside.Replace("]", ",1]"), inside[..^1], "null", "[]", "{}", "[null]", inside.Replace(",0,", ",null,"),
            inside.Replace(",0,", ",\"0\","), inside.Replace(",0,", ",99999999999,"), inside.Replace("2018-", "\\ud800"), "[\"\\ud800\",0,0,0,0,0]", new string('[', 2000), new string('9', 5000),
        })
        {
            var after = Convert.ToBase64String(Encoding.UTF8.GetBytes(forged)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
            Assert.Equal(["CURSOR_INVALID"], await host.AskForErrorsAsync("query($after: String) { activities(after: $after) { nodes { row } } }", new { after }));
        }
    }

    [Theory]
    [InlineData("first: -1", "FIRST_OUT_OF_RANGE")]
    [InlineData("first: 201", "FIRST_OUT_OF_RANGE")]
    [InlineData("first: 10000", "FIRST_OUT_OF_RANGE")]
    [InlineData("first: -2147483648", "FIRST_OUT_OF_RANGE")]
    [InlineData("last: -1", "FIRST_OUT_OF_RANGE")]
    [InlineData("last: 201", "FIRST_OUT_OF_RANGE")]
    [InlineData("first: 2, last: 2", "ARGUMENTS_EXCLUSIVE")]
    public async Task A_size_out_of_range_is_refused(string size, string code)
    {
        foreach (var list in new[] { "partners", "organisations", "activities" })
        {
            Assert.Equal([code], await host.AskForErrorsAsync($"{{ {list}({size}) {{ nodes {{ id }} }} }}"));
            Assert.Equal([code], await host.AskForErrorsAsync($"{{ {list}({size}) {{ totalCount }} }}"));
        }
        if (size.StartsWith("first") && !size.Contains("last"))
        {
            Assert.Equal([code], await host.AskForErrorsAsync($"{{ search(text: \"plenary\", {size}) {{ totalCount }} }}"));
            Assert.Contains(code, await host.AskForErrorsAsync($"{{ partner(slug: \"bt\") {{ activities({size}) {{ totalCount }} }} }}"));
        }
    }
}
