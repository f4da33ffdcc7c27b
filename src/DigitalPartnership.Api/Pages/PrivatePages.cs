namespace DigitalPartnership.Api.Pages;

/// <summary>What every page behind a personal link says to browsers: keep nothing, tell nobody where you come from, load nothing from elsewhere.</summary>
internal sealed class PrivatePages : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return next(context);
    }
}
