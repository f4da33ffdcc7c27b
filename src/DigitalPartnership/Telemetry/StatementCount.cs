namespace DigitalPartnership.Telemetry;

/// <summary>Counts the SQL statements that an operation sends, whoever sends them on its behalf.</summary>
public sealed class StatementCount
{
    private static readonly AsyncLocal<StatementCount?> Current = new();

    private int _number;

    /// <summary>How many there were.</summary>
    public int Number => Volatile.Read(ref _number);

    /// <summary>Begins to count what is sent from here on.</summary>
    public static StatementCount Begin() => Current.Value = new StatementCount();

    internal static void Add()
    {
        if (Current.Value is { } count)
            Interlocked.Increment(ref count._number);
    }
}
