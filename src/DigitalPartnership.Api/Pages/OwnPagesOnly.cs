using DigitalPartnership.Api.Http;

namespace DigitalPartnership.Api.Pages;

/// <summary>
/// Refuses a form that the browser says another site has sent. A forged form would need the token in the address, and with that it needs no forging; this
/// closes the door also where a link has been seen by somebody else. It takes no cookie and no key that instances would have to share.
/// </summary>
internal sealed class OwnPagesOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => IsOwn(context.HttpContext.Request)
        ? next(context)
        : ValueTask.FromResult<object?>(Problems.Of(StatusCodes.Status403Forbidden, "FORM_FROM_ELSEWHERE", "This form was sent by another site. Open the link in your mail and answer there."));

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        // Older browsers send the origin alone, and none to speak of from pages that tell nobody where one comes from.
        var origin = request.Headers.Origin.ToString();
        return origin is "" or "null" || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
    }
}
