using DigitalPartnership.Data;
using DigitalPartnership.Organisations;
using DigitalPartnership.Scheduling;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalPartnership.Api.Http;

/// <summary>Tells whether the process lives, and whether it can answer.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.Select(entry => new { name = entry.Key, status = entry.Value.Status.ToString(), entry.Value.Description }),
            }),
        });
    }
}

/// <summary>Whether the database answers a question that needs its tables.</summary>
internal sealed class DatabaseHealth(PartnershipDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await db.Organisations.AnyAsync(cancellationToken)
                ? HealthCheckResult.Healthy("The database answers.")
                : HealthCheckResult.Degraded("The database holds no data yet.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

/// <summary>Whether the jobs have run that should have. A host with overdue jobs can still answer.</summary>
internal sealed class JobHealth(OverdueJobs jobs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await jobs.FindAsync(cancellationToken) is { Count: > 0 } overdue
                ? HealthCheckResult.Degraded($"Overdue: {string.Join(", ", overdue)}.")
                : HealthCheckResult.Healthy("No job is overdue.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Degraded("Whether a job is overdue cannot be told.");
        }
    }
}
