using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Workplan;

/// <summary>Pages of the activities of organisations, an activity once however many roles an organisation has in it.</summary>
public sealed class ActivitiesByOrganisation(PartnershipDb db, FilterContext filters) : PagesByParent<Activity>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<int> Parents => db.Organisations.Select(row => row.Id);

    /// <inheritdoc />
    protected override IQueryable<Link<Activity>> LinksOf(IReadOnlyList<int> parents) =>
        from pair in db.Participations.Where(row => !row.IsWithdrawn && parents.Contains(row.OrganisationId)).Select(row => new { row.OrganisationId, row.ActivityId }).Distinct()
        join activity in db.Activities on pair.ActivityId equals activity.Id
        select new Link<Activity> { ParentId = pair.OrganisationId, Item = activity };
}
