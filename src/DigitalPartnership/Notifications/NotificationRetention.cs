using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Deletes what was told long ago. What is due keeps its rows, or it would be told again.</summary>
internal sealed class NotificationRetention(PartnershipDb db) : IRetention
{
    private const int DaysKept = 3 * 366;

    public string What => "notifications";

    public Task<int> PurgeAsync(DateTime now, bool isDryRun, CancellationToken cancellation)
    {
        var (until, day) = (now.AddDays(-DaysKept), DateOnly.FromDateTime(now).AddDays(-DaysKept));
        return db.PurgeAsync(db.Notifications.Where(row => row.DueOn < day && row.PlannedAt < until
            && row.State != NotificationState.Planned && row.State != NotificationState.Sending), isDryRun, cancellation);
    }
}

/// <summary>What was mailed to a person, for the export of personal data.</summary>
internal sealed class MailedNotifications(PartnershipDb db) : IPersonalRecords
{
    public string What => "mails";

    public async Task<IReadOnlyList<object>> OfAsync(IReadOnlyList<int> offices) =>
        [.. from row in await db.Notifications.Where(row => row.LiaisonId != null && offices.Contains(row.LiaisonId.Value)).OrderBy(row => row.Id)
                .Select(row => new { row.Kind, row.Rung, row.DueOn, row.State, row.SentAt }).ToListAsync()
            select (object)new { row.Kind, row.Rung, row.DueOn, row.State, SentAt = row.SentAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : (DateTime?)null }];
}
