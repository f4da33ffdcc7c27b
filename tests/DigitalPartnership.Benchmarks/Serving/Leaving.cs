namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What is to be cleared away however this program ends: processes and folders, the last made first.</summary>
internal static class Leaving
{
    private static readonly List<Action> Steps = [];

    static Leaving() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var step in Taken())
            step();
    };

    /// <summary>Clears away now what would be cleared away at the end.</summary>
    public static void Do(Action step)
    {
        lock (Steps)
            Steps.Remove(step);
        step();
    }

    public static void Remember(Action step)
    {
        lock (Steps)
            Steps.Add(step);
    }

    private static List<Action> Taken()
    {
        lock (Steps)
            return [.. Steps.AsEnumerable().Reverse()];
    }
}
