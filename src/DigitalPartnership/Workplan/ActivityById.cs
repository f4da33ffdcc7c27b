using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Activities by their keys.</summary>
public sealed class ActivityById(PartnershipDb db) : NodeById<Activity>(ActivityNode.NodeKind, row => new ActivityNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Activity> Rows => db.Activities;
}
