using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Writes into the log what the checks say, whenever one says something else than before. What the database meets stands there already, with what the
/// driver says of it.
/// </summary>
internal sealed class HealthLog(ILogger<HealthLog> log) : IHealthCheckPublisher
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new();

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        // What the other checks ask, they ask the database.
        if (report.Entries.TryGetValue(DatabaseHealth.Name, out var database) && database.Status is HealthStatus.Unhealthy)
            return Task.CompletedTask;
        foreach (var (name, entry) in report.Entries.Where(entry => entry.Key != DatabaseHealth.Name))
        {
            if (_last.GetValueOrDefault(name, HealthStatus.Healthy) == entry.Status)
                continue;
            _last[name] = entry.Status;
            log.Log(entry.Status is HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning, "{Check} is {State}: {Sentence}", name, entry.Status, entry.Description);
        }
        return Task.CompletedTask;
    }
}
