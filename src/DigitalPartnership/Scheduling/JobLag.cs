using System.Collections.Concurrent;
using DigitalPartnership.Telemetry;

namespace DigitalPartnership.Scheduling;

/// <summary>How far the jobs that this host runs are behind their schedule. It grows by itself while nothing runs, the database being gone or not.</summary>
public sealed class JobLag
{
    private readonly ConcurrentDictionary<string, DateTime> _done = new();
    private readonly Schedules _schedules;
    private readonly TimeProvider _time;

    /// <summary>Begins to tell it to whoever measures.</summary>
    public JobLag(Schedules schedules, TimeProvider time, PartnershipMeter meter)
    {
        (_schedules, _time) = (schedules, time);
        meter.WatchJobLag(Measure);
    }

    /// <summary>Everything up to an instant has been run.</summary>
    public void Done(string job, DateTime upTo) => _done[job] = upTo;

    private IEnumerable<(string Job, double Seconds)> Measure()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        foreach (var (job, done) in _done)
        {
            if (_schedules.Find(job) is { } schedule)
                yield return (job, Math.Max(0, (now - schedule.Next(done)).TotalSeconds));
        }
    }
}
