using DigitalPartnership.Data;

namespace DigitalPartnership.Scheduling;

/// <summary>Deletes what has been kept for long enough, of whatever feature.</summary>
internal sealed class DataRetentionJob(IEnumerable<IRetention> retentions, TimeProvider time) : IJob
{
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        var counts = new List<(string What, int Count)>();
        foreach (var retention in retentions)
            counts.Add((retention.What, await retention.PurgeAsync(time.GetUtcNow().UtcDateTime, isDryRun, cancellation)));
        return new JobReport([.. counts.Select(count => ($"{count.What} deleted", count.Count))]);
    }
}
