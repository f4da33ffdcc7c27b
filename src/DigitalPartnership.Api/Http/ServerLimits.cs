using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace DigitalPartnership.Api.Http;

/// <summary>How much the server lets a connection take before anything reads the request, and what becomes of requests that fail there.</summary>
internal static class ServerLimits
{
    /// <summary>Reads <c>Limits:Connections</c>, <c>HeaderSeconds</c>, <c>SlowestBody</c> and <c>SlowestAnswer</c>.</summary>
    public static void Set(WebHostBuilderContext host, KestrelServerOptions server)
    {
        var settings = host.Configuration;
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = settings.GetValue("Limits:Connections", 5_000);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(settings.GetValue("Limits:HeaderSeconds", 10));
        server.Limits.MinRequestBodyDataRate = new MinDataRate(settings.GetValue("Limits:SlowestBody", 1_000), gracePeriod: TimeSpan.FromSeconds(5));
        server.Limits.MinResponseDataRate = new MinDataRate(settings.GetValue("Limits:SlowestAnswer", 5_000), gracePeriod: TimeSpan.FromSeconds(5));
        server.Limits.MaxRequestBodySize = Math.Max(settings.GetValue("Limits:SignedInBodyBytes", HttpLimits.DefaultSignedInBodyBytes), 1_000_000);
    }

    /// <summary>What the server found wrong with a request while its body was read.</summary>
    public static HttpFault ToFault(BadHttpRequestException fault) => fault.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new HttpFault(fault.StatusCode, "REQUEST_TOO_SLOW", "The body of the request came too slowly."),
        StatusCodes.Status413PayloadTooLarge => new HttpFault(fault.StatusCode, "DOCUMENT_TOO_LARGE", "The body of the request is too large."),
        _ => new HttpFault(fault.StatusCode, "REQUEST_INVALID", "The request could not be read."),
    };

    /// <summary>Answers what no endpoint has caught as a problem with a code; the log has the rest.</summary>
    public static void UseUnexpectedFaults(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        // A client that has gone is no fault, whatever breaks off with it.
        SuppressDiagnosticsCallback = faults => faults.Exception is BadHttpRequestException or HttpFault || faults.HttpContext.RequestAborted.IsCancellationRequested,
        ExceptionHandler = http =>
        {
            var known = http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error switch
            {
                HttpFault fault => fault,
                BadHttpRequestException fault => ToFault(fault),
                _ => new HttpFault(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "The request could not be answered."),
            };
            return Problems.Of(known.Status, known.Code, known.Message).ExecuteAsync(http);
        },
    });
}
