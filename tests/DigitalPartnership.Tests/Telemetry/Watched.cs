using System.Collections.Concurrent;
using System.Diagnostics;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DigitalPartnership.Tests.Telemetry;

/// <summary>What a host exports, kept in memory; its configured exporter sends into the void meanwhile, which must not matter.</summary>
internal sealed class Watched
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string Nowhere = "http://127.0.0.1:9";

    private readonly Spool _spans = new();
    private readonly List<MetricSnapshot> _metrics = [];

    public IEnumerable<Activity> Spans => _spans;

    /// <summary>A host that exports to here.</summary>
    public ApiHost Host(params (string Key, string Value)[] settings)
    {
        var host = ApiHost.With([(Endpoint, Nowhere), .. settings]);
        host.Wiring = Wire;
        return host;
    }

    public void Wire(IServiceCollection services)
    {
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(_spans));
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(_metrics));
    }

    /// <summary>The points of a metric, each as its attributes and its count, or its sum where it is a counter, or its value.</summary>
    public IReadOnlyList<(string Tags, double Value)> Points(IServiceProvider services, string metric)
    {
        _metrics.Clear();
        services.GetRequiredService<MeterProvider>().ForceFlush();
        var points = new List<(string, double)>();
        foreach (var snapshot in _metrics.Where(snapshot => snapshot.Name == metric))
        {
            foreach (var point in snapshot.MetricPoints)
            {
                var tags = new List<string>();
                foreach (var tag in point.Tags)
                    tags.Add($"{tag.Key}={tag.Value}");
                points.Add((string.Join(' ', tags), snapshot.MetricType switch
                {
                    MetricType.Histogram => point.GetHistogramCount(),
                    MetricType.LongSum => point.GetSumLong(),
                    _ => point.GetGaugeLastValueDouble(),
                }));
            }
        }
        return points;
    }

    /// <summary>A collection to which several threads add while others read.</summary>
    private sealed class Spool : ICollection<Activity>
    {
        private readonly ConcurrentQueue<Activity> _spans = new();

        public int Count => _spans.Count;

        public bool IsReadOnly => false;

        public void Add(Activity item) => _spans.Enqueue(item);

        public void Clear() => _spans.Clear();

        public bool Contains(Activity item) => _spans.Contains(item);

        public void CopyTo(Activity[] array, int arrayIndex) => _spans.CopyTo(array, arrayIndex);

        public bool Remove(Activity item) => throw new NotSupportedException();

        public IEnumerator<Activity> GetEnumerator() => _spans.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
