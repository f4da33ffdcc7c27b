using DigitalPartnership.Auditing;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Cancels the open assessment of a partnership when its end is decided.</summary>
internal sealed class CancellationWithPartnership : IReaction
{
    public async Task ReactAsync(Change change)
    {
        var ended = change.Altered<Partnership>(nameof(Partnership.Status)).Where(row => row.Status is PartnerStatus.Terminated or PartnerStatus.Declined).Select(row => row.OrganisationId).ToList();
        if (ended.Count == 0)
            return;
        foreach (var assessment in await change.Db.Assessments.AsTracking().Open().Where(row => ended.Contains(row.OrganisationId)).ToListAsync())
            assessment.Cancel(change.Today, "The end of the partnership was decided.");
    }
}
