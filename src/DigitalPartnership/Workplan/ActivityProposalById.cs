using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Proposals by their keys; only those that the caller may see are found.</summary>
public sealed class ActivityProposalById(PartnershipDb db, Caller caller) : NodeById<ActivityProposal>(ActivityProposalNode.NodeKind, row => new ActivityProposalNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<ActivityProposal> Rows => db.ActivityProposals.VisibleTo(caller);
}

/// <summary>Who sees which proposals.</summary>
internal static class VisibleProposals
{
    /// <summary>All proposals for the Secretariat, their own partner's for liaison persons, none for others.</summary>
    public static IQueryable<ActivityProposal> VisibleTo(this IQueryable<ActivityProposal> proposals, Caller caller)
    {
        var (isAdmin, partner) = (caller.IsAdmin, caller.PartnerId);
        return proposals.Where(row => isAdmin || row.OrganisationId == partner);
    }
}
