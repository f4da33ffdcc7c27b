using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>A request that is no GraphQL request: the answer's status and the error in it.</summary>
internal sealed class HttpFault(int status, string code, string message) : Exception(message)
{
    public int Status => status;
    public string Code => code;
}

/// <summary>Reads GraphQL requests out of HTTP requests, as the GraphQL over HTTP specification has them.</summary>
internal static class GraphQLRequestReader
{
    private static readonly string[] Parameters = ["query", "operationName", "variables", "extensions"];

    /// <exception cref="HttpFault">The request cannot be read.</exception>
    public static async Task<GraphQLRequest> ReadAsync(HttpRequest request, HttpLimits limits, IGraphQLTextSerializer serializer)
    {
        var fields = HttpMethods.IsPost(request.Method) ? await ReadBodyAsync(request, limits) : ReadAddress(request, limits);
        var query = Text(fields, "query");
        if (string.IsNullOrEmpty(query))
            throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", "The request has no 'query'.");
        return new GraphQLRequest
        {
            Query = query,
            OperationName = Text(fields, "operationName"),
            Variables = Map(fields, "variables", serializer),
            Extensions = Map(fields, "extensions", serializer),
        };
    }

    private static async Task<Dictionary<string, JsonElement>> ReadBodyAsync(HttpRequest request, HttpLimits limits)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new HttpFault(StatusCodes.Status415UnsupportedMediaType, "MEDIA_TYPE_UNSUPPORTED", "Send a POST request as application/json in UTF-8.");
        }
        if (request.ContentLength > limits.BodyBytes)
            throw TooLarge(limits);

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limits.BodyBytes)
                throw TooLarge(limits);
        }
        return Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private static Dictionary<string, JsonElement> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", "The body must be one JSON object; batches are not taken.");
            var fields = new Dictionary<string, JsonElement>();
            foreach (var property in document.RootElement.EnumerateObject())
                fields[property.Name] = property.Value.Clone();
            return fields;
        }
        catch (JsonException)
        {
            throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", "The body is not valid JSON.");
        }
    }

    private static Dictionary<string, JsonElement> ReadAddress(HttpRequest request, HttpLimits limits)
    {
        if (request.QueryString.Value?.Length > limits.BodyBytes)
            throw TooLarge(limits);
        var fields = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in QueryHelpers.ParseQuery(request.QueryString.Value))
        {
            if (!Parameters.Contains(name))
                continue;
            if (value.Count != 1)
                throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", $"'{name}' is given more than once.");
            fields[name] = name is "variables" or "extensions" && value[0] is { Length: > 0 } json
                ? Parse(System.Text.Encoding.UTF8.GetBytes($"{{\"value\":{json}}}"))["value"]
                : JsonSerializer.SerializeToElement(value[0]);
        }
        return fields;
    }

    private static string? Text(Dictionary<string, JsonElement> fields, string name) => fields.GetValueOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", $"'{name}' must be a text."),
    };

    private static Inputs? Map(Dictionary<string, JsonElement> fields, string name, IGraphQLTextSerializer serializer) => fields.GetValueOrDefault(name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } map => serializer.Deserialize<Inputs>(map.GetRawText()),
        _ => throw new HttpFault(StatusCodes.Status400BadRequest, "REQUEST_INVALID", $"'{name}' must be a map."),
    };

    private static HttpFault TooLarge(HttpLimits limits) =>
        new(StatusCodes.Status413PayloadTooLarge, "DOCUMENT_TOO_LARGE", $"A request may have at most {limits.BodyBytes} bytes.");
}
