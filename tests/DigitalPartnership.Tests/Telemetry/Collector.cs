using System.Collections.Concurrent;
using System.Text;
using DigitalPartnership.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DigitalPartnership.Tests.Telemetry;

/// <summary>What hosts send their telemetry to, over HTTP, in the bytes of OTLP: texts stand in them as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<(string Signal, string Content)> _received = new();

    private Collector(WebApplication server) => _server = server;

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(server);
        server.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var content = new MemoryStream();
            await request.Body.CopyToAsync(content);
            // One character a byte, so that nothing is lost; what is looked for is ASCII.
            collector._received.Enqueue((signal, Encoding.Latin1.GetString(content.ToArray())));
        });
        await server.StartAsync();
        return collector;
    }

    /// <summary>The settings by which a host sends here.</summary>
    public (string Key, string Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", _server.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Logging:LogLevel:Default", "Trace")];

    /// <summary>Everything that was received of a signal: traces, metrics or logs.</summary>
    public string Received(string signal) => string.Concat(_received.Where(one => one.Signal == signal).Select(one => one.Content));

    /// <summary>The tests' hosts have no provider of logs but the recorder; this brings back the one that the program has.</summary>
    public static void ExportLogs(IServiceCollection services) => services.AddOpenTelemetry().WithLogging(logs => logs.AddOtlpExporter(), options => options.IncludeFormattedMessage = true);

    /// <summary>Lets a host send what it has.</summary>
    public static void Flush(ApiHost host)
    {
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        host.Services.GetService<LoggerProvider>()?.ForceFlush();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
