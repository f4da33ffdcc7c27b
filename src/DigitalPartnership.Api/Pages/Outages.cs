using DigitalPartnership.Api.Http;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalPartnership.Api.Pages;

/// <summary>Answers requests for which the database cannot be used: to people with a page, to programs with a problem (RFC 9457).</summary>
internal sealed class Outages(RequestDelegate next, DatabaseOutage outage)
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
            Unavailability.Mark(http.Response);
            IResult answer = http.Request.GetTypedHeaders().Accept.Any(range => range.MediaType == "text/html")
                ? new RazorComponentResult<UnavailablePage> { StatusCode = StatusCodes.Status503ServiceUnavailable }
                : Problems.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Unavailable, ErrorCodes.UnavailableMessage);
            await answer.ExecuteAsync(http);
        }
    }
}
