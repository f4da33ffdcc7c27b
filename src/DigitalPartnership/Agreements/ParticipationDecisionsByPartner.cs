using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>The decisions on the participation of partners in bodies, the earliest first.</summary>
public sealed class ParticipationDecisionsByPartner(PartnershipDb db) : ListByKey<int, ParticipationDecision>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<ParticipationDecision>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.ParticipationDecisions.Include(row => row.Organisation).Where(row => keys.Contains(row.OrganisationId))
            .OrderBy(row => row.DecidedOn).ThenBy(row => row.Id).ToListAsync(cancellation))
            .GroupBy(row => row.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<ParticipationDecision>)[.. group]);
}

/// <summary>Decisions by their keys.</summary>
public sealed class ParticipationDecisionById(PartnershipDb db) : NodeById<ParticipationDecision>(ParticipationDecisionNode.NodeKind, row => new ParticipationDecisionNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<ParticipationDecision> Rows => db.ParticipationDecisions.Include(row => row.Organisation);
}
