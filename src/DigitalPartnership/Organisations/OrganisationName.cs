using DigitalPartnership.Auditing;

namespace DigitalPartnership.Organisations;

/// <summary>What sort of name a name is.</summary>
public enum NameKind
{
    /// <summary>The name it goes by today.</summary>
    Current,

    /// <summary>The registered or full name.</summary>
    Legal,

    /// <summary>A short form or set of initials.</summary>
    Short,

    /// <summary>A name it went by earlier.</summary>
    Former,

    /// <summary>Another way in which the name is written.</summary>
    Spelling,
}

/// <summary>One name of an organisation, from when until when.</summary>
public sealed class OrganisationName : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>The longest name, in characters.</summary>
    public const int Longest = 200;

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The key of the organisation.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The organisation.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>The name as it is written.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The words of the name, folded: unique, so that a name means one organisation. Null where another name of the same
    /// organisation folds to the same words.
    /// </summary>
    public string? Key { get; internal set; }

    /// <summary>What sort of name it is.</summary>
    public NameKind Kind { get; set; }

    /// <summary>The first day on which it was used, where known.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day on which it was used, where known.</summary>
    public DateOnly? To { get; set; }
}

/// <summary>Two organisations whose names resemble each other and that must never be taken for one another.</summary>
public sealed class NeverMerge
{
    /// <summary>The key of the one.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The key of the other.</summary>
    public int OtherId { get; init; }

    /// <summary>The one.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>The other.</summary>
    public Organisation Other { get; init; } = null!;

    /// <summary>What sets them apart.</summary>
    public required string Reason { get; init; }
}
