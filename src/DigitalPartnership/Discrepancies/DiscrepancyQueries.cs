using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Sources;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Discrepancies;

/// <summary>A place where the document contradicts itself, or states what its own data does not give.</summary>
[Name("Discrepancy")]
public sealed class DiscrepancyNode(Discrepancy row)
{
    /// <summary>The discrepancy's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId("Discrepancy", row.Id).ToString();

    /// <summary>What it is about.</summary>
    public string About => row.About;

    /// <summary>What the document states.</summary>
    public string Stated => row.Stated;

    /// <summary>What the data gives.</summary>
    public string Counted => row.Counted;

    /// <summary>Why the two differ, as far as it can be told.</summary>
    public string Explanation => row.Explanation;

    /// <summary>Where the document states it.</summary>
    public Source Source => row.Sources[0];
}

/// <summary>The root field that lists discrepancies.</summary>
[Extends(typeof(Query))]
public static class DiscrepancyQueries
{
    /// <summary>Where the document contradicts itself or its own data: both figures, and why they differ.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<IEnumerable<DiscrepancyNode>> Discrepancies([FromServices] PartnershipDb db, CancellationToken cancellation) =>
        (await db.Discrepancies.OrderBy(row => row.Id).ToListAsync(cancellation)).Select(row => new DiscrepancyNode(row));
}
