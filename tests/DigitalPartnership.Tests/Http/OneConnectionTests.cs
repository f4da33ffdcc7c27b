using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Api.Http;
using DigitalPartnership.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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

    /// <summary>Looks at each request before anything else does.</summary>
    private sealed class Watch : IStartupFilter
    {
        public ConcurrentQueue<string> Seen { get; } = [];
        public ConcurrentQueue<string> Connections { get; } = [];

        /// <summary>How many items beside those of its own path a request has before anybody has given it one, and whether somebody is signed in.</summary>
        public ConcurrentQueue<(int Items, bool IsSignedIn)> Left { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, others) =>
            {
                Seen.Enqueue($"{http.SecretToken()} {http.AskedPath()}{http.Request.QueryString}");
                Connections.Enqueue(http.Connection.Id);
                Left.Enqueue((http.Items.Count - (http.SecretToken().Length > 0 ? 2 : 0), http.User.Identity?.IsAuthenticated is true));
                return others(http);
            });
            next(app);
        };
    }
}
