using DigitalPartnership.Auditing;

namespace DigitalPartnership.Workplan;

/// <summary>Which organisations have been admitted to which committees.</summary>
internal static class CommitteeDecisions
{
    /// <summary>Whether a decision admits an organisation to the body that leads a sector.</summary>
    public static Task<bool> IsAdmittedAsync(Change change, int organisationId, Sector sector) => Task.FromResult(false);
}
