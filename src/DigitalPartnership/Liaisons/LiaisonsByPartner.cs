using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>The liaison offices of partners: the Council's first, each party's by their beginning.</summary>
public sealed class LiaisonsByPartner(PartnershipDb db) : ListByKey<int, Liaison>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Liaison>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.Liaisons.Where(row => keys.Contains(row.OrganisationId)).ToListAsync(cancellation))
            .GroupBy(row => row.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Liaison>)[.. group.OrderBy(row => row.Party).ThenBy(row => row.From).ThenBy(row => row.Id)]);
}
