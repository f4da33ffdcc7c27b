namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>Two servers that take turns, so that both meet the same machine.</summary>
internal static class Turns
{
    private const int Times = 5;

    /// <summary>Loads the one and the other in turns, prints every run, and gives the median of each.</summary>
    public static (Effort One, Effort Other) Take(string one, Func<Effort> runOne, string other, Func<Effort> runOther)
    {
        var (ones, others) = (new List<Effort>(), new List<Effort>());
        for (var turn = 1; turn <= Times; turn++)
        {
            ones.Add(runOne());
            others.Add(runOther());
            Console.WriteLine($"  turn {turn}: {one} {Text(ones[^1])}   {other} {Text(others[^1])}");
        }
        Console.WriteLine($"  median: {one} {Text(Median(ones))}   {other} {Text(Median(others))}");
        return (Median(ones), Median(others));
    }

    /// <summary>The middle of the values, or of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2 : 0;

    private static Effort Median(List<Effort> efforts) => new(Median(efforts.Select(effort => effort.Milliseconds)), Median(efforts.Select(effort => effort.PerSecond)));

    private static string Text(Effort effort) => $"{effort.Milliseconds,8:0.0000} ms CPU {effort.PerSecond,8:0} /s";
}
