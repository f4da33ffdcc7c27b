namespace DigitalPartnership.Api.Http;

/// <summary>
/// Takes the token of a personal link out of the path before anything else sees it: what writes down requests then has nothing to
/// write down.
/// </summary>
internal static class SecretPaths
{
    private static readonly object Token = new();
    private static readonly string[] Pages = ["/assessments/", "/unsubscribe/"];

    /// <summary>What stands in the path instead of the token.</summary>
    public const string Instead = "-";

    public static void HideTokens(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var path = http.Request.Path.Value ?? "";
        if (Array.Find(Pages, page => path.StartsWith(page, StringComparison.Ordinal)) is { } found)
        {
            http.Items[Token] = path[found.Length..];
            http.Request.Path = found + Instead;
        }
        return next(http);
    });

    /// <summary>The token that the request came with.</summary>
    public static string SecretToken(this HttpContext http) => http.Items[Token] as string ?? "";
}
