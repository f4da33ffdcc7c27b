using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>The organisations that others are members of.</summary>
public sealed class BodiesByMember(PartnershipDb db) : ListByKey<int, Organisation>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Organisation>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.Memberships.Where(row => keys.Contains(row.MemberId)).OrderBy(row => row.Body.NameKey).Select(row => new { row.MemberId, row.Body }).ToListAsync(cancellation))
            .GroupBy(row => row.MemberId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Organisation>)[.. group.Select(row => row.Body)]);
}
