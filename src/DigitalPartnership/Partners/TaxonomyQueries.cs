using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>The active partners of a day, counted by kind and by country.</summary>
[Name("Taxonomy")]
public sealed class TaxonomyNode(DateOnly asOf, IReadOnlyList<Organisation> partners)
{
    /// <summary>The day on which they were active.</summary>
    public DateOnly AsOf => asOf;

    /// <summary>How many there were.</summary>
    public int Total => partners.Count;

    /// <summary>How many there were of each kind, the most frequent first.</summary>
    public IEnumerable<TaxonomyCountNode> ByKind => Count(row => EnumNames.Of(row.Kind));

    /// <summary>How many there were in each country, the most frequent first; those of no known country are left out.</summary>
    public IEnumerable<TaxonomyCountNode> ByCountry => Count(row => row.Country);

    /// <summary>The active partners of a day.</summary>
    internal static async Task<TaxonomyNode> OfAsync(PartnershipDb db, DateOnly day, CancellationToken cancellation) =>
        new(day, await db.Partnerships.ActiveOn(day)
            .OrderBy(row => row.Organisation.NameKey).ThenBy(row => row.OrganisationId).Select(row => row.Organisation).ToListAsync(cancellation));

    private IEnumerable<TaxonomyCountNode> Count(Func<Organisation, string?> key) =>
        from partner in partners
        group partner by key(partner) into same
        where same.Key is not null
        orderby same.Count() descending, same.Key
        select new TaxonomyCountNode(same.Key, [.. same]);
}

/// <summary>How many partners are alike in something.</summary>
[Name("TaxonomyCount")]
public sealed class TaxonomyCountNode(string key, IReadOnlyList<Organisation> partners)
{
    /// <summary>What they have in common: a value of OrganisationKind, or a country's code.</summary>
    public string Key => key;

    /// <summary>How many they are.</summary>
    public int Count => partners.Count;

    /// <summary>Who they are, by name.</summary>
    public IEnumerable<PartnerNode> Partners => partners.Select(row => new PartnerNode(row));
}

/// <summary>The root field that counts partners.</summary>
[Extends(typeof(Query))]
public static class TaxonomyQueries
{
    /// <summary>The active partners of a day, today where none is given, counted by kind and by country.</summary>
    [Allowed(Audience.Everyone)]
    public static Task<TaxonomyNode> Taxonomy(
        [FromServices] PartnershipDb db, [FromServices] FilterContext filters, CancellationToken cancellation,
        [Description("The day whose partners are counted; today where it is left out.")] DateOnly? asOf) =>
        TaxonomyNode.OfAsync(db, asOf ?? filters.Today, cancellation);
}
