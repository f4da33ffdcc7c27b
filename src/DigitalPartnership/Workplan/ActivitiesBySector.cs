using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Pages of the activities of sectors.</summary>
public sealed class ActivitiesBySector(PartnershipDb db, FilterContext filters) : PagesByParent<Activity>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<int> Parents => db.Sectors.Select(row => row.Id);

    /// <inheritdoc />
    protected override IQueryable<Link<Activity>> LinksOf(IReadOnlyList<int> parents) =>
        db.Activities.Where(row => parents.Contains(row.SectorId)).Select(row => new Link<Activity> { ParentId = row.SectorId, Item = row });
}
