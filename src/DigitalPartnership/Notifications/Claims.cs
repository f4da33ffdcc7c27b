using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>
/// Gives each of several dispatchers notifications of its own. A claim runs out, so that what a dispatcher had when it was
/// killed is taken over by another.
/// </summary>
public sealed class Claims(PartnershipDb db, MailSettings mail, TimeProvider time)
{
    /// <summary>How long after they were written mails may still leave; later it is asked again whether they are due.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private const int Most = 200;

    // The last mail may leave just before the texts are stale, and then wait for the server.
    private TimeSpan Lease => Freshness + mail.Timeout + TimeSpan.FromMinutes(4);

    /// <summary>How many notifications wait to be sent by now.</summary>
    public Task<int> CountAsync(CancellationToken cancellation) => Due(time.GetUtcNow().UtcDateTime).CountAsync(cancellation);

    /// <summary>Claims the next notifications that are to be sent; none where there are no more.</summary>
    public async Task<Claim> TakeAsync(CancellationToken cancellation)
    {
        // Where another dispatcher was faster to take what was looked at, there may be more behind it.
        while (true)
        {
            if (await TryTakeAsync(cancellation) is { } claim)
                return claim;
        }
    }

    private async Task<Claim?> TryTakeAsync(CancellationToken cancellation)
    {
        var claim = Guid.CreateVersion7();
        var now = time.GetUtcNow().UtcDateTime;
        var (until, version) = (now + Lease, Guid.NewGuid());
        await BelieveNoOtherClockAsync(now, cancellation);
        var due = await Due(now).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).Take(Most).Select(row => new { row.Id, row.State }).ToListAsync(cancellation);
        if (due.Count == 0)
            return new Claim(claim, []);
        var keys = due.Select(row => row.Id).ToList();
        var leftBehind = due.Where(row => row.State is NotificationState.Sending).Select(row => row.Id).ToHashSet();
        var rows = await db.TransactAsync(async () =>
        {
            // Another may have been faster: what is no longer free is not touched.
            await Due(now).Where(row => keys.Contains(row.Id)).ExecuteUpdateAsync(row => row
                .SetProperty(value => value.State, NotificationState.Sending)
                .SetProperty(value => value.ClaimId, claim)
                .SetProperty(value => value.ClaimedUntil, until)
                .SetProperty(value => value.Version, version), cancellation);
            var mine = await db.Notifications.Where(row => row.ClaimId == claim).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).ToListAsync(cancellation);
            db.NotificationAttempts.AddRange(mine.Where(row => leftBehind.Contains(row.Id)).Select(row => new NotificationAttempt
            {
                NotificationId = row.Id,
                At = now,
                Outcome = "TAKEN_OVER",
                Detail = "Whoever was sending it stopped in between; the server may have taken it already.",
            }));
            await db.SaveChangesAsync(cancellation);
            return mine;
        }, cancellation: cancellation);
        return rows.Count > 0 ? new Claim(claim, rows) : null;
    }

    /// <summary>
    /// Brings back into the present what a clock that was ahead has put into the future: nobody waits for longer than the longest pause, and no claim
    /// lasts for longer than a lease from now on, so that whoever still holds one has it for as long as it takes.
    /// </summary>
    private async Task BelieveNoOtherClockAsync(DateTime now, CancellationToken cancellation)
    {
        var (claimed, latest) = (now + Lease, now + Backoff.Longest);
        var ahead = db.Notifications.Where(row => row.State == NotificationState.Sending && row.ClaimedUntil > claimed);
        var distant = db.Notifications.Where(row => row.State == NotificationState.Planned && row.NextAttemptAt > latest);
        if (!await ahead.Select(row => row.Id).Concat(distant.Select(row => row.Id)).AnyAsync(cancellation))
            return;
        await db.TransactAsync(async () =>
        {
            await ahead.ExecuteUpdateAsync(row => row.SetProperty(value => value.ClaimedUntil, claimed).SetProperty(value => value.Version, Guid.NewGuid()), cancellation);
            await distant.ExecuteUpdateAsync(row => row.SetProperty(value => value.NextAttemptAt, now).SetProperty(value => value.Version, Guid.NewGuid()), cancellation);
            return true;
        }, cancellation: cancellation);
    }

    /// <summary>Gives back what was not tried.</summary>
    public Task ReleaseAsync(Guid claim, IReadOnlyList<Notification> rows)
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        var keys = rows.Select(row => row.Id).ToList();
        return db.TransactAsync(() => db.Notifications.Where(row => row.ClaimId == claim && keys.Contains(row.Id)).ExecuteUpdateAsync(row => row
            .SetProperty(value => value.State, NotificationState.Planned)
            .SetProperty(value => value.ClaimId, (Guid?)null)
            .SetProperty(value => value.ClaimedUntil, (DateTime?)null)
            .SetProperty(value => value.Version, Guid.NewGuid())));
    }

    private IQueryable<Notification> Due(DateTime now) => db.Notifications.Where(row =>
        row.State == NotificationState.Planned && row.NextAttemptAt <= now || row.State == NotificationState.Sending && row.ClaimedUntil < now);
}

/// <summary>Notifications that one dispatcher has to itself for a while.</summary>
public sealed record Claim(Guid Id, IReadOnlyList<Notification> Rows);
