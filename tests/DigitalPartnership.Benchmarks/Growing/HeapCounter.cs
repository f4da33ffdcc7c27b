using System.Diagnostics.Tracing;
using DigitalPartnership.Benchmarks.Serving;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace DigitalPartnership.Benchmarks.Growing;

/// <summary>The size of the managed heap of another process, as its runtime tells it every few seconds.</summary>
internal sealed class HeapCounter : IDisposable
{
    private readonly EventPipeSession _session;
    private readonly Thread _reader;
    private double _megabytes;

    private HeapCounter(EventPipeSession session)
    {
        _session = session;
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>The size in megabytes when it was told last.</summary>
    public double Megabytes => Volatile.Read(ref _megabytes);

    public static HeapCounter Of(ServerProcess server)
    {
        var counters = new EventPipeProvider("System.Runtime", EventLevel.Informational, arguments: new Dictionary<string, string> { ["EventCounterIntervalSec"] = "5" });
        return new HeapCounter(new DiagnosticsClient(server.Id).StartEventPipeSession(counters, requestRundown: false));
    }

    public void Dispose()
    {
        _session.Stop();
        _reader.Join(TimeSpan.FromSeconds(10));
        _session.Dispose();
    }

    private void Read()
    {
        using var source = new EventPipeEventSource(_session.EventStream);
        source.Dynamic.All += told =>
        {
            if (told.EventName == "EventCounters" && told.PayloadValue(0) is IDictionary<string, object> outer && outer["Payload"] is IDictionary<string, object> counter && counter["Name"] is "gc-heap-size")
                Volatile.Write(ref _megabytes, Convert.ToDouble(counter["Mean"]));
        };
        source.Process();
    }
}
