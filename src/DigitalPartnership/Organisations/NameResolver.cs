using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>Whom a written name means.</summary>
/// <param name="Organisation">The organisation; null where it is not sure.</param>
/// <param name="Matched">The name by which it was found.</param>
/// <param name="Explanation">Why, in a sentence.</param>
/// <param name="Candidates">Whom it might mean where it is not sure, the likeliest first.</param>
public sealed record NameResolution(Organisation? Organisation, OrganisationName? Matched, string Explanation, IReadOnlyList<Organisation> Candidates);

/// <summary>Finds out which organisation a written name means.</summary>
public sealed class NameResolver(PartnershipDb db)
{
    /// <summary>Finds out whom one name means.</summary>
    /// <exception cref="RequestError">VALIDATION_FAILED: the name is blank or too long.</exception>
    public async Task<NameResolution> ResolveAsync(string name, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > OrganisationName.Longest)
            throw new RequestError("VALIDATION_FAILED", $"A name has between 1 and {OrganisationName.Longest} characters.", "name");
        return (await LoadAsync(cancellation)).Resolve(name.Trim());
    }

    /// <summary>All names at once, for texts that hold many.</summary>
    public async Task<NameIndex> LoadAsync(CancellationToken cancellation = default) =>
        new(await db.OrganisationNames.Include(name => name.Organisation).OrderBy(name => name.Id).AsNoTrackingWithIdentityResolution().ToListAsync(cancellation),
            await db.NeverMerged.Include(pair => pair.Organisation).Include(pair => pair.Other).AsNoTrackingWithIdentityResolution().ToListAsync(cancellation));
}

/// <summary>Which organisation a name means, and why.</summary>
[Name("NameResolution")]
public sealed class NameResolutionNode(NameResolution resolution)
{
    /// <summary>The organisation; null where it is not sure which is meant.</summary>
    public OrganisationNode? Organisation => resolution.Organisation is { } row ? OrganisationNode.Of(row) : null;

    /// <summary>The name by which it was found.</summary>
    public OrganisationNameNode? Matched => resolution.Matched is { } name ? new OrganisationNameNode(name) : null;

    /// <summary>Why, in a sentence.</summary>
    public string Explanation => resolution.Explanation;

    /// <summary>Whom the name might mean where it is not sure, the likeliest first, at most five.</summary>
    public IEnumerable<OrganisationNode> Candidates => resolution.Candidates.Select(OrganisationNode.Of);
}
