using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>Partnerships by the keys of their organisations.</summary>
public sealed class PartnershipByOrganisation(PartnershipDb db) : OneByKey<int, Partnership>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Partnership?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Partnerships.Where(row => keys.Contains(row.OrganisationId)).ToDictionaryAsync(row => row.OrganisationId, row => (Partnership?)row, cancellation);
}
