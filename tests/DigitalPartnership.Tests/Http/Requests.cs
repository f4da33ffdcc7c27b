using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

/// <summary>What came back, as a client sees it.</summary>
public sealed record Answer(int Status, string? MediaType, string Body, HttpResponseHeaders Headers, HttpContentHeaders Content)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The code of the first error.</summary>
    public string? Code => Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    public string? Message => Json.GetProperty("errors")[0].GetProperty("message").GetString();
}

/// <summary>Sends requests that the ordinary helpers of the host cannot make.</summary>
public static class Requests
{
    public const string Json = "application/json";
    public const string GraphQL = "application/graphql-response+json";
    public const string Query = """{"query":"{ __typename }"}""";

    // As clients write it: a quotation mark takes two bytes and not six.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<Answer> SendBodyAsync(this ApiHost host, string body, params (string Name, string Value)[] headers) =>
        host.SendBodyAsync(Encoding.UTF8.GetBytes(body), Json, headers);

    public static Task<Answer> SendBodyAsync(this ApiHost host, byte[] body, string? contentType, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return host.SendAsync(HttpMethod.Post, "/graphql", content, headers);
    }

    /// <summary>Asks a query by POST.</summary>
    public static Task<Answer> QueryAsync(this ApiHost host, string query, params (string Name, string Value)[] headers) =>
        host.SendBodyAsync(JsonSerializer.Serialize(new { query }, Plain), headers);

    /// <summary>Asks by GET with the parameters given.</summary>
    public static Task<Answer> GetAsync(this ApiHost host, (string Name, string Value)[] parameters, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Get, "/graphql?" + string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}")), null, headers);

    public static async Task<Answer> SendAsync(this ApiHost host, HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                content!.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await host.Http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>Nothing of the inside is told: no exception, no stack, no path, no SQL.</summary>
    public static void AssertTellsNothingOfTheInside(this Answer answer)
    {
        foreach (var word in (string[])["Exception", "   at ", ".cs", "SQLite", "SELECT ", "Microsoft", "System.", "/tmp", ".db"])
            Assert.DoesNotContain(word, answer.Body, StringComparison.Ordinal);
        Assert.NotEqual((int)HttpStatusCode.InternalServerError, answer.Status);
    }
}
