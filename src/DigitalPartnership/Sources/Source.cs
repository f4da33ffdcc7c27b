using GraphQL;

namespace DigitalPartnership.Sources;

/// <summary>Where a fact comes from.</summary>
[Name("SourceReference")]
public sealed class Source
{
    /// <summary>The document, with its date.</summary>
    public required string Document { get; init; }

    /// <summary>The section of the document.</summary>
    public required string Section { get; init; }

    /// <summary>The row of the workplan's tables, 1 to 50 in their order, where it is one.</summary>
    public int? Row { get; init; }

    /// <summary>A few words of the document, to the letter.</summary>
    public string? Quote { get; init; }
}
