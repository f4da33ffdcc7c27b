using DigitalPartnership.Benchmarks.Serving;

namespace DigitalPartnership.Benchmarks.Growing;

/// <summary>Whether memory stays flat under load: the large data, some questions from the cache and some never asked before.</summary>
internal static class SoakBenchmark
{
    private const int Connections = 4, MostRequests = 5_000_000;

    public static async Task<int> RunAsync(int minutes)
    {
        using var data = new PartnershipData();
        using var host = Programs.Product(data.Large);
        host.WaitFor(Question.ThreeLevels.ByPost());
        using var heap = HeapCounter.Of(host);
        using var ended = new CancellationTokenSource();
        var asked = 0;
        var load = Enumerable.Range(0, Connections).Select(at => Task.Factory.StartNew(() => Ask(at), TaskCreationOptions.LongRunning)).ToList();

        var seen = new List<long>();
        Console.WriteLine("minute   requests   RSS MB   GC heap MB");
        for (var minute = 1; minute <= minutes && !load.Any(one => one.IsCompleted); minute++)
        {
            await Task.WhenAny([Task.Delay(TimeSpan.FromMinutes(1)), .. load]);
            seen.Add(host.WorkingSet);
            Console.WriteLine($"{minute,6} {asked,10:N0} {seen[^1] / 1048576.0,8:0.0} {heap.Megabytes,12:0.0}");
        }
        await ended.CancelAsync();
        await Task.WhenAll(load);
        Console.WriteLine($"last minute / half of the time: {(double)seen[^1] / seen[(seen.Count - 1) / 2]:0.00} by RSS (about 1.00 is wanted)");
        return 0;

        void Ask(int at)
        {
            var random = new Random(at);
            using var connection = new KeptConnection(host.Port);
            while (!ended.IsCancellationRequested && Interlocked.Increment(ref asked) < MostRequests)
            {
                if (connection.Count(Pick(random)) is var answer && answer.Status != 200)
                    throw new InvalidOperationException($"A request was answered with {answer.Status}.");
            }
        }
    }

    // One in ten reads a page that hardly anybody has read before, so that documents and answers come and go.
    private static byte[] Pick(Random random) => random.Next(10) switch
    {
        0 => new Question("", $"{{ p{random.Next(1_000_000)}: activities(first: {random.Next(1, 50)}) {{ nodes {{ title participants(first: 3) {{ nodes {{ name }} }} }} }} }}").ByPost(),
        1 => Question.Partners.ByGet("br, gzip"),
        _ => Question.Partners.ByPost(),
    };
}
