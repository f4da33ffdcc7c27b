using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Proposals by their keys; only those that the caller may see are found.</summary>
public sealed class ActivityProposalById(PartnershipDb db, Caller caller) : OneByKey<int, ActivityProposal>, INodeSource
{
    /// <inheritdoc />
    public string Kind => ActivityProposalNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new ActivityProposalNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, ActivityProposal?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.ActivityProposals.VisibleTo(caller).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (ActivityProposal?)row, cancellation);
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
