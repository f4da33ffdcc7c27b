using DigitalPartnership.Data;
using DigitalPartnership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>What partners are called in mails.</summary>
public static class PartnerNames
{
    /// <summary>The names of the partners that notifications concern, by their keys.</summary>
    public static Task<Dictionary<int, string>> PartnerNamesAsync(this PartnershipDb db, IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        var keys = notifications.Select(row => row.OrganisationId).Distinct().ToList();
        return db.Organisations.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }
}
