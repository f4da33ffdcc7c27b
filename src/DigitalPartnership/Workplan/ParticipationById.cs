using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Participations by their keys; one that was taken back is not found.</summary>
public sealed class ParticipationById(PartnershipDb db) : NodeById<Participation>(ParticipationNode.NodeKind, row => new ParticipationNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Participation> Rows => db.Participations.Where(row => !row.IsWithdrawn);
}
