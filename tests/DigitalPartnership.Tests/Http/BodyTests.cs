using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class BodyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("", "The body is not valid JSON")]
    [InlineData("{", "The body is not valid JSON")]
    [InlineData("query { __typename }", "The body is not valid JSON")]
    [InlineData("""[{"query":"{ __typename }"}]""", "The body must be one JSON object; batches are not taken.")]
    [InlineData("\"text\"", "The body must be one JSON object")]
    [InlineData("null", "The body must be one JSON object")]
    [InlineData("{}", "The request has no 'query'.")]
    [InlineData("""{"query":""}""", "The request has no 'query'.")]
    [InlineData("""{"query":null}""", "The request has no 'query'.")]
    [InlineData("""{"query":{"a":1}}""", "'query' must be a text.")]
    [InlineData("""{"query":"{ __typename }","operationName":7}""", "'operationName' must be a text.")]
    [InlineData("""{"query":"{ __typename }","variables":"{}"}""", "'variables' must be a map.")]
    [InlineData("""{"query":"{ __typename }","variables":[1]}""", "'variables' must be a map.")]
    [InlineData("""{"query":"{ __typename }","extensions":true}""", "'extensions' must be a map.")]
    [InlineData("""{"query":"{ __typename }","query":"{ nothing }"}""", "The body is not valid JSON, is nested too deep or names something twice.")]
    [InlineData("""{"query":"{ __typename }","variables":{"a":1,"a":2}}""", "The body is not valid JSON, is nested too deep or names something twice.")]
    [InlineData("""{"query":"{ __typename \ud800 }"}""", "The request holds a text that is not Unicode.")]
    [InlineData("""{"query":"{ __typename }","variables":{"a":"\udfff"}}""", "The request holds a text that is not Unicode.")]
    [InlineData("""{"query":"{ __typename }","variables":{"\ud800":1}}""", "The ")]
    public async Task A_body_that_cannot_be_read_says_why(string body, string reason)
    {
        foreach (var accept in (string[])[Requests.Json, Requests.GraphQL])
        {
            var answer = await host.SendBodyAsync(body, ("Accept", accept));

            Assert.Equal((400, "REQUEST_INVALID", accept), (answer.Status, answer.Code, answer.MediaType));
            Assert.StartsWith(reason, answer.Message);
            answer.AssertTellsNothingOfTheInside();
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused_wherever_they_stand()
    {
        foreach (var json in (string[])["""{"query":"{ __typename ÿ }"}""", """{"query":"{ __typename }","variables":{"a":"ÿ"}}""", """{"ÿ":1,"query":"{ __typename }"}"""])
        {
            var answer = await host.SendBodyAsync(Encoding.Latin1.GetBytes(json), Requests.Json);

            Assert.Equal((400, "REQUEST_INVALID", "The body is not UTF-8."), (answer.Status, answer.Code, answer.Message));
        }
    }

    [Fact]
    public async Task Nulls_and_members_of_no_meaning_are_passed_over()
    {
        var answer = await host.SendBodyAsync("""{"query":"{ __typename }","operationName":null,"variables":null,"extensions":null,"id":"doc-1"}""");

        Assert.Equal("""{"__typename":"Query"}""", answer.Json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Any_writing_can_be_searched_for_and_comes_back_whole_in_an_error()
    {
        foreach (var text in (string[])["Ελλάδα", "日本語", "🏛️ a", "e\u0301", "a\u0000b", "\u202Ea"])
        {
            var found = await host.SendBodyAsync(JsonSerializer.Serialize(new { query = "query($text: String!) { search(text: $text) { totalCount } }", variables = new { text } }));
            var refused = await host.SendBodyAsync(JsonSerializer.Serialize(new { query = "query($day: Date) { taxonomy(asOf: $day) { total } }", variables = new { day = text } }));

            Assert.True(found.Json.TryGetProperty("data", out _) && !found.Json.TryGetProperty("errors", out _), found.Body);
            Assert.Contains(text, refused.Message);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_gets_413_whether_or_not_its_length_is_announced()
    {
        var large = JsonSerializer.SerializeToUtf8Bytes(new { query = "{ __typename }" + new string(' ', 100_000) });

        var announced = await host.SendBodyAsync(large, Requests.Json);
        var streamed = await host.SendAsync(HttpMethod.Post, "/graphql", new StreamContent(new NoLength(large)) { Headers = { ContentType = new(Requests.Json) } }, ("Transfer-Encoding", "chunked"));

        Assert.Equal((413, "DOCUMENT_TOO_LARGE"), (announced.Status, announced.Code));
        Assert.Equal((413, "DOCUMENT_TOO_LARGE"), (streamed.Status, streamed.Code));
        Assert.Contains("100000 bytes", streamed.Message);
    }

    [Fact]
    public async Task The_limit_of_the_body_can_be_configured_and_holds_for_addresses_too()
    {
        using var small = ApiHost.With(("Limits:BodyBytes", "200"));

        Assert.Equal(200, (await small.QueryAsync("{ __typename }" + new string(' ', 100))).Status);
        Assert.Equal(413, (await small.QueryAsync("{ __typename }" + new string(' ', 200))).Status);
        Assert.Equal(413, (await small.GetAsync([("query", "{ __typename }" + new string(' ', 200))])).Status);
    }

    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
