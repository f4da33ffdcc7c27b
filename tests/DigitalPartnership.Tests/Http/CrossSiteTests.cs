using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class CrossSiteTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Site = "https://site.example";

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "anything")]
    [InlineData("Origin", Site)]
    [InlineData("Origin", "null")]
    public async Task A_GET_that_another_site_sends_in_the_name_of_its_visitor_is_refused(string header, string value)
    {
        var refused = await host.GetAsync([("query", "{ __typename }")], (header, value));
        var asked = await host.GetAsync([("query", "{ __typename }")], (header, value), ("GraphQL-Preflight", "1"));

        Assert.Equal((403, "PREFLIGHT_REQUIRED"), (refused.Status, refused.Code));
        Assert.Contains("GraphQL-Preflight", refused.Message);
        Assert.Equal(200, asked.Status);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task A_GET_from_our_own_page_or_from_the_address_bar_is_answered(string site)
    {
        Assert.Equal(200, (await host.GetAsync([("query", "{ __typename }")], ("Sec-Fetch-Site", site))).Status);
    }

    [Fact]
    public async Task A_browser_without_fetch_metadata_is_known_by_its_origin()
    {
        var own = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal(200, (await host.GetAsync([("query", "{ __typename }")], ("Origin", own))).Status);
        Assert.Equal(403, (await host.GetAsync([("query", "{ __typename }")], ("Origin", own + "0"))).Status);
    }

    [Fact]
    public async Task A_simple_form_of_another_site_cannot_POST()
    {
        var form = new FormUrlEncodedContent([new("query", "{ __typename }")]);

        Assert.Equal(415, (await host.SendAsync(HttpMethod.Post, "/graphql", form, ("Origin", Site))).Status);
    }

    [Fact]
    public async Task Only_configured_sites_may_read_answers()
    {
        using var open = ApiHost.With(("Cors:Origins:0", Site));

        var allowed = await open.SendBodyAsync(Requests.Query, ("Origin", Site));
        var other = await open.SendBodyAsync(Requests.Query, ("Origin", "https://other.example"));
        var closed = await host.SendBodyAsync(Requests.Query, ("Origin", Site));

        Assert.Equal(Site, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(closed.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_preflight_of_a_configured_site_allows_what_a_GraphQL_client_sends()
    {
        using var open = ApiHost.With(("Cors:Origins:0", Site));
        (string, string)[] preflight = [("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,graphql-preflight")];

        var allowed = await open.SendAsync(HttpMethod.Options, "/graphql", null, [("Origin", Site), .. preflight]);
        var other = await open.SendAsync(HttpMethod.Options, "/graphql", null, [("Origin", "https://other.example"), .. preflight]);

        Assert.Equal(204, allowed.Status);
        Assert.Equal(Site, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single());
        foreach (var header in (string[])["Authorization", "Content-Type", "GraphQL-Preflight"])
            Assert.Contains(header, allowed.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_configured_site_sees_why_it_is_refused()
    {
        using var open = ApiHost.With(("Cors:Origins:0", Site));

        var refused = await open.SendBodyAsync("{", ("Origin", Site));

        Assert.Equal(400, refused.Status);
        Assert.Equal(Site, refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        // What browsers keep from pages unless it is named: when to ask again, and by what to ask whether anything is new.
        Assert.Equal("ETag,Retry-After", refused.Headers.GetValues("Access-Control-Expose-Headers").Single());
    }
}
