using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Tells whether the mail server has taken nothing for a while.</summary>
public sealed class MailBacklog(PartnershipDb db, TimeProvider time)
{
    // One attempt that fails is nothing that somebody should look into.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);
    private static readonly string[] Outages = [EnumNames.Of(DeliveryOutcome.Unavailable), EnumNames.Of(DeliveryOutcome.RefusedForAll)];

    /// <summary>Since when the server has taken nothing, in UTC, and how many mails wait for it; null where it takes what it gets.</summary>
    public async Task<(DateTime Since, int Waiting)?> FindAsync(CancellationToken cancellation)
    {
        var waiting = db.Notifications.Where(row => (row.State == NotificationState.Planned || row.State == NotificationState.Sending) && row.Tries > 0);
        var since = await db.NotificationAttempts.Where(attempt => Outages.Contains(attempt.Outcome) && waiting.Any(row => row.Id == attempt.NotificationId))
            .MinAsync(attempt => (DateTime?)attempt.At, cancellation);
        if (since is null || since > time.GetUtcNow().UtcDateTime - Grace || await db.Notifications.AnyAsync(row => row.SentAt > since, cancellation))
            return null;
        return (DateTime.SpecifyKind(since.Value, DateTimeKind.Utc), await waiting.CountAsync(cancellation));
    }
}
