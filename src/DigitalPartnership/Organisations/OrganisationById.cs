using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Organisations;

/// <summary>Organisations by their keys.</summary>
public sealed class OrganisationById(PartnershipDb db) : NodeById<Organisation>(OrganisationNode.NodeKind, row => OrganisationNode.Of(row))
{
    /// <inheritdoc />
    protected override IQueryable<Organisation> Rows => db.Organisations;
}
