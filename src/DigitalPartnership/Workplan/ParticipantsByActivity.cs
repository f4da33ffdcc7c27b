using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Workplan;

/// <summary>Pages of the organisations that take part in activities, an organisation once whatever its roles.</summary>
public sealed class ParticipantsByActivity(PartnershipDb db, FilterContext filters) : PagesByParent<Organisation>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<int> Parents => db.Activities.Select(row => row.Id);

    /// <inheritdoc />
    protected override IQueryable<Link<Organisation>> LinksOf(IReadOnlyList<int> parents) =>
        from pair in db.Participations.Where(row => !row.IsWithdrawn && parents.Contains(row.ActivityId)).Select(row => new { row.OrganisationId, row.ActivityId }).Distinct()
        join organisation in db.Organisations on pair.OrganisationId equals organisation.Id
        select new Link<Organisation> { ParentId = pair.ActivityId, Item = organisation };
}
