using DigitalPartnership.Notifications;
using DigitalPartnership.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Kills the program in the midst of a dispatch, as a machine that fails does, and starts it again.</summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int Mails = 500;

    // What has been accepted and not recorded yet: the mail under way, those that wait to be recorded, and those that are being recorded.
    private const int LastFew = 20;

    [Fact, Trait("Long", "true")]
    public async Task Twenty_kills_lose_nothing()
    {
        await using var server = new SmtpServer();
        using var host = ApiHost.With(("Limits:Seconds", "120"));
        var activity = await host.PlanAsync(Mails);
        host.ChangeDatabase("DELETE FROM Notifications");
        var random = new Random(Rounds);
        var doubles = new List<int>();
        for (var round = 1; round <= Rounds; round++)
        {
            var title = $"Round {round} of the test";
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = activity, title }, "activity { id }");

            var log = await RunUntilKilledAsync(host, server, random);
            var accepted = server.Mails.Select(mail => mail.Message.MessageId).ToHashSet();
            var waited = accepted.Count;
            // Both leases, that of the run and that of the claims, have run out.
            host.Time.Advance(TimeSpan.FromMinutes(10));
            using var again = new FunctionsProcess(host, server, host.Time.GetUtcNow());
            await again.AnswersAsync();
            var (status, body) = await again.DispatchAsync();
            Assert.True(status == 200, $"{body}\n{again.Log}");

            var received = server.Mails.Where(mail => mail.Message.Subject!.EndsWith(title, StringComparison.Ordinal)).ToList();
            var repeated = received.GroupBy(mail => mail.Message.MessageId).Where(copies => copies.Count() > 1).ToList();
            Assert.Equal(Enumerable.Range(0, Mails).Select(NotificationScene.Address), received.Select(mail => Assert.Single(mail.Recipients)).Distinct().Order());
            Assert.Equal(Mails, received.Select(mail => mail.Message.MessageId).Distinct().Count());
            Assert.All(repeated, copies => Assert.Equal(2, copies.Count()));
            Assert.All(repeated, copies => Assert.Contains(copies.Key, accepted));
            Assert.All(repeated, copies => Assert.Single(copies.Select(copy => Assert.Single(copy.Recipients)).Distinct()));
            Assert.InRange(repeated.Count, 0, LastFew);
            await host.WriteAsync(async db => Assert.Equal(Mails * round, await db.Notifications.CountAsync(row => row.State == NotificationState.Sent)));
            Assert.DoesNotContain("@partner", log + again.Log);
            doubles.Add(repeated.Count);
            output.WriteLine($"Round {round}: killed after {waited - Mails * (round - 1)} mails, {repeated.Count} came twice.");
        }
        output.WriteLine($"{Rounds} kills in dispatches of {Mails} mails: none lost, {doubles.Sum()} came twice ({doubles.Max()} at most in one).");
    }

    /// <summary>Starts the program and kills it at a moment that nobody foresees; gives its log.</summary>
    private static async Task<string> RunUntilKilledAsync(ApiHost host, SmtpServer server, Random random)
    {
        var moment = server.Mails.Count + random.Next(0, Mails - 20);
        var more = TimeSpan.FromMilliseconds(random.Next(0, 8));
        using var program = new FunctionsProcess(host, server, host.Time.GetUtcNow());
        await program.AnswersAsync();
        var call = program.DispatchAsync();
        while (server.Mails.Count < moment && !call.IsCompleted)
            await Task.Delay(1);
        await Task.Delay(more);
        await program.KillAsync();
        await call.ContinueWith(_ => { }, TaskScheduler.Default);
        // What it had handed over whole before its end, the server takes.
        for (var count = -1; count != server.Mails.Count; await Task.Delay(200))
            count = server.Mails.Count;
        return program.Log;
    }
}
