using DigitalPartnership.Notifications;
using DigitalPartnership.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Two that dispatch from one ledger at once, which the runner of the jobs would not let them: no mail leaves twice.</summary>
public sealed class TwoDispatchersTests(ITestOutputHelper output)
{
    private const int Mails = 2000;

    [Fact, Trait("Long", "true")]
    public async Task Two_hosts_send_two_thousand_mails_once()
    {
        await using var server = new SmtpServer();
        using var one = NotificationScene.HostOf(server);
        await one.PlanDirectlyAsync(Mails);
        using var other = ApiHost.On(one, NotificationScene.Settings(server));
        other.StartServer();

        await Task.WhenAll(new[] { one, other }.Select(host => Task.Run(async () =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NotificationDispatchJob>().RunAsync(false, default);
        })));

        await AssertOnceAsync(one, server);
    }

    [Fact, Trait("Long", "true")]
    public async Task Two_processes_send_two_thousand_mails_once()
    {
        await using var server = new SmtpServer();
        using var host = new ApiHost();
        await host.PlanDirectlyAsync(Mails);
        using var one = new FunctionsProcess(host, server, host.Time.GetUtcNow());
        using var other = new FunctionsProcess(host, server, host.Time.GetUtcNow());
        await Task.WhenAll(one.AnswersAsync(), other.AnswersAsync());

        var answers = await Task.WhenAll(one.DispatchAtOnceAsync(), other.DispatchAtOnceAsync());

        Assert.All(answers, answer => Assert.True(answer.Status == 200, $"{answer.Body}\n{one.Log}\n{other.Log}"));
        await AssertOnceAsync(host, server);
    }

    private async Task AssertOnceAsync(ApiHost host, SmtpServer server)
    {
        var byConnection = server.Mails.GroupBy(mail => mail.Connection).Select(mails => mails.Count()).ToList();
        output.WriteLine($"Sent by each: {string.Join(", ", byConnection)}.");
        Assert.Equal(2, byConnection.Count);
        Assert.Equal(Enumerable.Range(0, Mails).Select(NotificationScene.Address), server.Mails.Select(mail => Assert.Single(mail.Recipients)).Order());
        Assert.Equal(Mails, server.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        await host.WriteAsync(async db => Assert.Equal(Mails, await db.Notifications.CountAsync(row => row.State == NotificationState.Sent)));
        await host.WriteAsync(async db => Assert.Equal(Mails, await db.NotificationAttempts.CountAsync()));
    }
}
