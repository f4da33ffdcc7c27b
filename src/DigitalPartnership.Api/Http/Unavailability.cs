using DigitalPartnership.Api.Pages;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalPartnership.Api.Http;

/// <summary>Answers requests for which the database cannot be used: to people with a page, to programs with a problem (RFC 9457).</summary>
internal sealed class Unavailability(RequestDelegate next, DatabaseOutage outage)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted && outage.Note(fault))
        {
            http.Response.Clear();
            MarkAnswer(http.Response);
            IResult answer = http.Request.GetTypedHeaders().Accept.Any(range => range.MediaType == "text/html")
                ? new RazorComponentResult<UnavailablePage> { StatusCode = StatusCodes.Status503ServiceUnavailable }
                : Results.Problem(ErrorCodes.UnavailableMessage, statusCode: StatusCodes.Status503ServiceUnavailable, extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.Unavailable });
            await answer.ExecuteAsync(http);
        }
    }

    /// <summary>The fault by which such a request is refused.</summary>
    public static HttpFault Fault(HttpContext http)
    {
        MarkAnswer(http.Response);
        return new HttpFault(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Unavailable, ErrorCodes.UnavailableMessage);
    }

    private static void MarkAnswer(HttpResponse response)
    {
        response.Headers.RetryAfter = "10";
        response.Headers.CacheControl = "no-store";
    }
}
