using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Api.Http;

/// <summary>What is said where the database cannot be used.</summary>
internal static class Unavailability
{
    /// <summary>The fault by which a request is refused.</summary>
    public static HttpFault Fault(HttpContext http)
    {
        Mark(http.Response);
        return new HttpFault(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Unavailable, ErrorCodes.UnavailableMessage);
    }

    /// <summary>Says when to ask again, and that the answer is not to be kept.</summary>
    public static void Mark(HttpResponse response)
    {
        response.Headers.RetryAfter = "10";
        response.Headers.CacheControl = "no-store";
    }
}
