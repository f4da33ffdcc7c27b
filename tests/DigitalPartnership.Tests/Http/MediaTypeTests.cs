using System.Text;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class MediaTypeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(null, Requests.Json)]
    [InlineData("*/*", Requests.Json)]
    [InlineData("application/*", Requests.Json)]
    [InlineData("application/json", Requests.Json)]
    [InlineData("application/graphql-response+json", Requests.GraphQL)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", Requests.GraphQL)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Requests.Json)]
    [InlineData("application/json;q=0, */*", Requests.GraphQL)]
    [InlineData("APPLICATION/JSON; charset=UTF-8", Requests.Json)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Requests.Json)]
    public async Task The_answer_comes_in_the_type_that_the_client_likes_best(string? accept, string expected)
    {
        var answer = await host.SendBodyAsync(Requests.Query, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((200, expected), (answer.Status, answer.MediaType));
        Assert.Equal("utf-8", answer.Content.ContentType!.CharSet);
        Assert.Contains("Accept", answer.Headers.Vary);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml, text/*")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json;q=0")]
    public async Task A_client_that_takes_neither_type_gets_406(string accept)
    {
        var answer = await host.SendBodyAsync(Requests.Query, ("Accept", accept));

        Assert.Equal((406, "NOT_ACCEPTABLE"), (answer.Status, answer.Code));
        Assert.Contains(Requests.GraphQL, answer.Message);
    }

    [Theory]
    [InlineData("{ __typename", "SYNTAX_ERROR")]
    [InlineData("{ nothing }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("query($day: Date!) { taxonomy(asOf: $day) { total } }", "INVALID_VALUE")]
    [InlineData("mutation { anything }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("subscription { changes { kind } }", "EVENT_STREAM_REQUIRED")]
    public async Task A_document_that_cannot_be_executed_is_200_in_the_older_type_and_400_in_the_newer(string query, string code)
    {
        var older = await host.QueryAsync(query, ("Accept", Requests.Json));
        var newer = await host.QueryAsync(query, ("Accept", Requests.GraphQL));

        Assert.Equal((200, code), (older.Status, older.Code));
        Assert.Equal((400, code), (newer.Status, newer.Code));
        Assert.False(newer.Json.TryGetProperty("data", out _));
        newer.AssertTellsNothingOfTheInside();
    }

    [Fact]
    public async Task A_field_that_fails_leaves_the_rest_of_the_answer_and_the_status_200()
    {
        var answer = await host.QueryAsync("""{ node(id: "zzz") { id } taxonomy { total } }""", ("Accept", Requests.GraphQL));

        Assert.Equal((200, "ID_INVALID"), (answer.Status, answer.Code));
        Assert.Equal("node", answer.Json.GetProperty("errors")[0].GetProperty("path")[0].GetString());
        Assert.True(answer.Json.GetProperty("data").GetProperty("taxonomy").GetProperty("total").GetInt32() > 0);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task A_POST_is_taken_as_JSON_in_UTF8(string contentType)
    {
        var answer = await host.SendBodyAsync(Encoding.UTF8.GetBytes(Requests.Query), contentType);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Query", answer.Json.GetProperty("data").GetProperty("__typename").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("no media type at all")]
    public async Task A_POST_of_another_type_gets_415(string? contentType)
    {
        var answer = await host.SendBodyAsync(Encoding.UTF8.GetBytes(Requests.Query), contentType);

        Assert.Equal((415, "MEDIA_TYPE_UNSUPPORTED"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_compressed_POST_gets_415_instead_of_a_guess()
    {
        var answer = await host.SendBodyAsync(Requests.Query, ("Content-Encoding", "gzip"));

        Assert.Equal((415, "MEDIA_TYPE_UNSUPPORTED"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Letters_beyond_ASCII_come_back_as_they_are()
    {
        var answer = await host.QueryAsync("""{ partners(where: { name: { contains: "téléf" } }) { nodes { name } } }""");

        Assert.Contains("Telefónica", answer.Body);
    }
}
