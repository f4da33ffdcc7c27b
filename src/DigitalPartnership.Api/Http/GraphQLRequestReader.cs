using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>A request that is no GraphQL request: the answer's status and the error in it.</summary>
internal sealed class HttpFault(int status, string code, string message, double? limit = null) : Exception(message)
{
    /// <summary>What is allowed, where the request was refused for asking too much.</summary>
    public double? Limit => limit;

    public int Status => status;
    public string Code => code;
}

/// <summary>A GraphQL request as it was read.</summary>
/// <param name="Asked">The request; it has either the text of a document or the id of one.</param>
/// <param name="Variables">The variables as they were sent.</param>
internal sealed record ReadRequest(GraphQLRequest Asked, JsonElement Variables);

/// <summary>Reads GraphQL requests out of HTTP requests, as the GraphQL over HTTP specification has them.</summary>
internal static class GraphQLRequestReader
{
    private static readonly string[] Parameters = ["query", "documentId", "operationName", "variables", "extensions"];

    /// <exception cref="HttpFault">The request cannot be read, or is larger than the caller may send.</exception>
    public static async Task<ReadRequest> ReadAsync(HttpRequest request, int mostBytes, IGraphQLTextSerializer serializer)
    {
        var fields = HttpMethods.IsPost(request.Method) ? await ReadBodyAsync(request, mostBytes) : ReadAddress(request, mostBytes);
        try
        {
            return Read(fields, serializer);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // JSON can write half a surrogate pair, which no text can hold.
            throw Invalid("The request holds a text that is not Unicode.");
        }
    }

    private static ReadRequest Read(Dictionary<string, JsonElement> fields, IGraphQLTextSerializer serializer)
    {
        var query = Text(fields, "query");
        var id = Text(fields, "documentId");
        if (string.IsNullOrEmpty(query) && string.IsNullOrEmpty(id))
            id = PersistedQuery(fields) ?? throw Invalid("The request has no 'query'.");
        else if (!string.IsNullOrEmpty(query) && !string.IsNullOrEmpty(id))
            throw Invalid("The request has both 'query' and 'documentId'; only one may be given.");
        var asked = new GraphQLRequest
        {
            Query = query,
            DocumentId = id,
            OperationName = Text(fields, "operationName"),
            Variables = Map(fields, "variables", serializer),
            Extensions = Map(fields, "extensions", serializer),
        };
        return new ReadRequest(asked, fields.GetValueOrDefault("variables"));
    }

    /// <summary>The id of a document as Apollo's clients send it.</summary>
    private static string? PersistedQuery(Dictionary<string, JsonElement> fields) =>
        fields.GetValueOrDefault("extensions") is { ValueKind: JsonValueKind.Object } extensions
        && extensions.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind is JsonValueKind.Object
        && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind is JsonValueKind.String
            ? TrustedDocuments.Prefix + hash.GetString()
            : null;

    private static async Task<Dictionary<string, JsonElement>> ReadBodyAsync(HttpRequest request, int mostBytes)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || request.Headers.ContentEncoding.Count > 0)
        {
            throw new HttpFault(StatusCodes.Status415UnsupportedMediaType, "MEDIA_TYPE_UNSUPPORTED", "Send a POST request as application/json in UTF-8, not compressed.");
        }
        if (request.ContentLength > mostBytes)
            throw TooLarge(mostBytes);

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        // The server ends the reading itself when the client goes away, and complains where somebody else does.
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
            {
                body.Write(buffer, 0, read);
                if (body.Length > mostBytes)
                    throw TooLarge(mostBytes);
            }
        }
        finally
        {
            await ConnectionThreads.LeaveAsync();
        }
        var json = Parse(body.GetBuffer().AsMemory(0, (int)body.Length), "The body");
        if (json.ValueKind is not JsonValueKind.Object)
            throw Invalid("The body must be one JSON object; batches are not taken.");
        return Parameters.Where(name => json.TryGetProperty(name, out _)).ToDictionary(name => name, json.GetProperty);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json, string what)
    {
        try
        {
            if (!Utf8.IsValid(json.Span))
                throw Invalid($"{what} is not UTF-8.");
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Invalid($"{what} is not valid JSON, is nested too deep or names something twice.");
        }
    }

    private static Dictionary<string, JsonElement> ReadAddress(HttpRequest request, int mostBytes)
    {
        if (request.QueryString.Value?.Length > mostBytes)
            throw TooLarge(mostBytes);
        var fields = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in QueryHelpers.ParseQuery(request.QueryString.Value))
        {
            if (!Parameters.Contains(name))
                continue;
            if (value.Count != 1)
                throw Invalid($"'{name}' is given more than once.");
            if (value is [{ Length: > 0 } text])
                fields[name] = name is "variables" or "extensions" ? Parse(Encoding.UTF8.GetBytes(text), $"'{name}'") : JsonSerializer.SerializeToElement(text);
        }
        return fields;
    }

    private static string? Text(Dictionary<string, JsonElement> fields, string name) => fields.GetValueOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Invalid($"'{name}' must be a text."),
    };

    private static Inputs? Map(Dictionary<string, JsonElement> fields, string name, IGraphQLTextSerializer serializer) => fields.GetValueOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } map when HasLongNumber(map) => throw new HttpFault(StatusCodes.Status400BadRequest, LimitError.OfDigits().Code!, LimitError.OfDigits().Message, QueryLimits.MostDigits),
        { ValueKind: JsonValueKind.Object } map => serializer.Deserialize<Inputs>(map.GetRawText()),
        _ => throw Invalid($"'{name}' must be a map."),
    };

    private static bool HasLongNumber(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(json).Length > QueryLimits.MostDigits,
        JsonValueKind.Array => json.EnumerateArray().Any(HasLongNumber),
        JsonValueKind.Object => json.EnumerateObject().Any(member => HasLongNumber(member.Value)),
        _ => false,
    };

    private static HttpFault Invalid(string message) => new(StatusCodes.Status400BadRequest, "REQUEST_INVALID", message);

    private static HttpFault TooLarge(int mostBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, "DOCUMENT_TOO_LARGE", $"A request may have at most {mostBytes} bytes.", mostBytes);
}
