using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Workplans by their keys.</summary>
public sealed class WorkplanById(PartnershipDb db) : NodeById<Workplan>(WorkplanNode.NodeKind, row => new WorkplanNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Workplan> Rows => db.Workplans;
}
