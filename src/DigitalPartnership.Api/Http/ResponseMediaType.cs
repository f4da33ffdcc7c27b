using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>The two media types that answers come in, and the statuses that go with them.</summary>
internal static class ResponseMediaType
{
    public const string GraphQL = "application/graphql-response+json";
    public const string Json = "application/json";

    /// <summary>The type that the client likes best.</summary>
    /// <exception cref="HttpFault">406: it takes neither.</exception>
    public static string Choose(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return Json;
        string[] offered = [.. new[] { Json, GraphQL }.Where(type => !accepted.Any(range => range.Quality is 0 && Names(range, type)))];
        return accepted
            .Where(range => range.Quality is not 0 && (!range.Charset.HasValue || range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => offered.FirstOrDefault(type => Names(range, type) || range.MatchesAllTypes || range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(type => type is not null)
            ?? throw new HttpFault(StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", $"Answers come as {GraphQL} or {Json}.");
    }

    /// <summary>With the older media type every request that could be read is answered with 200, whatever became of it.</summary>
    public static int StatusOf(ExecutionResult result, string mediaType)
    {
        if (result.Errors?.Any(error => error is OperationNotAllowedError { Code: "METHOD_NOT_ALLOWED" }) is true)
            return StatusCodes.Status405MethodNotAllowed;
        // An answer without any data, for which the database could not be used.
        if (mediaType == GraphQL && result is { Executed: true, Data: null } && result.Errors?.Any(error => ErrorCodes.CodeOf(error) == ErrorCodes.Unavailable) is true)
            return StatusCodes.Status503ServiceUnavailable;
        return result.Executed || mediaType == Json ? StatusCodes.Status200OK
            : result.Errors?.Any(error => error is TimeoutError) is true ? StatusCodes.Status504GatewayTimeout
            : StatusCodes.Status400BadRequest;
    }

    private static bool Names(MediaTypeHeaderValue range, string type) => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
