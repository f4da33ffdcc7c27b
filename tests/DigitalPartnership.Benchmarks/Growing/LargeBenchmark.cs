using System.Diagnostics;
using System.Text;
using DigitalPartnership.Benchmarks.Serving;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Benchmarks.Growing;

/// <summary>What grows with the data and what does not: a page, its statements, the grouping of engagement, the memory of an export.</summary>
internal static class LargeBenchmark
{
    private const string Uncached = "--Answers:CacheMegabytes=0";
    private static readonly byte[] Export = Encoding.ASCII.GetBytes("GET /exports/participations.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    private static readonly Question Page = new("20 partners with 10 activities each",
        "{ partners(first: 20) { nodes { name slug activities(first: 10) { nodes { id title category date { text } } } } } }");

    public static async Task<int> RunAsync()
    {
        using var data = new PartnershipData();
        var page = ComparePages(data);
        var (few, many) = (StatementsOf(data.Small), StatementsOf(data.Large));
        var grouping = await GroupingBenchmark.RunAsync(data.Large);
        var peak = ComparePeaks(data);
        Console.WriteLine($"""

            {Page.Name}, large data / small data: {page:0.00} by time (3.00 or less is wanted), {few} and {many} statements
            engagement(by: [PARTNER, YEAR]) / the same grouping in plain SQL: {grouping:0.00} by time (2.00 or less is wanted)
            export of 200,000 participations / of 20,000: {peak:0.00} by the host's peak memory
            """);
        return few == many ? 0 : 1;
    }

    /// <summary>The same question to both in turns, one request at a time.</summary>
    private static double ComparePages(PartnershipData data)
    {
        const int WarmUps = 200, Times = 300;
        var request = Page.ByPost();
        using var small = Programs.Product(data.Small, Uncached);
        using var large = Programs.Product(data.Large, Uncached);
        Console.WriteLine($"{Page.Name}: {small.WaitFor(request).Body.Length} bytes of small data, {large.WaitFor(request).Body.Length} of large data");
        using var toSmall = new KeptConnection(small.Port);
        using var toLarge = new KeptConnection(large.Port);
        var (ofSmall, ofLarge) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < WarmUps + Times; turn++)
        {
            var (one, other) = (Timed(toSmall, request), Timed(toLarge, request));
            if (turn >= WarmUps)
            {
                ofSmall.Add(one);
                ofLarge.Add(other);
            }
        }
        Console.WriteLine($"  median: small data {Turns.Median(ofSmall):0.00} ms, large data {Turns.Median(ofLarge):0.00} ms");
        return Turns.Median(ofLarge) / Turns.Median(ofSmall);
    }

    private static double Timed(KeptConnection connection, byte[] request)
    {
        var begun = Stopwatch.GetTimestamp();
        if (connection.Count(request).Status != 200)
            throw new InvalidOperationException("The page was not answered.");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    /// <summary>How many statements the page takes, as the host's own log has them.</summary>
    private static int StatementsOf(string database)
    {
        using var host = Programs.Product(database, Uncached, "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command=Information");
        host.WaitFor(Page.ByPost());
        var before = host.CountLines("Executed DbCommand");
        host.WaitFor(Page.ByPost());
        return host.CountLines("Executed DbCommand") - before;
    }

    /// <summary>Each export by a host of its own, since a peak never goes down.</summary>
    private static double ComparePeaks(PartnershipData data)
    {
        var tenth = Path.Combine(data.Folder, "tenth.db");
        PartnershipData.Make(tenth, new GeneratedPartnership(partners: 500, activities: 2000, participantsEach: 10));
        var (one, ten) = (PeakOf(tenth), PeakOf(data.Large));
        Console.WriteLine($"peak memory: {one.Peak / 1048576.0:0.0} MB with an export of {one.Bytes:N0} bytes, {ten.Peak / 1048576.0:0.0} MB with one of {ten.Bytes:N0}");
        return (double)ten.Peak / one.Peak;
    }

    private static (long Peak, int Bytes) PeakOf(string database)
    {
        using var host = Programs.Product(database, Uncached);
        host.WaitFor(Page.ByPost());
        var answer = host.WaitFor(Export);
        return (host.PeakWorkingSet, answer.Body.Length);
    }
}
