using DigitalPartnership.Dates;
using DigitalPartnership.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Notifications;

/// <summary>Sends what the ledger holds, never on a weekend, until nothing is left or the server takes no more. The next mails are written while some are sent.</summary>
public sealed class NotificationDispatchJob(Claims claims, Dispatcher dispatcher, IServiceScopeFactory scopes, TimeProvider time) : IJob
{
    /// <inheritdoc />
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (IsWeekend)
            return new JobReport();
        if (isDryRun)
            return new JobReport(("to be sent", await claims.CountAsync(cancellation)));
        var next = WriteNextAsync(cancellation);
        try
        {
            while (!dispatcher.IsStopped && !IsWeekend && await next is { Mails.Count: > 0 } batch)
            {
                next = Task.Run(() => WriteNextAsync(cancellation), CancellationToken.None);
                await SendAsync(batch, cancellation);
            }
        }
        finally
        {
            await ReleaseAsync(next);
        }
        return dispatcher.Report();
    }

    private bool IsWeekend => time.TodayInStrasbourg().IsWeekend();

    private async Task SendAsync(Batch batch, CancellationToken cancellation)
    {
        try
        {
            await dispatcher.SendAsync(batch.Mails, batch.WrittenAt, cancellation);
        }
        finally
        {
            // What the server may have taken and could not be recorded stays claimed until the claim runs out.
            await claims.ReleaseAsync(batch.Claim.Id, dispatcher.Untried);
        }
    }

    /// <summary>Claims the next notifications and writes their mails, in a scope of its own since others are being sent meanwhile.</summary>
    private async Task<Batch> WriteNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var writtenAt = time.GetUtcNow().UtcDateTime;
        var claim = await scope.ServiceProvider.GetRequiredService<Claims>().TakeAsync(cancellation);
        try
        {
            return new Batch(claim, await scope.ServiceProvider.GetRequiredService<Composition>().ComposeAsync(claim.Rows, cancellation), writtenAt);
        }
        catch
        {
            await scope.ServiceProvider.GetRequiredService<Claims>().ReleaseAsync(claim.Id, claim.Rows);
            throw;
        }
    }

    /// <summary>Gives back what was written and is not sent.</summary>
    private async Task ReleaseAsync(Task<Batch> written)
    {
        await ((Task)written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (written.IsCompletedSuccessfully)
            await claims.ReleaseAsync(written.Result.Claim.Id, written.Result.Claim.Rows);
    }

    /// <summary>The mails of one claim.</summary>
    private sealed record Batch(Claim Claim, IReadOnlyList<Composed> Mails, DateTime WrittenAt);
}
