using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed partial class BadRequestTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("{ partners(", "SYNTAX_ERROR")]
    [InlineData("query", "SYNTAX_ERROR")]
    [InlineData("{ partners { nodes { slug } }", "SYNTAX_ERROR")]
    [InlineData("}{", "SYNTAX_ERROR")]
    [InlineData("{ partners { nodes { slug } } \u0001", "SYNTAX_ERROR")]
    [InlineData("{ nobody }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("{ partners { nodes { secret } } }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("{ partners { nodes } }", "SCALAR_LEAFS")]
    [InlineData("{ partners(limit: 3) { totalCount } }", "KNOWN_ARGUMENT_NAMES")]
    [InlineData("{ partners(first: \"3\") { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(first: 99999999999) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(asOf: \"2022-02-31\") { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(asOf: \"yesterday\") { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(where: { kind: { eq: \"COMPANY\" } }) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(where: { colour: { eq: \"red\" } }) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(where: { name: { like: \"a\" } }) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(order: [{ name: UP }]) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ partners(where: { or: [null] }) { totalCount } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ organisation { slug } }", "PROVIDED_NON_NULL_ARGUMENTS")]
    [InlineData("{ organisation(slug: null) { slug } }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("{ ...F } fragment F on Query { ...F }", "NO_FRAGMENT_CYCLES")]
    [InlineData("{ partners @shout { totalCount } }", "KNOWN_DIRECTIVES")]
    [InlineData("query A { __typename } query B { __typename }", "NO_OPERATION_NAME")]
    [InlineData("mutation { deleteEverything }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("{ partner { slug } }", "ARGUMENTS_EXCLUSIVE")]
    [InlineData("{ partner(slug: \"icc\", name: \"ICC\") { slug } }", "ARGUMENTS_EXCLUSIVE")]
    [InlineData("{ partner(slug: null, name: null) { slug } }", "ARGUMENTS_EXCLUSIVE")]
    [InlineData("{ partner(name: \"\") { slug } }", "VALIDATION_FAILED")]
    public async Task A_faulty_document_is_refused_with_a_code(string query, string code)
    {
        var (status, body) = await SendAsync(JsonSerializer.Serialize(new { query }));

        Assert.Equal(200, status);
        AssertClear(body);
        Assert.Equal([code], CodesOf(body));
    }

    [Theory]
    [InlineData("$v: Int", "partners(first: $v) { totalCount }", "1.5")]
    [InlineData("$v: Int", "partners(first: $v) { totalCount }", "1e999")]
    [InlineData("$v: Int", "partners(first: $v) { totalCount }", "\"three\"")]
    [InlineData("$v: Int!", "partners(first: $v) { totalCount }", "null")]
    [InlineData("$v: Date", "partners(asOf: $v) { totalCount }", "\"0000-00-00\"")]
    [InlineData("$v: Date", "partners(asOf: $v) { totalCount }", "{}")]
    [InlineData("$v: PartnerFilterInput", "partners(where: $v) { totalCount }", """{ "colour": { "eq": "red" } }""")]
    [InlineData("$v: PartnerFilterInput", "partners(where: $v) { totalCount }", """{ "kind": { "eq": "FIRM" } }""")]
    [InlineData("$v: PartnerFilterInput", "partners(where: $v) { totalCount }", "[1]")]
    [InlineData("$v: [PartnerSortInput!]", "partners(order: $v) { totalCount }", """[{ "name": "UP" }]""")]
    [InlineData("$v: String!", "search(text: $v) { totalCount }", "[]")]
    [InlineData("$v: ID!", "node(id: $v) { id }", "true")]
    public async Task A_faulty_variable_is_refused_with_a_code(string variable, string field, string value)
    {
        var (status, body) = await SendAsync($$"""{ "query": "query({{variable}}) { {{field}} }", "variables": { "v": {{value}} } }""");

        Assert.Equal(200, status);
        AssertClear(body);
        Assert.Equal(["INVALID_VALUE"], CodesOf(body));
    }

    [Theory]
    [InlineData("""{ partners(where: { name: { eq: "\ud83d" } }) { totalCount } }""")]
    [InlineData("""{ partners(where: { slug: { contains: "\udc00a" } }) { totalCount } }""")]
    [InlineData("""{ activities(where: { title: { startsWith: "\u0000" } }) { totalCount } }""")]
    [InlineData("""{ organisation(slug: "\ud83d") { slug } }""")]
    [InlineData("""{ workplan(period: "\ud83d") { period } }""")]
    [InlineData("""{ resolveOrganisation(name: "Google \ud83d") { explanation } }""")]
    [InlineData("""{ search(text: "Google \ud83d") { totalCount } }""")]
    [InlineData("""{ partners(where: { name: { in: ["'; DROP TABLE Organisations; --"] } }) { totalCount } }""")]
    public async Task Odd_texts_are_answered_like_any_other(string query) => await host.AskAsync(query);

    [Theory]
    [InlineData("""{"query":"{ search(text: \"\ud83d\") { totalCount } }"}""")]
    [InlineData("""{"query":"query($t: String!) { search(text: $t) { totalCount } }","variables":{"t":"\ud83d"}}""")]
    [InlineData("""{"query":"{ __typename }","variables":{"\ud83d":1}}""")]
    [InlineData("""{"query":"{ __typename }","\ud83d":1}""")]
    [InlineData("""{"query":"{ __typename }","operationName":"\udc00"}""")]
    public async Task Half_a_character_in_the_request_is_refused_as_a_bad_request(string json)
    {
        var (status, body) = await SendAsync(json);

        Assert.Equal(400, status);
        AssertClear(body);
        Assert.Equal(["REQUEST_INVALID"], CodesOf(body));
    }

    [Theory]
    [InlineData("partners", "where: $w", """{ "or": [*] }""", """{ "slug": { "eq": "bt" } }""")]
    [InlineData("partners", "where: $w", """{ "or": [*] }""", "{}")]
    [InlineData("partners", "where: $w", """{ "and": [*] }""", """{ "slug": {} }""")]
    [InlineData("partners", "where: $w", """{ "slug": { "or": [*] } }""", """{ "ncontains": "x" }""")]
    [InlineData("partners", "where: { activities: { some: { participants: { some: { or: [$w] } } } } }", """{ "or": [*] }""", "{}")]
    public async Task A_filter_of_thousands_of_comparisons_is_refused_and_does_not_end_the_process(string list, string arguments, string filter, string part)
    {
        var type = arguments.Contains("participants") ? "OrganisationFilterInput!" : "PartnerFilterInput";
        var variables = $$"""{ "w": {{filter.Replace("*", string.Join(',', Enumerable.Repeat(part, 99_000 / (part.Length + 1) - 20)))}} }""";
        foreach (var fields in (string[])["totalCount", "nodes { slug }"])
        {
            var (status, body) = await SendAsync($$"""{"query":"query($w: {{type}}) { {{list}}({{arguments}}) { {{fields}} } }","variables":{{variables}}}""");

            Assert.Equal(200, status);
            AssertClear(body);
            Assert.Equal(["VALIDATION_FAILED"], CodesOf(body));
        }
    }

    [Fact]
    public async Task A_filter_may_have_many_comparisons_and_very_many_values()
    {
        var many = string.Join(',', Enumerable.Repeat("""{ slug: { ncontains: \"x\" } }""", 200));
        var values = string.Join(',', Enumerable.Repeat("\"bt\"", 5000));
        foreach (var request in (string[])[
            $$"""{"query":"{ partners(where: { or: [{{many}}] }) { totalCount } }"}""",
            $$"""{"query":"{ partners(where: { and: [{{many}}] }) { totalCount } }"}""",
            $$"""{"query":"query($slugs: [String!]) { partners(where: { slug: { in: $slugs } }) { totalCount } }","variables":{"slugs":[{{values}}] } }"""])
        {
            var (status, body) = await SendAsync(request);

            Assert.Equal(200, status);
            Assert.DoesNotContain("errors", body);
        }
    }

    [Fact]
    public async Task What_goes_wrong_inside_is_told_to_the_log_and_not_to_the_client()
    {
        using var own = new ApiHost();
        own.ChangeDatabase("UPDATE Organisations SET Sources = 'no JSON' WHERE Slug = 'bt'");

        var answer = (await own.PostAsync("""{ organisation(slug: "bt") { slug } }""")).GetRawText();

        AssertClear(answer);
        Assert.Equal(["INTERNAL_ERROR"], CodesOf(answer));
        Assert.Contains(own.Logs.Lines, line => line.Text.Contains("JsonException"));
    }

    private async Task<(int Status, string Body)> SendAsync(string json)
    {
        using var response = await host.Http.PostAsync("/graphql", new StringContent(json, Encoding.UTF8, "application/json"));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string[] CodesOf(string body) =>
        [.. JsonDocument.Parse(body).RootElement.List("errors").Select(error => error.Text("extensions", "code")!)];

    private static void AssertClear(string body)
    {
        Assert.DoesNotMatch(Innards(), body);
        Assert.All(CodesOf(body), code => Assert.Matches("^[A-Z][A-Z_]+$", code));
        Assert.All(JsonDocument.Parse(body).RootElement.List("errors"), error => Assert.False(string.IsNullOrWhiteSpace(error.Text("message"))));
    }

    [GeneratedRegex(@"Exception|\bat [\w.]+\(|System\.|Microsoft\.(EntityFrameworkCore|Data)|\.cs\b|SQLite")]
    private static partial Regex Innards();
}
