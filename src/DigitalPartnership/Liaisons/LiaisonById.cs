using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Liaisons;

/// <summary>Liaison offices by their keys.</summary>
public sealed class LiaisonById(PartnershipDb db) : NodeById<Liaison>(LiaisonNode.NodeKind, row => new LiaisonNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Liaison> Rows => db.Liaisons;
}
