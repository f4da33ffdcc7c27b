using System.Diagnostics;
using System.Net.Sockets;
using DigitalPartnership.Tests.Hosting;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DigitalPartnership.Benchmarks.Dispatch;

/// <summary>
/// How fast the dispatch is beside a bare loop that sends the same mails over one connection: the one writes the mails, asks whether they are still
/// due and keeps the ledger, the other only sends what lies ready. They take turns, so that both meet the same machine.
/// </summary>
internal static class DispatchBenchmark
{
    public static async Task<int> RunAsync(int mails, int times)
    {
        await using var server = new SmtpServer();
        var (bare, dispatched) = (new List<double>(), new List<double>());
        // The first turn of both only warms up.
        for (var turn = 0; turn <= times; turn++)
        {
            await using var scene = await DispatchScene.MakeAsync(server, mails);
            var begun = Stopwatch.GetTimestamp();
            var messages = await scene.ComposeAsync();
            Console.WriteLine($"          writing alone {mails / Stopwatch.GetElapsedTime(begun).TotalSeconds,7:0} mails/s");
            var loop = await TimedAsync(server, mails, () => SendAsync(server, messages));
            var job = await TimedAsync(server, mails, scene.DispatchAsync);
            Console.WriteLine($"{(turn == 0 ? "warm-up" : $"turn {turn}"),8}: bare loop {loop,7:0} mails/s, dispatch {job,7:0} mails/s, {job / loop:0.00}");
            if (turn > 0)
            {
                bare.Add(loop);
                dispatched.Add(job);
            }
        }
        Console.WriteLine($"  median: bare loop {Median(bare),7:0} mails/s, dispatch {Median(dispatched),7:0} mails/s, ratio {Median(dispatched) / Median(bare):0.00}");
        return 0;
    }

    private static async Task<double> TimedAsync(SmtpServer server, int mails, Func<Task> send)
    {
        server.Mails.Clear();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var begun = Stopwatch.GetTimestamp();
        await send();
        var took = Stopwatch.GetElapsedTime(begun);
        return server.Mails.Count == mails ? mails / took.TotalSeconds : throw new InvalidOperationException($"{server.Mails.Count} of {mails} mails arrived.");
    }

    private static async Task SendAsync(SmtpServer server, IReadOnlyList<MimeMessage> messages)
    {
        using var client = new SmtpClient();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await client.ConnectAsync(socket, "127.0.0.1", server.Port, SecureSocketOptions.None);
        foreach (var message in messages)
            await client.SendAsync(message);
        await client.DisconnectAsync(quit: true);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2 : 0;
}
