using DigitalPartnership.Notifications;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>No mail leaves on a Saturday or Sunday in Strasbourg, wherever the hosts stand.</summary>
public sealed class WeekendTests : IAsyncLifetime
{
    private readonly SmtpServer _server = new();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = NotificationScene.HostOf(_server);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_leaves_from_Friday_midnight_to_Sunday_midnight_in_Strasbourg()
    {
        await _host.PlanAsync(1);
        // Friday still in UTC, Saturday in Strasbourg; and Sunday still in UTC, Monday in Strasbourg.
        foreach (var weekend in (string[])["2022-06-10T22:00:00Z", "2022-06-11T09:00:00Z", "2022-06-12T09:00:00Z", "2022-06-12T21:59:59Z"])
        {
            _host.MoveTo(weekend);
            await _host.DispatchAsync();
            Assert.Empty(_server.Mails);
        }
        _host.MoveTo("2022-06-12T22:00:00Z");
        await _host.DispatchAsync();
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_second_try_waits_for_Monday_too()
    {
        await _host.PlanAsync(1);
        _host.MoveTo("2022-06-10T21:50:00Z");
        _server.Defer(NotificationScene.Address(0), 1);
        await _host.DispatchAsync();
        for (var hour = 0; hour < 48; hour += 4)
        {
            _host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 10, 22, 0, 0, TimeSpan.Zero).AddHours(hour));
            await _host.DispatchAsync();
            Assert.Empty(_server.Mails);
        }
        _host.MoveTo("2022-06-12T22:01:00Z");
        await _host.DispatchAsync();
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_run_that_begins_on_Friday_ends_with_Friday()
    {
        await _host.PlanAsync(80);
        _host.MoveTo("2022-06-10T21:59:30Z");
        _host.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(250);
        await using (var scope = _host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<NotificationDispatchJob>().RunAsync(false, default);
        _host.Time.AutoAdvanceAmount = TimeSpan.Zero;

        var ledger = await _host.LedgerAsync();
        Assert.InRange(_server.Mails.Count, 1, 79);
        Assert.Equal(_server.Mails.Count, ledger.Count(row => row.Text("state") == "SENT"));
        Assert.Equal(80 - _server.Mails.Count, ledger.Count(row => row.Text("state") == "PLANNED"));
        Assert.All(ledger.Where(row => row.Text("state") == "PLANNED"), row => Assert.Empty(row.Outcomes()));
        Assert.All(_server.Mails, mail => Assert.True(mail.Message.Date.UtcDateTime < new DateTime(2022, 6, 10, 22, 0, 0)));

        _host.MoveTo("2022-06-13T06:00:00Z");
        await _host.DispatchAsync();
        Assert.Equal(80, _server.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
    }
}
