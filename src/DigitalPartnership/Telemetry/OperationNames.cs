using System.Collections.Concurrent;

namespace DigitalPartnership.Telemetry;

/// <summary>
/// Bounds the names of operations in telemetry. Clients choose them, and strangers could choose a new one for every request: so those that the
/// product itself knows keep theirs, and of the others the first that were executed.
/// </summary>
public sealed class OperationNames
{
    /// <summary>How many names clients can bring in.</summary>
    public const int Most = 100;

    /// <summary>What every further name becomes.</summary>
    public const string Other = "(other)";

    /// <summary>What stands for no name.</summary>
    public const string None = "(none)";

    private const int Longest = 60;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private int _room = Most;

    /// <summary>Keeps the names of operations that the product itself knows, such as those of trusted documents.</summary>
    public void Trust(IEnumerable<string> names)
    {
        foreach (var name in names)
            _known.TryAdd(name, true);
    }

    /// <summary>The name by which an operation is counted.</summary>
    /// <param name="name">The name in its document.</param>
    /// <param name="wasExecuted">Whether it was executed; what was refused brings no new name in.</param>
    public string Of(string? name, bool wasExecuted)
    {
        if (string.IsNullOrEmpty(name))
            return None;
        if (_known.ContainsKey(name))
            return name;
        if (!wasExecuted || name.Length > Longest || Volatile.Read(ref _room) <= 0)
            return Other;
        if (!_known.TryAdd(name, true))
            return name;
        if (Interlocked.Decrement(ref _room) >= 0)
            return name;
        _known.TryRemove(name, out _);
        return Other;
    }
}
