using DigitalPartnership.Dates;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Notifications;

/// <summary>Sends what the ledger holds, never on a weekend, until nothing is left or the server takes no more.</summary>
public sealed class NotificationDispatchJob(Claims claims, Composition composition, Dispatcher dispatcher, TimeProvider time) : IJob
{
    /// <inheritdoc />
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (time.TodayInStrasbourg().IsWeekend())
            return new JobReport();
        if (isDryRun)
            return new JobReport(("to be sent", await claims.CountAsync(cancellation)));
        while (await claims.TakeAsync(cancellation) is { Rows.Count: > 0 } claim)
        {
            var left = claim.Rows;
            try
            {
                var mails = await composition.ComposeAsync(claim.Rows, cancellation);
                left = await dispatcher.SendAsync(mails, cancellation);
            }
            finally
            {
                await claims.ReleaseAsync(claim.Id, left);
            }
            if (dispatcher.IsStopped)
                break;
        }
        return dispatcher.Report();
    }
}
