namespace DigitalPartnership.Auditing;

/// <summary>An entry of the public change feed: what happened, without personal data.</summary>
public sealed class PublicChange
{
    /// <summary>Its place in the feed: the number of the data after this change, so that numbers commit in order.</summary>
    public long Number { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>What sort of change it is.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind of the record it is about.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The key of the record it is about.</summary>
    public int SubjectKey { get; init; }

    /// <summary>What happened, in English.</summary>
    public required string English { get; init; }

    /// <summary>What happened, in French.</summary>
    public required string French { get; init; }
}

/// <summary>
/// The number of the public data, raised in the transaction of every change to records, so also of every one that the public can see.
/// There is one row; raising it makes such transactions wait for each other.
/// </summary>
public sealed class DataVersion
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyRow = 1;

    /// <summary>Always <see cref="OnlyRow"/>.</summary>
    public int Id { get; init; }

    /// <summary>The number.</summary>
    public long Number { get; init; }
}

/// <summary>The first answer to a mutation that was sent with an idempotency key.</summary>
public sealed class RememberedAnswer
{
    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Who sent it.</summary>
    public required string Caller { get; init; }

    /// <summary>The mutation.</summary>
    public required string Mutation { get; init; }

    /// <summary>The key that the caller chose.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>A hash of the input.</summary>
    public required string InputHash { get; init; }

    /// <summary>What the answer is made from again, as JSON.</summary>
    public string Answer { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }
}
