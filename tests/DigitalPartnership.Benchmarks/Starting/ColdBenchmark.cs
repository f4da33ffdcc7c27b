using System.Diagnostics;
using DigitalPartnership.Benchmarks.Serving;

namespace DigitalPartnership.Benchmarks.Starting;

/// <summary>From the start of the process to its first correct answer: the host as it is published beside the same host without ReadyToRun and warming.</summary>
internal static class ColdBenchmark
{
    private const int Times = 5;

    public static int Run()
    {
        using var data = new PartnershipData();
        var published = Publish(Path.Combine(data.Folder, "published"), "-p:PublishReadyToRun=true");
        var plain = Publish(Path.Combine(data.Folder, "plain"), "-p:PublishReadyToRun=false");
        string[] unwarmed = ["--Startup:Warm=false"];

        // The first start makes the database, and both bring their files into memory.
        var bytes = Start(published, data.Small, []).Bytes;
        Start(plain, data.Small, unwarmed);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var turn = 1; turn <= Times; turn++)
        {
            var (ready, other) = (Start(published, data.Small, []), Start(plain, data.Small, unwarmed));
            if (ready.Bytes != bytes || other.Bytes != bytes)
                throw new InvalidOperationException("The first answers are not the same.");
            ours.Add(ready.Milliseconds);
            theirs.Add(other.Milliseconds);
            Console.WriteLine($"  turn {turn}: as published {ready.Milliseconds,6:0} ms, CPU {ready.Cpu,6:0} ms   without ReadyToRun and warming {other.Milliseconds,6:0} ms, CPU {other.Cpu,6:0} ms");
        }
        var (one, two) = (Turns.Median(ours), Turns.Median(theirs));
        Console.WriteLine($"  median: as published {one:0} ms, without {two:0} ms, ratio {one / two:0.00} (0.60 or less is wanted)");
        return 0;
    }

    private static (double Milliseconds, double Cpu, int Bytes) Start(string folder, string database, string[] settings)
    {
        var request = Question.Partners.ByPost();
        var begun = Stopwatch.GetTimestamp();
        using var host = Programs.Product(folder, database, settings);
        var answer = host.WaitFor(request);
        return (Stopwatch.GetElapsedTime(begun).TotalMilliseconds, host.Cpu.TotalMilliseconds, answer.Body.Length);
    }

    private static string Publish(string folder, string readyToRun)
    {
        Console.WriteLine($"publishing with {readyToRun} …");
        var start = new ProcessStartInfo("dotnet", ["publish", "src/DigitalPartnership.Api", "-c", "Release", readyToRun, "-o", folder, "-nologo", "-v", "quiet"])
        {
            WorkingDirectory = Programs.Root,
        };
        // A build server that stays behind would weigh on what is measured.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var publish = Process.Start(start)!;
        var end = () =>
        {
            if (!publish.HasExited)
                publish.Kill(entireProcessTree: true);
        };
        Leaving.Remember(end);
        publish.WaitForExit();
        Leaving.Do(end);
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException("The host could not be published.");
    }
}
