using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Pages;

namespace DigitalPartnership.Tests.Http;

/// <summary>How the host behaves outside development, reached plainly and behind a proxy that ends TLS.</summary>
public sealed class SecureTransportTests
{
    private const string Site = "partnership.example";

    private static readonly (string Key, string Value)[] Deployed =
        [("environment", "Production"), ("Site:PublicUrl", $"https://{Site}"), ("Proxies:Networks:0", "127.0.0.0/8"), ("Proxies:Networks:1", "::1/128")];

    [Fact]
    public async Task Without_a_way_to_HTTPS_a_plain_request_is_answered()
    {
        using var host = ApiHost.With(("environment", "Production"));

        foreach (var scheme in (string?[])[null, "http", "https"])
        {
            var page = await AskAsync(host, "/", scheme);

            Assert.Equal(200, page.Status);
            Assert.False(page.Answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_plain_requests_are_led_on_and_the_others_told_to_stay()
    {
        using var host = ApiHost.With(Deployed);

        var plain = await AskAsync(host, "/charts/engagement.svg?lang=fr", "http");
        var secure = await AskAsync(host, "/", "https");

        Assert.Equal((307, $"https://{Site}/charts/engagement.svg?lang=fr"), (plain.Status, plain.Location?.ToString()));
        Assert.Equal(200, secure.Status);
        Assert.StartsWith("max-age=31536000", secure.Answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task A_personal_link_is_led_on_whole_and_its_token_stands_in_no_log()
    {
        using var host = ApiHost.With([.. Deployed, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")]);

        var plain = await AskAsync(host, "/assessments/a-token?lang=fr", "http");

        Assert.Equal((307, $"https://{Site}/assessments/a-token?lang=fr"), (plain.Status, plain.Location?.ToString()));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains("a-token"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probes_are_answered_where_they_ask(string address)
    {
        using var host = ApiHost.With(Deployed);

        Assert.Equal(200, (await AskAsync(host, address, scheme: null)).Status);
    }

    [Fact]
    public async Task In_development_nobody_is_led_anywhere()
    {
        using var host = ApiHost.With(Deployed[1..]);

        Assert.Equal(200, (await AskAsync(host, "/", "http")).Status);
        Assert.False((await AskAsync(host, "/", "https")).Answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public void A_network_that_is_none_stops_the_start()
    {
        using var host = ApiHost.With(("Proxies:Networks:0", "somewhere"));

        var fault = Assert.ThrowsAny<Exception>(() => host.Http);

        Assert.Contains("'somewhere', which is no network", fault.ToString());
    }

    private static Task<Page> AskAsync(ApiHost host, string address, string? scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = Site } };
        if (scheme is not null)
            request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        return host.BrowseAsync(request);
    }
}
