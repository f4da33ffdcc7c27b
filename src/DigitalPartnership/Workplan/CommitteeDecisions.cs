using DigitalPartnership.Agreements;
using DigitalPartnership.Auditing;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Which organisations have been admitted to which committees.</summary>
internal static class CommitteeDecisions
{
    /// <summary>Whether the latest decision on an organisation and the body that leads a sector admits it.</summary>
    public static async Task<bool> IsAdmittedAsync(Change change, int organisationId, Sector sector)
    {
        var latest = await change.Db.ParticipationDecisions
            .Where(row => row.OrganisationId == organisationId && row.BodyKey == sector.BodyKey)
            .OrderByDescending(row => row.DecidedOn).ThenByDescending(row => row.Id).FirstOrDefaultAsync();
        return latest?.Outcome is ParticipationDecisionOutcome.Admitted;
    }
}
