using System.Runtime.InteropServices;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What is to be cleared away however this program ends: processes and folders, the last made first.</summary>
internal static class Leaving
{
    private static readonly List<Action> Steps = [];

    // The runtime lets these signals end the process on the spot; Environment.Exit does what is to be done before.
    private static readonly PosixSignalRegistration[] Signals =
        [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Leave))];

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

    private static void Leave(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Environment.Exit(1);
    }

    private static List<Action> Taken()
    {
        lock (Steps)
            return [.. Steps.AsEnumerable().Reverse()];
    }
}
