using System.Diagnostics;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>What a server did under load.</summary>
/// <param name="Milliseconds">User and system time of the server for one request.</param>
/// <param name="PerSecond">Requests answered in a second.</param>
internal readonly record struct Effort(double Milliseconds, double PerSecond);

/// <summary>Asks a server the same question over and over, on a few connections at a time.</summary>
internal static class Load
{
    private const int Connections = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Brings a server to its speed. What is compiled on the way would be counted with the requests, so that no time is too long.</summary>
    public static void WarmUp(ServerProcess server, byte[] request, int requests, int bytes) => Run(server, request, requests, bytes, TimeSpan.FromMinutes(5));

    /// <summary>Sends so many requests, fewer where that takes too long, and demands of every answer the bytes that it is known to have.</summary>
    public static Effort Run(ServerProcess server, byte[] request, int requests, int bytes) => Run(server, request, requests, bytes, Longest);

    private static Effort Run(ServerProcess server, byte[] request, int requests, int bytes, TimeSpan longest)
    {
        var (cpu, begun) = (server.Cpu, Stopwatch.GetTimestamp());
        Exception? fault = null;
        var done = 0;
        var threads = Enumerable.Range(0, Connections).Select(at => new Thread(() =>
        {
            try
            {
                using var connection = new KeptConnection(server.Port);
                for (var sent = at; sent < requests && Stopwatch.GetElapsedTime(begun) < longest; sent += Connections)
                {
                    if (connection.Count(request) is var answer && answer != (200, bytes))
                        throw new InvalidOperationException($"An answer has the status {answer.Status} and {answer.Bytes} bytes instead of {bytes}.");
                    Interlocked.Increment(ref done);
                }
            }
            catch (Exception other)
            {
                fault = other;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var took = Stopwatch.GetElapsedTime(begun);
        return fault is null
            ? new Effort((server.Cpu - cpu).TotalMilliseconds / done, done / took.TotalSeconds)
            : throw new InvalidOperationException("The load was broken off.", fault);
    }
}
