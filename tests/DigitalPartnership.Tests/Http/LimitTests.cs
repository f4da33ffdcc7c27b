using System.Diagnostics;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class LimitTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_introspection_that_GraphiQL_sends_is_answered()
    {
        var schema = (await host.AskAsync(Introspection.Query)).GetProperty("__schema");

        Assert.Contains(schema.GetProperty("types").EnumerateArray(), type => type.GetProperty("name").GetString() == "Partner");
    }

    [Fact]
    public async Task A_document_nested_deeper_than_allowed_is_refused()
    {
        using var shallow = ApiHost.With(("Limits:Depth", "4"));

        await shallow.AskAsync("{ partners { nodes { activities { totalCount } } } }");
        var refused = await shallow.QueryAsync("{ partners { nodes { activities { nodes { title } } } } }", ("Accept", Requests.GraphQL));

        Assert.Equal((400, "DEPTH_EXCEEDED"), (refused.Status, refused.Code));
        Assert.Contains("4 are allowed", refused.Message);
    }

    [Fact]
    public async Task A_document_that_asks_for_more_than_allowed_is_refused_and_every_other_tells_its_cost()
    {
        using var frugal = ApiHost.With(("Limits:Cost", "100"));

        var allowed = await frugal.QueryAsync("{ partners(first: 10) { nodes { name } } }");
        var refused = await frugal.QueryAsync("{ partners(first: 200) { nodes { name } } }", ("Accept", Requests.GraphQL));
        var variable = await frugal.SendBodyAsync("""{"query":"query($n: Int) { partners(last: $n) { nodes { name } } }","variables":{"n":200}}""");

        Assert.InRange(allowed.Json.GetProperty("extensions").GetProperty("cost").GetInt32(), 11, 100);
        Assert.Equal((400, "COST_EXCEEDED"), (refused.Status, refused.Code));
        Assert.Equal((200, "COST_EXCEEDED"), (variable.Status, variable.Code));
        Assert.InRange(refused.Json.GetProperty("extensions").GetProperty("cost").GetInt32(), 200, 1000);
    }

    [Fact]
    public async Task A_document_with_more_selections_than_allowed_is_refused()
    {
        using var frugal = ApiHost.With(("Limits:Selections", "5"));

        await frugal.AskAsync("{ ...F a: __typename b: __typename } fragment F on Query { taxonomy { total } }");
        Assert.Equal(["COST_EXCEEDED"], await frugal.AskForErrorsAsync("{ ...F a: __typename b: __typename c: __typename } fragment F on Query { taxonomy { total } }"));
    }

    [Fact]
    public async Task Hostile_documents_are_refused_in_no_time()
    {
        await host.AskAsync("{ __typename }");
        var doubling = "{ ...F0 } " + string.Concat(Enumerable.Range(0, 40).Select(at => $"fragment F{at} on Query {{ ...F{at + 1} ...F{at + 1} }} ")) + "fragment F40 on Query { __typename }";
        var chain = "{ ...F0 } " + string.Concat(Enumerable.Range(0, 2500).Select(at => $"fragment F{at} on Query{{...F{at + 1}}}")) + "fragment F2500 on Query { __typename }";
        (string Query, string Code)[] documents =
        [
            (doubling, "COST_EXCEEDED"),
            (chain, "COST_EXCEEDED"),
            ("{" + Many("search(text:\"a\"){totalCount} ", 3_000) + "}", "COST_EXCEEDED"),
            ("{" + Many("nothing ", 12_000) + "}", "COST_EXCEEDED"),
            ("{" + Many("...F ", 15_000) + "} fragment F on Query { __typename }", "COST_EXCEEDED"),
            ("{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }", "NO_FRAGMENT_CYCLES"),
            (new string('{', 90_000), "SYNTAX_ERROR"),
            (Many("{a", 45_000), "DEPTH_EXCEEDED"),
            ("{a(b:" + new string('[', 45_000) + new string(']', 45_000) + ")}", "DEPTH_EXCEEDED"),
            ("query($a:" + new string('[', 40_000) + "Int" + new string(']', 40_000) + "){__typename}", "DEPTH_EXCEEDED"),
            (new string('x', 99_000), "SYNTAX_ERROR"),
            (new string('\u0001', 16_000), "SYNTAX_ERROR"),
        ];

        foreach (var (query, code) in documents)
        {
            var clock = Stopwatch.StartNew();
            var answer = await host.QueryAsync(query);

            Assert.True(answer.Status == 200, $"{answer.Status}: {query[..40]}");
            Assert.Equal((query[..40], code), (query[..40], answer.Code));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}: {query[..40]}");
            Assert.True(answer.Body.Length < 2_000, $"{answer.Body.Length} characters: {query[..40]}");
            answer.AssertTellsNothingOfTheInside();
        }
    }

    [Fact]
    public async Task The_most_selections_that_are_allowed_are_answered_in_time()
    {
        // What takes longer than Limits:Seconds is ended with an error.
        var answer = await host.AskAsync("{" + Many("search(text:\"a\"){totalCount} ", 500) + "}");

        Assert.True(answer.GetProperty("search").GetProperty("totalCount").GetInt32() > 0);
    }

    [Fact]
    public async Task JSON_nested_without_end_is_refused()
    {
        var deep = JsonSerializer.Serialize(new { query = "{ __typename }" }).TrimEnd('}') + ",\"variables\":{\"a\":" + new string('[', 45_000) + new string(']', 45_000) + "}}";

        var answer = await host.SendBodyAsync(deep);

        Assert.Equal((400, "REQUEST_INVALID"), (answer.Status, answer.Code));
        Assert.Contains("nested too deep", answer.Message);
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
