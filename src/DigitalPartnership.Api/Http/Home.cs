using DigitalPartnership.Home;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Api.Http;

/// <summary>The page at the root, in English or French, without any script.</summary>
internal static class Home
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", async (HttpContext http, HomePrinter printer) =>
    {
        if (LanguageOf(http.Request) is not { } language)
            return Problems.Of(StatusCodes.Status400BadRequest, "VALIDATION_FAILED", "'lang' is en or fr.");
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=60";
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = language is Language.Fr ? "fr" : "en";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return Results.Content(await printer.WriteAsync(language, http.RequestAborted), "text/html; charset=utf-8");
    });

    // The address decides, else what the reader's browser likes best.
    private static Language? LanguageOf(HttpRequest request)
    {
        if (request.Query.TryGetValue("lang", out var asked))
            return asked is [{ } text] && EnumNames.TryRead<Language>(text, out var language) ? language : null;
        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(liked => liked.Quality ?? 1)
            .Select(liked => liked.Value.ToString().Split('-')[0].ToLowerInvariant()).Select(liked => liked switch { "fr" => Language.Fr, "en" or "*" => Language.En, _ => (Language?)null })
            .FirstOrDefault(liked => liked is not null) ?? Language.En;
    }
}
