using Microsoft.Extensions.Primitives;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// What every answer tells browsers, errors included: to take it for what it says it is, to load and run nothing for its sake, and to tell no other site of it.
/// An endpoint that needs more, such as a page with a style, says so itself and is left alone.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, StringValues Value)[] OfEveryAnswer =
    [
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        // Sites that CORS admits may still read: this is about what pages embed without asking.
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // At the very last: what handles an error clears the headers that were set before it.
        http.Response.OnStarting(Add, http.Response);
        return next(http);
    });

    /// <summary>Says it for an answer that has no page in it and says nothing of the kind itself.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        foreach (var (name, value) in OfEveryAnswer)
            headers[name] = value;
    }

    /// <summary>Adds what an answer has not said itself.</summary>
    private static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        foreach (var (name, value) in OfEveryAnswer)
            headers.TryAdd(name, value);
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
