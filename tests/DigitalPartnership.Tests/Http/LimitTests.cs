using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class LimitTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("Tokens", 8, "{ a: __typename b: __typename }", "{ a: __typename b: __typename c }", "TOKENS_EXCEEDED", null)]
    [InlineData("Depth", 4, "{ partners { nodes { activities { totalCount } } } }", "{ partners { nodes { ...F } } } fragment F on Partner { activities { nodes { title } } }", "DEPTH_EXCEEDED", 5)]
    [InlineData("Aliases", 2, "{ a: __typename ...F } fragment F on Query { b: __typename }", "{ a: __typename ...F ... { ...F } } fragment F on Query { b: __typename }", "ALIASES_EXCEEDED", 3)]
    [InlineData("RootFields", 3, "{ a: __typename ...F } fragment F on Query { b: __typename taxonomy { total } }", "{ a: __typename ...F ...F } fragment F on Query { b: __typename taxonomy { total } }", "ROOT_FIELDS_EXCEEDED", 5)]
    [InlineData("Selections", 10, "{ ...F a: __typename b: __typename } fragment F on Query { taxonomy { total } }", "{ ...F a: __typename b: __typename c: __typename } fragment F on Query { taxonomy { total } }", "SELECTIONS_EXCEEDED", 11)]
    [InlineData("Selections", 6, "{ partners(where: { slug: { eq: \"icc\" } }) { nodes { slug } } }", "{ partners(where: { slug: { in: [\"icc\", \"lego\"] } }) { nodes { slug } } }", "SELECTIONS_EXCEEDED", 7)]
    [InlineData("Selections", 12, "query($n: Int) { partners(first: $n) { totalCount } }", "query($n: Int = 1) { partners(first: $n) { totalCount } }", "SELECTIONS_EXCEEDED", 13)]
    [InlineData("Selections", 5, "{ __typename @skip(if: false) }", "{ __typename @skip(if: false) @include(if: true) }", "SELECTIONS_EXCEEDED", 9)]
    [InlineData("Selections", 15, "query($n: Int) { partners(first: $n) { totalCount } }", "query($n: Int @skip(if: true)) { partners(first: $n) { totalCount } }", "SELECTIONS_EXCEEDED", 16)]
    [InlineData("Selections", 8, "{ ...F } fragment F on Query { __typename }", "{ ...F } fragment F on Query @skip(if: true) { __typename }", "SELECTIONS_EXCEEDED", 11)]
    [InlineData("Selections", 6, "{ taxonomy { total total total } }", "{ taxonomy { total total total total total } }", "SELECTIONS_EXCEEDED", 10)]
    [InlineData("Selections", 56, "{ ...F ...G ...H ...I ...J ...K } fragment F on Query { taxonomy { total } } fragment G on Query { taxonomy { total } } fragment H on Query { taxonomy { total } } fragment I on Query { taxonomy { total } } fragment J on Query { taxonomy { total } } fragment K on Query { taxonomy { total } }", "{ ...F ...G ...H ...I ...J ...K ...L } fragment F on Query { taxonomy { total } } fragment G on Query { taxonomy { total } } fragment H on Query { taxonomy { total } } fragment I on Query { taxonomy { total } } fragment J on Query { taxonomy { total } } fragment K on Query { taxonomy { total } } fragment L on Query { taxonomy { total } }", "SELECTIONS_EXCEEDED", 63)]
    [InlineData("Cost", 12, "{ partners(first: 10) { nodes { name } } }", "{ partners(first: 11) { nodes { name } } }", "COST_EXCEEDED", null)]
    public async Task What_a_limit_allows_is_answered_and_one_more_is_refused_before_anything_is_executed(string limit, int allowed, string passes, string refused, string code, int? actual)
    {
        using var small = ApiHost.With(($"Limits:{limit}", $"{allowed}"));
        Assert.False((await small.QueryAsync(passes)).Json.TryGetProperty("errors", out var errors), $"{errors}");
        small.Sql.Clear();

        foreach (var (accept, status) in ((string, int)[])[(Requests.GraphQL, 400), (Requests.Json, 200)])
        {
            var answer = await small.QueryAsync(refused, ("Accept", accept));

            Assert.Equal((status, code), (answer.Status, answer.Code));
            Assert.False(answer.Json.TryGetProperty("data", out _));
            var figures = answer.Json.GetProperty("errors")[0].GetProperty("extensions");
            Assert.Equal(allowed, figures.GetProperty("limit").GetInt32());
            if (actual is { } known)
                Assert.Equal(known, figures.GetProperty("actual").GetInt32());
        }
        Assert.Empty(small.Sql.Statements);
    }

    [Theory]
    [InlineData("{ partners(first: 50) { nodes { slug } } }")]
    [InlineData("{ activities(first: 50) { nodes { row participants(first: 10) { nodes { name } } } } }")]
    [InlineData("{ partners(first: 1) { nodes { slug } } activities(first: 50) { edges { cursor node { sources { document } } } } }")]
    public async Task An_answer_that_becomes_too_large_is_refused_whole(string query)
    {
        using var small = ApiHost.With(("Limits:AnswerBytes", "300"));

        var passes = await small.QueryAsync("{ partners(first: 5) { nodes { slug } } }");
        Assert.InRange(passes.Body.Length, 100, 300);
        foreach (var (accept, status) in ((string, int)[])[(Requests.GraphQL, 400), (Requests.Json, 200)])
        {
            var refused = await small.QueryAsync(query, ("Accept", accept));

            Assert.Equal((status, "ANSWER_TOO_LARGE"), (refused.Status, refused.Code));
            Assert.False(refused.Json.TryGetProperty("data", out _));
            Assert.Equal(300, refused.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("limit").GetInt32());
        }
    }

    [Fact]
    public async Task Every_answer_tells_its_cost_and_a_refusal_tells_how_much_is_allowed()
    {
        using var frugal = ApiHost.With(("Limits:Cost", "100"));

        var allowed = await frugal.QueryAsync("{ partners(first: 10) { nodes { name } } }");
        var refused = await frugal.QueryAsync("{ partners(first: 200) { nodes { name } } }", ("Accept", Requests.GraphQL));
        var variable = await frugal.SendBodyAsync("""{"query":"query($n: Int) { partners(last: $n) { nodes { name } } }","variables":{"n":200}}""");

        Assert.InRange(allowed.Json.GetProperty("extensions").GetProperty("cost").GetInt32(), 11, 100);
        Assert.Equal((400, "COST_EXCEEDED"), (refused.Status, refused.Code));
        Assert.Equal((200, "COST_EXCEEDED"), (variable.Status, variable.Code));
        foreach (var answer in (Answer[])[refused, variable])
        {
            var figures = answer.Json.GetProperty("errors")[0].GetProperty("extensions");
            Assert.Equal(100, figures.GetProperty("limit").GetInt32());
            Assert.InRange(figures.GetProperty("actual").GetInt32(), 200, 1000);
            Assert.Equal(figures.GetProperty("actual").GetInt32(), answer.Json.GetProperty("extensions").GetProperty("cost").GetInt32());
        }
    }

    [Fact]
    public async Task Lists_that_are_longer_than_was_assumed_count_with_their_true_length()
    {
        const string Document = "{ partners(first: 1, order: [{ activityCount: DESC }]) { nodes { participations { organisation { participations { role } } } } } }";
        var answer = await host.QueryAsync(Document);
        var cost = answer.Json.GetProperty("extensions").GetProperty("cost").GetInt32();
        var outer = answer.Json.GetProperty("data").GetProperty("partners").GetProperty("nodes")[0].GetProperty("participations");
        var length = outer.GetArrayLength();
        Assert.True(length > 10);

        using (var enough = ApiHost.With(("Limits:Cost", $"{Math.Ceiling(cost * length * length / 50.0)}")))
            await enough.AskAsync(Document);
        // With the true length of the outer list alone it would just pass.
        using var frugal = ApiHost.With(("Limits:Cost", $"{cost * length / 10 + 1}"));
        var refused = await frugal.QueryAsync(Document);

        Assert.Equal("COST_EXCEEDED", refused.Code);
        Assert.True(refused.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("actual").GetInt32() > cost * length / 10 + 1);
    }

    [Fact]
    public async Task The_introspection_that_GraphiQL_sends_is_answered()
    {
        var schema = (await host.AskAsync(Introspection.Query)).GetProperty("__schema");

        Assert.Contains(schema.GetProperty("types").EnumerateArray(), type => type.GetProperty("name").GetString() == "Partner");
    }

    [Fact]
    public async Task The_most_root_fields_that_are_allowed_are_answered_in_time()
    {
        // What takes longer than Limits:Seconds is ended with an error.
        var answer = await host.AskAsync("{" + string.Concat(Enumerable.Range(0, 100).Select(at => $"a{at}:search(text:\"a\"){{totalCount}} ")) + "}");

        Assert.True(answer.GetProperty("a99").GetProperty("totalCount").GetInt32() > 0);
    }

    [Fact]
    public async Task JSON_nested_without_end_is_refused()
    {
        var deep = JsonSerializer.Serialize(new { query = "{ __typename }" }).TrimEnd('}') + ",\"variables\":{\"a\":" + new string('[', 45_000) + new string(']', 45_000) + "}}";

        var answer = await host.SendBodyAsync(deep);

        Assert.Equal((400, "REQUEST_INVALID"), (answer.Status, answer.Code));
        Assert.Contains("nested too deep", answer.Message);
    }
}
