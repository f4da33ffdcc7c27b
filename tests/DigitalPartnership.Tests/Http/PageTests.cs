using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed partial class PageTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_query_on_the_first_page_works_as_its_form_sends_it()
    {
        var page = await host.SendAsync(HttpMethod.Get, "/");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));

        var query = QueryOfThePage().Match(page.Body).Groups[1].Value;
        var answer = await host.GetAsync([("query", query)], ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html,*/*;q=0.8"));

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.TryGetProperty("errors", out _), answer.Body);
        Assert.True(answer.Json.GetProperty("data").GetProperty("partners").GetProperty("totalCount").GetInt32() > 0);
    }

    [Fact]
    public async Task Every_link_of_the_first_page_leads_somewhere()
    {
        var page = await host.SendAsync(HttpMethod.Get, "/");
        var links = Link().Matches(page.Body).Select(link => link.Groups[1].Value).ToList();

        Assert.NotEmpty(links);
        foreach (var link in links)
            Assert.Equal((link, 200), (link, (await host.SendAsync(HttpMethod.Get, link)).Status));
    }

    [Theory]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql?sdl=")]
    public async Task The_schema_can_be_downloaded(string address)
    {
        var answer = await host.SendAsync(HttpMethod.Get, address, null, ("Accept", "text/html"));

        Assert.Equal((200, "text/plain"), (answer.Status, answer.MediaType));
        Assert.Equal("schema.graphql", answer.Content.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains("type Query {", answer.Body);
        Assert.Contains("type Partner implements", answer.Body);
    }

    [Fact]
    public async Task An_unknown_address_is_404()
    {
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Get, "/nothing")).Status);
    }

    [Theory]
    [InlineData("gzip", Requests.Json)]
    [InlineData("gzip", Requests.GraphQL)]
    [InlineData("br", Requests.Json)]
    [InlineData("br", Requests.GraphQL)]
    public async Task Answers_are_compressed_as_the_client_asks(string encoding, string accept)
    {
        const string Query = "/graphql?query={partners(first:50){nodes{name}}}";
        using var request = new HttpRequestMessage(HttpMethod.Get, Query) { Headers = { { "Accept-Encoding", encoding }, { "Accept", accept } } };
        using var response = await host.Http.SendAsync(request);
        var plain = await host.SendAsync(HttpMethod.Get, Query, null, ("Accept", accept));

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Empty(plain.Content.ContentEncoding);

        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding == "gzip" ? new GZipStream(packed, CompressionMode.Decompress) : new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        Assert.Equal(plain.Body, await reader.ReadToEndAsync());
    }

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex QueryOfThePage();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
