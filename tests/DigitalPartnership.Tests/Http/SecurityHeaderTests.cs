using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class SecurityHeaderTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/?lang=de", 400)]
    [InlineData("GET", "/charts/engagement.svg", 200)]
    [InlineData("GET", "/charts/nothing.svg", 404)]
    [InlineData("GET", "/exports/partners.csv", 200)]
    [InlineData("GET", "/exports/activities.jsonl", 200)]
    [InlineData("GET", "/exports/nothing.csv", 404)]
    [InlineData("GET", "/exports/dictionary.json", 200)]
    [InlineData("GET", "/calendar.ics", 200)]
    [InlineData("GET", "/calendar/nothing.ics", 404)]
    [InlineData("GET", "/assessments/nothing", 404)]
    [InlineData("POST", "/assessments/nothing", 404)]
    [InlineData("GET", "/unsubscribe/nothing", 404)]
    [InlineData("GET", "/partners/icc/annex.docx", 401)]
    [InlineData("GET", "/graphql?query={__typename}", 200)]
    [InlineData("GET", "/graphql?sdl", 200)]
    [InlineData("GET", "/graphql", 400)]
    [InlineData("POST", "/graphql", 415)]
    [InlineData("DELETE", "/graphql", 405)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("GET", "/nothing", 404)]
    public async Task Every_answer_tells_browsers_to_trust_nothing(string method, string address, int status)
    {
        var answer = await host.SendAsync(new HttpMethod(method), address);

        Assert.Equal(status, answer.Status);
        AssertIsGuarded(answer, isPicture: address.Contains("engagement.svg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_inside_has_the_headers_too_and_a_code()
    {
        using var broken = new ApiHost();
        await broken.AskAsync("{ __typename }");
        broken.Sql.BeforeReading = _ => throw new InvalidOperationException("the secret of the cellar");

        foreach (var address in (string[])["/", "/charts/engagement.svg", "/assessments/x", "/exports/partners.csv"])
        {
            var answer = await broken.SendAsync(HttpMethod.Get, address);

            Assert.Equal((address, 500, "INTERNAL_ERROR"), (address, answer.Status, answer.Json.GetProperty("code").GetString()));
            Assert.DoesNotContain("cellar", answer.Body);
            AssertIsGuarded(answer);
        }
        Assert.Contains(broken.Logs.Lines, line => line.Text.Contains("the secret of the cellar"));
    }

    [Fact]
    public async Task An_error_of_the_rate_limit_has_them_too()
    {
        using var slow = ApiHost.With(("Limits:RequestsPerMinute", "1"));
        await slow.SendAsync(HttpMethod.Get, "/");

        AssertIsGuarded(await slow.SendAsync(HttpMethod.Get, "/"));
        AssertIsGuarded(await slow.SendBodyAsync(Requests.Query));
    }

    [Fact]
    public async Task Charts_may_stand_on_other_sites_and_answers_may_be_read_by_configured_ones()
    {
        using var open = ApiHost.With(("Cors:Origins:0", "https://site.example"));

        var chart = await open.SendAsync(HttpMethod.Get, "/charts/engagement.svg", null, ("Origin", "https://site.example"));
        var answer = await open.SendBodyAsync(Requests.Query, ("Origin", "https://site.example"));

        Assert.Equal("cross-origin", Value(chart, "Cross-Origin-Resource-Policy"));
        Assert.Equal("https://site.example", Value(answer, "Access-Control-Allow-Origin"));
    }

    private static void AssertIsGuarded(Answer answer, bool isPicture = false)
    {
        Assert.Equal("nosniff", Value(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Value(answer, "Referrer-Policy"));
        var policy = Value(answer, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("script-src", policy);
        Assert.Equal(!isPicture, policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal));
        Assert.Equal(isPicture ? "cross-origin" : "same-origin", Value(answer, "Cross-Origin-Resource-Policy"));
        if (answer.MediaType == "text/html")
        {
            Assert.Equal("same-origin", Value(answer, "Cross-Origin-Opener-Policy"));
            Assert.Contains("camera=()", Value(answer, "Permissions-Policy"));
        }
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static string Value(Answer answer, string header) => answer.Headers.GetValues(header).Single();
}
