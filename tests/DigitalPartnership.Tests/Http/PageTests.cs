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
    [InlineData("/", null, "en")]
    [InlineData("/", "fr-CH, fr;q=0.9, en;q=0.8", "fr")]
    [InlineData("/", "de, en;q=0.5, fr;q=0.4", "en")]
    [InlineData("/", "de", "en")]
    [InlineData("/?lang=fr", "en", "fr")]
    [InlineData("/?lang=EN", "fr", "en")]
    public async Task The_first_page_speaks_the_readers_language(string address, string? accepted, string language)
    {
        var page = await host.SendAsync(HttpMethod.Get, address, null, accepted is null ? [] : [("Accept-Language", accepted)]);

        Assert.Equal(200, page.Status);
        Assert.Contains($"<html lang=\"{language}\">", page.Body);
        Assert.Equal([language], page.Content.ContentLanguage);
        Assert.Contains("Accept-Language", page.Headers.Vary);
        Assert.Contains(language == "fr" ? "Dernières activités" : "Latest activities", System.Net.WebUtility.HtmlDecode(page.Body));
        Assert.Contains($"href=\"/?lang={(language == "fr" ? "en" : "fr")}\"", page.Body);
    }

    [Theory]
    [InlineData("/?lang=de")]
    [InlineData("/?lang=")]
    [InlineData("/?lang=en&lang=fr")]
    public async Task The_first_page_refuses_other_languages(string address)
    {
        var answer = await host.SendAsync(HttpMethod.Get, address);

        Assert.Equal((400, "application/problem+json", "VALIDATION_FAILED"), (answer.Status, answer.MediaType, answer.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_first_page_lists_what_lies_ahead_and_runs_no_script()
    {
        using var own = new ApiHost();
        own.Time.SetUtcNow(new DateTimeOffset(2022, 6, 9, 10, 0, 0, TimeSpan.Zero));
        own.ChangeDatabase("UPDATE Activities SET Title = 'The <next> one', Date_Earliest = '2022-06-30', Date_Latest = '2022-06-30', Date_Edtf = '2022-06-30' WHERE Row = 46 OR Row = 1");

        var page = System.Net.WebUtility.HtmlDecode((await own.SendAsync(HttpMethod.Get, "/")).Body);

        Assert.Contains("Next activities", page);
        Assert.Contains("The <next> one", page);
        Assert.DoesNotContain("Octopus Conference</div>", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("<dt>active partners</dt><dd>25</dd>", page);
        Assert.Equal(2, page.Split("<svg ").Length - 1);
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
