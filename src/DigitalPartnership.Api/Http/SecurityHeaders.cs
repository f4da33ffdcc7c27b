namespace DigitalPartnership.Api.Http;

/// <summary>
/// What every answer tells browsers, errors included: to take it for what it says it is, to load and run nothing for its sake, and to tell no other site of it.
/// An endpoint that needs more, such as a page with a style, says so itself and is left alone.
/// </summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // At the very last: what handles an error clears the headers that were set before it.
        http.Response.OnStarting(Add, http.Response);
        return next(http);
    });

    /// <summary>Adds what an answer has not said itself.</summary>
    public static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        // Sites that CORS admits may still read: this is about what pages embed without asking.
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        if (headers.ContentType.ToString().StartsWith("text/html", StringComparison.Ordinal))
        {
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=()");
        }
    }

    private static Task Add(object response)
    {
        Add(((HttpResponse)response).Headers);
        return Task.CompletedTask;
    }
}
