using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Takes the token of a personal link out of a request as the request comes into being: the host writes down that it starts before any
/// middleware runs, and what writes down requests, at whatever level, then has nothing to write down.
/// </summary>
internal sealed class SecretPaths(IServiceProvider services) : IHttpContextFactory
{
    private static readonly object Token = new();
    private static readonly object Asked = new();
    private static readonly string[] Pages = ["/assessments/", "/unsubscribe/", "/calendar/"];

    private readonly DefaultHttpContextFactory _contexts = new(services);

    // Requests that come one after another on a connection, or in a stream of it, use one context in turn, as with the host itself where nobody else makes them:
    // whoever held on to a context would look at somebody else's request.
    private readonly ConditionalWeakTable<IFeatureCollection, DefaultHttpContext> _inTurn = [];

    // The factory tells an accessor of new contexts only.
    private readonly bool _isReused = services.GetService<IHttpContextAccessor>() is null;

    /// <summary>What stands in the path instead of the token.</summary>
    public const string Instead = "-";

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        var http = Make(featureCollection);
        var path = http.Request.Path.Value ?? "";
        if (PageOf(path) is not { } page)
            return http;
        http.Items[Token] = path[page.Length..];
        http.Items[Asked] = http.Request.Path;
        http.Request.Path = page + Instead;
        featureCollection.GetRequiredFeature<IHttpRequestFeature>().RawTarget = page + Instead;
        return http;
    }

    // A loop: it comes before every request, and makes nothing that would have to be cleared away.
    private static string? PageOf(string path)
    {
        foreach (var page in Pages)
        {
            if (path.StartsWith(page, StringComparison.OrdinalIgnoreCase))
                return page;
        }
        return null;
    }

    private DefaultHttpContext Make(IFeatureCollection featureCollection)
    {
        if (_inTurn.TryGetValue(featureCollection, out var known))
        {
            known.Uninitialize();
            known.Initialize(featureCollection);
            return known;
        }
        var made = (DefaultHttpContext)_contexts.Create(featureCollection);
        if (_isReused)
            _inTurn.Add(featureCollection, made);
        return made;
    }

    public void Dispose(HttpContext httpContext)
    {
        _contexts.Dispose(httpContext);
        ((DefaultHttpContext)httpContext).Uninitialize();
    }

    /// <summary>The token that a request came with.</summary>
    public static string TokenOf(HttpContext http) => http.Items[Token] as string ?? "";

    /// <summary>The path that a request came with.</summary>
    public static PathString PathOf(HttpContext http) => http.Items[Asked] as PathString? ?? http.Request.Path;
}

/// <summary>How endpoints ask for the token of a personal link.</summary>
internal static class SecretTokens
{
    /// <summary>The token that the request came with.</summary>
    public static string SecretToken(this HttpContext http) => SecretPaths.TokenOf(http);

    /// <summary>The path that the request came with, its token included: for nobody but the client itself.</summary>
    public static PathString AskedPath(this HttpContext http) => SecretPaths.PathOf(http);
}
