using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Sectors by their keys.</summary>
public sealed class SectorById(PartnershipDb db) : NodeById<Sector>(SectorNode.NodeKind, row => new SectorNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Sector> Rows => db.Sectors;
}
