using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;

namespace DigitalPartnership.Tests.Http;

/// <summary>How many requests whom is allowed. The networks are those that are kept for documentation.</summary>
public sealed class RateTests
{
    private static readonly (string Key, string Value)[] BehindProxy = [("Proxies:Networks:0", "127.0.0.0/8"), ("Proxies:Networks:1", "::1/128")];

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.200", "198.51.100.1")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1")]
    [InlineData("192.0.2.1:50000", "::ffff:192.0.2.7", "192.0.3.1")]
    public async Task Who_has_not_signed_in_is_counted_by_network(string one, string neighbour, string elsewhere)
    {
        using var host = ApiHost.With([("Limits:RequestsPerMinute", "2"), .. BehindProxy]);

        Assert.Equal(200, (await FromAsync(host, one)).Status);
        Assert.Equal(200, (await FromAsync(host, neighbour)).Status);
        var refused = await FromAsync(host, one);
        Assert.Equal(200, (await FromAsync(host, elsewhere)).Status);

        Assert.Equal((429, "RATE_LIMITED", Requests.Json), (refused.Status, refused.Code, refused.MediaType));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.True(refused.Headers.CacheControl is { NoStore: true });
    }

    [Fact]
    public async Task Who_has_signed_in_is_counted_alone_wherever_the_requests_come_from()
    {
        using var host = ApiHost.With([("Limits:RequestsPerMinute", "1"), ("Limits:SignedInRequestsPerMinute", "2"), .. BehindProxy]);
        var (one, other) = (Tokens.For("one", "admin"), Tokens.For("other", "admin"));

        Assert.Equal(200, (await FromAsync(host, "192.0.2.1", one)).Status);
        Assert.Equal(200, (await FromAsync(host, "198.51.100.1", one)).Status);
        Assert.Equal(429, (await FromAsync(host, "203.0.113.1", one)).Status);
        Assert.Equal(200, (await FromAsync(host, "192.0.2.1", other)).Status);
        Assert.Equal(200, (await FromAsync(host, "192.0.2.1")).Status);
        // A token that is not valid makes nobody anybody: it is counted with its network, and that has had its one.
        Assert.Equal(429, (await FromAsync(host, "192.0.2.1", one + "x")).Status);
    }

    [Fact]
    public async Task What_is_said_of_somebody_elses_address_counts_only_from_a_configured_proxy()
    {
        using var host = ApiHost.With([("Limits:RequestsPerMinute", "1"), ("Proxies:Networks:0", "192.0.2.0/24")]);

        Assert.Equal(200, (await FromAsync(host, "198.51.100.1")).Status);
        Assert.Equal(429, (await FromAsync(host, "203.0.113.1")).Status);
    }

    [Fact]
    public async Task Every_address_is_limited_but_the_probes()
    {
        using var host = ApiHost.With(("Limits:RequestsPerMinute", "1"));
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/")).Status);

        foreach (var address in (string[])["/", "/charts/engagement.svg", "/exports/partners.csv", "/calendar.ics", "/calendar/x.ics", "/assessments/x", "/unsubscribe/x", "/partners/icc/annex.docx", "/nothing"])
        {
            var answer = await host.SendAsync(HttpMethod.Get, address);

            Assert.Equal((address, 429, "application/problem+json"), (address, answer.Status, answer.MediaType));
            Assert.Equal("RATE_LIMITED", answer.Json.GetProperty("code").GetString());
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        Assert.Equal((429, Requests.GraphQL), ((await host.SendBodyAsync(Requests.Query, ("Accept", Requests.GraphQL))) is var graph ? (graph.Status, graph.MediaType) : default));
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/health/live")).Status);
            Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        }
    }

    [Fact]
    public async Task So_many_are_worked_on_together_others_wait_for_their_turn_and_who_finds_the_queue_full_is_refused()
    {
        using var host = ApiHost.With(("Limits:RequestsAtOnce", "1"));
        await host.AskAsync("{ partners { totalCount } }");
        var (gate, together, most) = (new TaskCompletionSource(), 0, 0);
        host.Sql.BeforeReading = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref together));
            await gate.Task;
            Interlocked.Decrement(ref together);
        };

        var asked = Enumerable.Range(0, 14).Select(_ => host.QueryAsync("{ partners { totalCount } }")).ToList();
        await SchedulerSteps.UntilAsync(() => asked.Count(answer => answer.IsCompleted) == 3);
        var refused = await asked.First(answer => answer.IsCompleted);
        gate.SetResult();
        var answers = await Task.WhenAll(asked);

        Assert.Equal((429, "RATE_LIMITED"), (refused.Status, refused.Code));
        Assert.Equal(11, answers.Count(answer => answer.Status == 200));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task After_the_time_that_the_refusal_names_there_is_an_answer_again()
    {
        using var host = ApiHost.With(("Limits:RequestsPerMinute", "60"));
        Answer answer;
        do
            answer = await FromAsync(host, "");
        while (answer.Status == 200);

        for (var tries = 0; answer.Status == 429 && tries < 20; tries++)
        {
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
            answer = await FromAsync(host, "");
        }

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("Limits:RequestsPerMinute", "0")]
    [InlineData("Limits:BodyBytes", "100000")]
    public async Task The_limit_can_be_ended_and_spares_the_machine_itself_unless_it_is_asked_for(string key, string value)
    {
        using var host = ApiHost.With((key, value));

        for (var times = 0; times < 700; times++)
            Assert.Equal(200, (await FromAsync(host, "")).Status);
    }

    [Fact]
    public async Task Every_network_but_the_machine_itself_is_limited_without_being_asked_for()
    {
        using var host = ApiHost.With(BehindProxy);
        var answered = 0;
        while ((await FromAsync(host, "192.0.2.1")).Status == 200)
            answered++;

        // While they were sent some came back.
        Assert.InRange(answered, 600, 10_000);
    }

    [Fact, Trait("Long", "true")]
    public async Task Probes_have_a_rate_of_their_own_and_whether_the_host_is_alive_is_always_told()
    {
        using var host = ApiHost.With(BehindProxy);
        Task<Answer> ProbeAsync(string address) => host.SendAsync(HttpMethod.Get, address, null, ("X-Forwarded-For", "192.0.2.1"));
        var answered = 0;
        Answer refused;
        while ((refused = await ProbeAsync("/health/ready")).Status == 200 && answered < 10_000)
            answered++;

        Assert.InRange(answered, 600, 10_000);
        Assert.Equal((429, "RATE_LIMITED"), (refused.Status, refused.Json.GetProperty("code").GetString()));
        Assert.Equal(200, (await ProbeAsync("/health/live")).Status);
        Assert.Equal(200, (await FromAsync(host, "192.0.2.1")).Status);
    }

    private static Task<Answer> FromAsync(ApiHost host, string address, string? token = null) => host.SendBodyAsync(Requests.Query,
        [.. address.Length > 0 ? ((string, string)[])[("X-Forwarded-For", address)] : [], .. token is null ? ((string, string)[])[] : [("Authorization", $"Bearer {token}")]]);
}
