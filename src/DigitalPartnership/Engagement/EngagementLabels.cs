using System.Globalization;
using DigitalPartnership.Data;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Engagement;

/// <summary>What the keys of partners and sectors stand for, and the order of rows.</summary>
internal sealed class EngagementLabels
{
    /// <summary>The value where it is not known.</summary>
    public const string Unknown = "UNKNOWN";

    public static readonly EngagementLabels None = new();

    private Dictionary<int, (string Value, string Name, int Rank)> _partners = [];
    private Dictionary<int, (string Value, string Name, int Rank)> _sectors = [];

    /// <summary>Brings the names that these dimensions need, in one statement each.</summary>
    public static async Task<EngagementLabels> LoadAsync(PartnershipDb db, IReadOnlyList<EngagementDimension> by, CancellationToken cancellation)
    {
        var labels = new EngagementLabels();
        if (by.Contains(EngagementDimension.Partner))
        {
            var partners = await db.Partnerships.Select(row => row.Organisation).OrderBy(row => row.NameKey).ThenBy(row => row.Id)
                .Select(row => new { row.Id, row.Slug, row.Name }).ToListAsync(cancellation);
            labels._partners = partners.Index().ToDictionary(row => row.Item.Id, row => (row.Item.Slug, row.Item.Name, row.Index));
        }
        if (by.Contains(EngagementDimension.Sector))
        {
            var sectors = await db.Sectors.OrderBy(row => row.NameKey).Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
            labels._sectors = sectors.Index().ToDictionary(row => row.Item.Id, row => (row.Item.Name, row.Item.Name, row.Index));
        }
        return labels;
    }

    /// <summary>The value of one dimension: a readable address, a year, an enumeration's value, a printed sector, a country's code.</summary>
    public string ValueOf(EngagementDimension dimension, EngagementGroup group) => dimension switch
    {
        EngagementDimension.Partner => _partners[group.Partner].Value,
        EngagementDimension.Year => group.Year == 0 ? Unknown : group.Year.ToString(CultureInfo.InvariantCulture),
        EngagementDimension.Category => EnumNames.Of(group.Category),
        EngagementDimension.Sector => _sectors[group.Sector].Value,
        EngagementDimension.Role => EnumNames.Of(group.Role),
        EngagementDimension.Kind => EnumNames.Of(group.Kind),
        _ => group.Country is "" ? Unknown : group.Country,
    };

    /// <summary>The same for readers.</summary>
    public string LabelOf(EngagementDimension dimension, EngagementGroup group, Language language) => dimension switch
    {
        EngagementDimension.Partner => _partners[group.Partner].Name,
        EngagementDimension.Year when group.Year == 0 => EngagementWords.Undated(language),
        EngagementDimension.Category => EngagementWords.Of(group.Category, language),
        EngagementDimension.Role => EngagementWords.Of(group.Role, language),
        EngagementDimension.Kind => EngagementWords.Of(group.Kind, language),
        EngagementDimension.Country => CountryNames.Of(group.Country, language),
        _ => ValueOf(dimension, group),
    };

    /// <summary>The rows by the values of the dimensions, the first of these first: names by the alphabet, years and enumerations in their order, what is unknown last.</summary>
    public IReadOnlyList<EngagementRow> Sorted(IReadOnlyList<EngagementRow> rows, IReadOnlyList<EngagementDimension> by)
    {
        if (by is [])
            return rows;
        var sorted = rows.OrderBy(row => RankOf(by[0], row.Group));
        foreach (var dimension in by.Skip(1))
            sorted = sorted.ThenBy(row => RankOf(dimension, row.Group));
        return [.. sorted];
    }

    private int RankOf(EngagementDimension dimension, EngagementGroup group) => dimension switch
    {
        EngagementDimension.Partner => _partners[group.Partner].Rank,
        EngagementDimension.Year => group.Year == 0 ? int.MaxValue : group.Year,
        EngagementDimension.Category => (int)group.Category,
        EngagementDimension.Sector => _sectors[group.Sector].Rank,
        EngagementDimension.Role => (int)group.Role,
        EngagementDimension.Kind => (int)group.Kind,
        _ => group.Country is [var first, var second, ..] ? first << 8 | second : int.MaxValue,
    };
}
