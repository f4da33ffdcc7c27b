using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class MethodTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Other_methods_than_GET_and_POST_get_405_and_are_told_which_to_use(string method)
    {
        var answer = await host.SendAsync(new HttpMethod(method), "/graphql");

        Assert.Equal(405, answer.Status);
        Assert.Equal(["GET", "POST"], answer.Content.Allow.Order());
        if (method is not "HEAD")
            Assert.Equal("METHOD_NOT_ALLOWED", answer.Code);
    }

    [Fact]
    public async Task A_GET_takes_query_variables_and_the_name_of_the_operation_from_the_address()
    {
        var answer = await host.GetAsync([
            ("query", "query A { __typename } query B($day: Date) { taxonomy(asOf: $day) { total } }"), ("operationName", "B"),
            ("variables", """{"day":"2022-06-08"}"""), ("extensions", "{}"), ("utm_source", "mail")]);

        Assert.Equal(200, answer.Status);
        Assert.Equal(25, answer.Json.GetProperty("data").GetProperty("taxonomy").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_form_may_leave_parameters_of_a_GET_empty()
    {
        var answer = await host.GetAsync([("query", "{ __typename }"), ("variables", ""), ("operationName", ""), ("extensions", "")]);

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.TryGetProperty("errors", out _), answer.Body);
    }

    [Theory]
    [InlineData("mutation { anything }", null)]
    [InlineData("query A { __typename } mutation B { anything }", "B")]
    public async Task A_GET_cannot_change_anything(string query, string? operation)
    {
        foreach (var accept in (string[])[Requests.Json, Requests.GraphQL])
        {
            var answer = await host.GetAsync(operation is null ? [("query", query)] : [("query", query), ("operationName", operation)], ("Accept", accept));

            Assert.Equal((405, "METHOD_NOT_ALLOWED"), (answer.Status, answer.Code));
            Assert.Equal(["POST"], answer.Content.Allow);
        }
    }

    [Theory]
    [InlineData("/graphql?query={__typename}&query={__typename}", "'query' is given more than once.")]
    [InlineData("/graphql?query={__typename}&variables={}&variables={}", "'variables' is given more than once.")]
    [InlineData("/graphql?query={__typename}&variables={", "'variables' is not valid JSON")]
    [InlineData("/graphql?query={__typename}&variables=[]", "'variables' must be a map.")]
    [InlineData("/graphql?query={__typename}&variables={},%22value%22:{}", "'variables' is not valid JSON")]
    [InlineData("/graphql?query={__typename}&extensions=7", "'extensions' must be a map.")]
    [InlineData("/graphql?variables={}", "The request has no 'query'.")]
    [InlineData("/graphql", "The request has no 'query'.")]
    public async Task A_GET_that_cannot_be_read_says_why(string address, string reason)
    {
        var answer = await host.SendAsync(HttpMethod.Get, address);

        Assert.Equal((400, "REQUEST_INVALID"), (answer.Status, answer.Code));
        Assert.StartsWith(reason, answer.Message);
    }
}
