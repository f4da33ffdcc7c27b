using DigitalPartnership.Auditing;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>The letters bring leave to use the logo; the end of the partnership takes all leave away.</summary>
internal sealed class StandingLogoPermission : IReaction
{
    public async Task ReactAsync(Change change)
    {
        foreach (var partnership in change.Altered<Partnership>(nameof(Partnership.Status)))
        {
            if (partnership.Status is PartnerStatus.Active)
            {
                change.Db.Add(LogoPermission.WithLetters(partnership.OrganisationId, change.Today));
            }
            else if (partnership.Status is PartnerStatus.Terminated)
            {
                foreach (var permission in await change.Db.LogoPermissions.AsTracking().Where(row => row.OrganisationId == partnership.OrganisationId).ToListAsync())
                    EndWith(partnership, permission, change.Today);
            }
        }
    }

    /// <summary>Where the end lies ahead, the permission runs until the day before.</summary>
    private static void EndWith(Partnership partnership, LogoPermission permission, DateOnly today)
    {
        if (partnership.TerminatedOn?.Earliest is { } end && end > today)
            permission.EndBy(end.AddDays(-1));
        else
            permission.Lapse("The partnership has ended.");
    }
}
