using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Answers;

/// <summary>Hosts that keep answers, and what came from them byte by byte.</summary>
internal static class CachedHost
{
    /// <summary>A host that keeps answers, as it does by default outside the tests.</summary>
    public static ApiHost New(params (string Key, string Value)[] settings) =>
        ApiHost.With(settings.Any(setting => setting.Key == "Answers:CacheMegabytes") ? settings : [("Answers:CacheMegabytes", "16"), .. settings]);

    /// <summary>Another instance on the database of a host.</summary>
    public static ApiHost Beside(ApiHost host, params (string Key, string Value)[] settings) => ApiHost.On(host, settings);

    /// <summary>Lets a host live by the clock on the wall.</summary>
    public static ApiHost InRealTime(this ApiHost host)
    {
        host.Wiring = services => services.AddSingleton(TimeProvider.System);
        return host;
    }

    /// <summary>Sends a question by POST, as a client writes it.</summary>
    public static Task<Sent> PostPlainAsync(this ApiHost host, string body, params (string Name, string Value)[] headers) =>
        host.SendPlainAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) }, headers);

    /// <summary>Sends a question by GET.</summary>
    public static Task<Sent> GetPlainAsync(this ApiHost host, string query, params (string Name, string Value)[] headers) =>
        host.SendPlainAsync(new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}"), headers);

    private static async Task<Sent> SendPlainAsync(this ApiHost host, HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            foreach (var (name, value) in headers)
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            host.Sql.Clear();
            using var response = await host.Http.SendAsync(request);
            return new Sent(response, await response.Content.ReadAsByteArrayAsync(), host.Sql.Statements.Count > 0);
        }
    }

    /// <summary>What came back.</summary>
    /// <param name="Response">Status and headers.</param>
    /// <param name="Body">The bytes, packed as they came.</param>
    /// <param name="AskedDatabase">Whether anything was asked of the database meanwhile.</param>
    internal sealed record Sent(HttpResponseMessage Response, byte[] Body, bool AskedDatabase)
    {
        public int Status => (int)Response.StatusCode;
        public string Text => Encoding.UTF8.GetString(Body);
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
        public string? Tag => Response.Headers.ETag?.ToString();
        public string? CacheControl => Response.Headers.CacheControl?.ToString();
    }
}
