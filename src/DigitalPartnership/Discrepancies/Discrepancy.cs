using DigitalPartnership.Sources;

namespace DigitalPartnership.Discrepancies;

/// <summary>A place where the document contradicts itself, or states what its own data does not give.</summary>
public sealed class Discrepancy
{
    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>A short word that names it, unique.</summary>
    public required string Slug { get; init; }

    /// <summary>What it is about.</summary>
    public required string About { get; init; }

    /// <summary>What the document states.</summary>
    public required string Stated { get; init; }

    /// <summary>What the data gives.</summary>
    public required string Counted { get; init; }

    /// <summary>Why the two differ, as far as it can be told.</summary>
    public required string Explanation { get; init; }

    /// <summary>Where it is stated; always exactly one.</summary>
    public required List<Source> Sources { get; init; }
}
