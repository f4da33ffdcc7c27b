using System.Globalization;
using DigitalPartnership.Data;
using DigitalPartnership.Notifications;
using DigitalPartnership.Organisations;
using DigitalPartnership.Scheduling;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalPartnership.Api.Http;

/// <summary>Tells whether the process lives, and whether it can answer.</summary>
internal static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>(DatabaseHealth.Name).AddCheck<DataHealth>("data").AddCheck<DiskHealth>("disk").AddCheck<JobHealth>("jobs").AddCheck<MailHealth>("mail");
        services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        return services;
    }

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

/// <summary>Whether the database answers, is of this version, and may be written. What can only be read is still worth asking.</summary>
internal sealed class DatabaseHealth(DatabaseProbe probe, DatabaseOutage outage) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => await probe.AskAsync() switch
    {
        DatabaseState.Usable => HealthCheckResult.Healthy("The database answers and may be written."),
        DatabaseState.NotWritable => HealthCheckResult.Degraded($"The database answers, but changes fail. {Why}"),
        DatabaseState.NotMigrated => HealthCheckResult.Unhealthy("The database has not been migrated to this version."),
        DatabaseState.Silent => HealthCheckResult.Unhealthy("The database has not answered in time."),
        _ => HealthCheckResult.Unhealthy(outage.Current is null ? "The database does not answer." : Why),
    };

    private string Why => outage.Current is ({ } fault, var since) ? string.Create(CultureInfo.InvariantCulture, $"{fault.Sentence()} Known since {since:u}.") : "Somebody else has been writing for a while.";
}

/// <summary>What the other checks ask only where the database answers, since each would wait for it in vain.</summary>
internal abstract class DatabaseDependentCheck(DatabaseProbe probe) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await probe.AskAsync() is DatabaseState.Usable or DatabaseState.NotWritable ? await AskAsync(limit.Token) : Unknown;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Unknown;
        }
    }

    protected abstract HealthCheckResult Unknown { get; }

    protected abstract Task<HealthCheckResult> AskAsync(CancellationToken cancellation);
}

/// <summary>Whether there is anything to answer with.</summary>
internal sealed class DataHealth(DatabaseProbe probe, PartnershipDb db) : DatabaseDependentCheck(probe)
{
    protected override HealthCheckResult Unknown => HealthCheckResult.Degraded("Whether there is any data cannot be told.");

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellation) =>
        await db.Organisations.AnyAsync(cancellation) ? HealthCheckResult.Healthy("There is data.") : HealthCheckResult.Degraded("The database holds no data yet.");
}

/// <summary>Whether the jobs have run that should have. A host with overdue jobs can still answer.</summary>
internal sealed class JobHealth(DatabaseProbe probe, OverdueJobs jobs) : DatabaseDependentCheck(probe)
{
    protected override HealthCheckResult Unknown => HealthCheckResult.Degraded("Whether a job is overdue cannot be told.");

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellation) =>
        await jobs.FindAsync(cancellation) is { Count: > 0 } overdue
            ? HealthCheckResult.Degraded($"Overdue: {string.Join(", ", overdue)}.")
            : HealthCheckResult.Healthy("No job is overdue.");
}

/// <summary>Whether mails leave.</summary>
internal sealed class MailHealth(DatabaseProbe probe, MailBacklog mails) : DatabaseDependentCheck(probe)
{
    protected override HealthCheckResult Unknown => HealthCheckResult.Degraded("Whether mails leave cannot be told.");

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellation) =>
        await mails.FindAsync(cancellation) is var (since, waiting)
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The mail server has taken nothing since {since:u}; {waiting} mails wait for it."))
            : HealthCheckResult.Healthy("Mails leave, as far as there are any.");
}

/// <summary>Whether there is room left beside a database that is a file. A server looks after its own.</summary>
internal sealed class DiskHealth(PartnershipDb db) : IHealthCheck
{
    private const long Little = 100_000_000;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if ((db as SqlitePartnershipDb)?.File is not { } file)
            return Task.FromResult(HealthCheckResult.Healthy("The database is not a file of this machine."));
        try
        {
            var free = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace;
            return Task.FromResult(free >= Little
                ? HealthCheckResult.Healthy("There is room on the disk of the database.")
                : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"Only {free / 1_000_000} MB are left on the disk of the database.")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Task.FromResult(HealthCheckResult.Degraded("How much room is left on the disk of the database cannot be told."));
        }
    }
}
