namespace DigitalPartnership.Auditing;

/// <summary>A record whose changes are written down.</summary>
public interface IAudited
{
    /// <summary>The record that people look under: an organisation for its names, letters and lifecycle.</summary>
    (string Kind, int Key) AuditSubject { get; }
}

/// <summary>Marks what is personal data. The audit trail notes that it changed, never what it was or is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalDataAttribute : Attribute;

/// <summary>That somebody changed a record: who, when, what it was before and what it is after.</summary>
public sealed class AuditEntry
{
    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who: the caller's lasting id.</summary>
    public required string Caller { get; init; }

    /// <summary>What was done: the mutation, the kind of record and what became of it.</summary>
    public required string Action { get; init; }

    /// <summary>The kind of the record that people look under.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The key of the record that people look under.</summary>
    public int SubjectKey { get; init; }

    /// <summary>The changed columns as they were, as JSON; null where the record is new.</summary>
    public string? Before { get; init; }

    /// <summary>The changed columns as they are, as JSON.</summary>
    public string? After { get; init; }

    /// <summary>Why, where the caller gave a reason.</summary>
    public string? Reason { get; init; }
}
