namespace DigitalPartnership.Scheduling;

/// <summary>When this database was first prepared by a host: what was due before then is nobody's business here. There is one row.</summary>
public sealed class Installation
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyRow = 1;

    /// <summary>Always <see cref="OnlyRow"/>.</summary>
    public int Id { get; init; } = OnlyRow;

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }
}
