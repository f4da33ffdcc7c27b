using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Api.Http;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Http;

/// <summary>Behind a proxy that keeps its connections, two requests on one of them are those of two people.</summary>
public sealed class OneConnectionTests
{
    [Fact]
    public async Task What_came_with_a_request_is_gone_with_the_next_on_its_connection()
    {
        var watch = new Watch();
        using var host = new ApiHost { Wiring = services => services.AddSingleton<IStartupFilter>(watch) };
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = host.Http.BaseAddress };

        using var mine = new HttpRequestMessage(HttpMethod.Get, "/assessments/my-token?lang=fr");
        mine.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Admin);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(mine)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        var asked = new { query = "{ viewer { roles } }" };
        using var signedIn = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(asked) };
        signedIn.Headers.Authorization = mine.Headers.Authorization;
        using var me = await client.SendAsync(signedIn);
        using var you = await client.PostAsJsonAsync("/graphql", asked);

        Assert.Equal(["my-token /assessments/my-token?lang=fr", " /", " /graphql", " /graphql"], watch.Seen);
        Assert.Single(watch.Connections.Distinct());
        Assert.All(watch.Left, left => Assert.Equal((0, false), left));
        Assert.Contains("admin", await me.Content.ReadAsStringAsync());
        Assert.Equal(JsonValueKind.Null, (await you.Content.ReadFromJsonAsync<JsonElement>()).At("data", "viewer").ValueKind);
    }

    [Fact]
    public async Task What_goes_on_at_once_in_the_streams_of_a_connection_stays_apart()
    {
        const int Streams = 40;
        var watch = new Watch();
        using var host = new ApiHost
        {
            Wiring = services => services.AddSingleton<IStartupFilter>(watch)
                .Configure<KestrelServerOptions>(server => server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)),
        };
        using var client = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = false })
        {
            BaseAddress = host.Http.BaseAddress,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        watch.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var asked = Enumerable.Range(0, Streams).Select(at => AskAsync(client, at)).ToList();
        await SchedulerSteps.UntilAsync(() => watch.Seen.Count >= Streams || asked.Any(answer => answer.IsCompleted));
        watch.Gate.SetResult();
        var answers = await Task.WhenAll(asked);
        var again = await Task.WhenAll(Enumerable.Range(0, Streams).Select(at => AskAsync(client, at + 1)));

        Assert.Single(watch.Connections.Distinct());
        Assert.All(watch.Left, left => Assert.Equal((0, false), left));
        Assert.Equal(Enumerable.Range(0, Streams).Select(Expected), answers);
        Assert.Equal(Enumerable.Range(1, Streams).Select(Expected), again);
        Assert.Equal(
            Enumerable.Range(0, Streams).Concat(Enumerable.Range(1, Streams)).Where(at => at % 3 == 2).Select(at => $"token-{at} /assessments/token-{at}").Order(),
            watch.Seen.Where(seen => seen.Contains("/assessments/", StringComparison.Ordinal)).Order());
    }

    private static string Expected(int at) => at % 3 == 0 ? $"caller {at}" : at % 3 == 1 ? "nobody" : "NotFound";

    // Somebody, nobody, and whoever holds a personal link, in turns.
    private static async Task<string> AskAsync(HttpClient client, int at)
    {
        if (at % 3 == 2)
            return $"{(await client.GetAsync($"/assessments/token-{at}")).StatusCode}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Content = JsonContent.Create(new { query = "{ viewer { name } }" }),
        };
        if (at % 3 == 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.For($"caller-{at}", "admin", ("name", $"caller {at}")));
        using var answer = await client.SendAsync(request);
        var viewer = (await answer.Content.ReadFromJsonAsync<JsonElement>()).At("data", "viewer");
        return viewer.ValueKind is JsonValueKind.Null ? "nobody" : viewer.GetProperty("name").GetString()!;
    }

    /// <summary>Looks at each request before anything else does.</summary>
    private sealed class Watch : IStartupFilter
    {
        public ConcurrentQueue<string> Seen { get; } = [];
        public ConcurrentQueue<string> Connections { get; } = [];

        /// <summary>How many items beside those of its own path a request has before anybody has given it one, and whether somebody is signed in.</summary>
        public ConcurrentQueue<(int Items, bool IsSignedIn)> Left { get; } = [];

        /// <summary>What requests wait for, where there is something.</summary>
        public TaskCompletionSource? Gate { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, others) =>
            {
                Seen.Enqueue($"{http.SecretToken()} {http.AskedPath()}{http.Request.QueryString}");
                Connections.Enqueue(http.Connection.Id);
                Left.Enqueue((http.Items.Count - (http.SecretToken().Length > 0 ? 2 : 0), http.User.Identity?.IsAuthenticated is true));
                if (Gate is { } gate)
                    await gate.Task;
                await others(http);
            });
            next(app);
        };
    }
}
