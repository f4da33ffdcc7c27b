using System.Security.Cryptography;
using System.Text;
using DigitalPartnership.Charts;
using DigitalPartnership.GraphQL;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>Charts as pictures, drawn anew when figures change.</summary>
internal static class Charts
{
    public static void MapCharts(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/charts/{name}.svg", [HttpMethods.Get, HttpMethods.Head], async (string name, HttpContext http, ChartPrinter printer) =>
        {
            try
            {
                var request = ChartRequest.Read(http.Request.Query.Select(parameter => KeyValuePair.Create(parameter.Key, (IReadOnlyList<string>)[.. parameter.Value.Select(value => value ?? "")])));
                return await printer.DrawAsync(name, request, http.RequestAborted) is { } drawn
                    ? Picture(http, drawn)
                    : Problems.Of(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no chart of this name. There are engagement, domains, timeline and taxonomy.");
            }
            catch (RequestError refusal)
            {
                return Problems.Of(StatusCodes.Status400BadRequest, refusal.Code!, refusal.Message);
            }
        });

    private static IResult Picture(HttpContext http, string drawn)
    {
        var bytes = Encoding.UTF8.GetBytes(drawn);
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=300";
        // Charts are made to stand on other sites too.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Bytes(bytes, "image/svg+xml; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""));
    }
}
