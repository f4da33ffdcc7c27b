using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class RequestReadingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{ "query": "query($s: String!) { search(text: $s) { totalCount } }", "variables": { "s": "\ud800" } }""")]
    [InlineData("""{ "query": "{ search(text: \"\ud800\") { totalCount } }" }""")]
    [InlineData("""{ "query": "{ __typename }", "\ud800": 1 }""")]
    public async Task Half_a_character_is_the_senders_fault(string body)
    {
        using var response = await host.Http.PostAsync("/graphql", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("REQUEST_INVALID", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null, 100_001, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("secretariat", 2_900_000, HttpStatusCode.OK)]
    [InlineData("secretariat", 3_000_001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Callers_who_have_signed_in_may_send_more(string? subject, int bytes, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename }", extensions = new { filler = new string('x', bytes) } }) };
        if (subject is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.For(subject, []));

        using var response = await host.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }
}
