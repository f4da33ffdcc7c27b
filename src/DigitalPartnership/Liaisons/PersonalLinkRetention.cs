using DigitalPartnership.Data;

namespace DigitalPartnership.Liaisons;

/// <summary>Deletes personal links that have ended.</summary>
internal sealed class PersonalLinkRetention(PartnershipDb db) : IRetention
{
    public string What => "personal links";

    public Task<int> PurgeAsync(DateTime now, bool isDryRun, CancellationToken cancellation) =>
        db.PurgeAsync(db.PersonalLinks.Where(row => row.ExpiresAt <= now), isDryRun, cancellation);
}
