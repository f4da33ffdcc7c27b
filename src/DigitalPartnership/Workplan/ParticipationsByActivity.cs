using System.Linq.Expressions;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>The participations in activities.</summary>
public sealed class ParticipationsByActivity(PartnershipDb db, FilterContext filters) : FilteredListByParent<Participation>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<Participation> Rows => db.Participations.Where(row => !row.IsWithdrawn).OrderBy(row => row.Id);

    /// <inheritdoc />
    protected override Expression<Func<Participation, int>> Parent => row => row.ActivityId;
}

/// <summary>The participations of organisations.</summary>
public sealed class ParticipationsByOrganisation(PartnershipDb db, FilterContext filters) : FilteredListByParent<Participation>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<Participation> Rows => db.Participations.Where(row => !row.IsWithdrawn).OrderBy(row => row.Id);

    /// <inheritdoc />
    protected override Expression<Func<Participation, int>> Parent => row => row.OrganisationId;
}
