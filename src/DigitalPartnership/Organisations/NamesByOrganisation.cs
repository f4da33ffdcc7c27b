using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>The names of organisations, the current one first.</summary>
public sealed class NamesByOrganisation(PartnershipDb db) : ListByKey<int, OrganisationName>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<OrganisationName>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.OrganisationNames.Where(name => keys.Contains(name.OrganisationId)).OrderBy(name => name.Id).ToListAsync(cancellation))
            .GroupBy(name => name.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<OrganisationName>)[.. group.OrderBy(name => name.Kind)]);
}
