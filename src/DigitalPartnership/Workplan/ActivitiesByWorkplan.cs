using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Pages of the activities of workplans.</summary>
public sealed class ActivitiesByWorkplan(PartnershipDb db, FilterContext filters) : PagesByParent<Activity>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<int> Parents => db.Workplans.Select(row => row.Id);

    /// <inheritdoc />
    protected override IQueryable<Link<Activity>> LinksOf(IReadOnlyList<int> parents) =>
        db.Activities.Where(row => parents.Contains(row.WorkplanId)).Select(row => new Link<Activity> { ParentId = row.WorkplanId, Item = row });
}
