using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>The letters of partners, the Council's first.</summary>
public sealed class LettersByPartner(PartnershipDb db) : ListByKey<int, Letter>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Letter>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.Letters.Where(letter => keys.Contains(letter.OrganisationId)).ToListAsync(cancellation))
            .GroupBy(letter => letter.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Letter>)[.. group.OrderBy(letter => letter.Party)]);
}
