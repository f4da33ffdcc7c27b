using System.Reflection;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DigitalPartnership.Telemetry;

/// <summary>Sends traces, metrics and logs where the configuration says, and nowhere unless it does.</summary>
public static class TelemetrySetup
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>Registers the instruments, and the exporters that the configuration names.</summary>
    public static IServiceCollection AddPartnershipTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PartnershipMeter>();
        services.AddSingleton<OperationNames>();
        var (toCollector, toAzure) = (IsGiven(Collector), configuration[ApplicationInsights]);
        if (!toCollector && string.IsNullOrEmpty(toAzure))
            return services;

        // EF Core makes events for its interceptors, so there is none unless somebody wants to know.
        services.AddSingleton<IInterceptor, StatementWatch>();
        services.Configure<AspNetCoreTraceInstrumentationOptions>(Restrain);
        services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (!IsGiven(ServiceName))
                    resource.AddService(Assembly.GetEntryAssembly()?.GetName().Name ?? PartnershipMeter.Name, serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3));
            })
            .WithTracing(traces =>
            {
                traces.AddSource(PartnershipMeter.Name).AddAspNetCoreInstrumentation();
                if (toCollector)
                    traces.AddOtlpExporter();
                if (!string.IsNullOrEmpty(toAzure))
                    traces.AddAzureMonitorTraceExporter(azure => azure.ConnectionString = toAzure);
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(PartnershipMeter.Name, "System.Runtime").AddAspNetCoreInstrumentation();
                if (toCollector)
                    metrics.AddOtlpExporter();
                if (!string.IsNullOrEmpty(toAzure))
                    metrics.AddAzureMonitorMetricExporter(azure => azure.ConnectionString = toAzure);
            })
            .WithLogging(
                logs =>
                {
                    if (toCollector)
                        logs.AddOtlpExporter();
                    if (!string.IsNullOrEmpty(toAzure))
                        logs.AddAzureMonitorLogExporter(azure => azure.ConnectionString = toAzure);
                },
                options => options.IncludeFormattedMessage = true);
        return services;

        bool IsGiven(string key) => !string.IsNullOrEmpty(configuration[key]);
    }

    /// <summary>
    /// Takes out of the spans of requests what clients can write anything into: parameters hold documents and variables, and an address
    /// that nothing answers may be a personal link with a slip in it.
    /// </summary>
    private static void Restrain(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = http => !http.Request.Path.StartsWithSegments("/health");
        options.EnrichWithHttpResponse = (span, response) =>
        {
            span.SetTag("url.query", null).SetTag("user_agent.original", null);
            if (response.HttpContext.GetEndpoint() is null)
                span.SetTag("url.path", null);
        };
    }
}
