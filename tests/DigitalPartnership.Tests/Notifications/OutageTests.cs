using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Mails while the mail server is gone or the clock is set: none is lost, and none is sent twice.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private const int People = 40;

    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public OutageTests() => _host = NotificationScene.HostOf(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task While_the_mail_server_is_gone_the_host_says_so_and_then_sends_everything_once()
    {
        await _host.PlanAsync(People);
        _server.Stop();
        await _host.DispatchAsync();
        Assert.Equal("Healthy", (await _host.ReadyAsync()).Checks["mail"].State);
        _host.Time.Advance(TimeSpan.FromMinutes(20));
        await _host.DispatchAsync();

        var ready = await _host.ReadyAsync();
        Assert.Equal((200, "Degraded"), (ready.Status, ready.Checks["mail"].State));
        Assert.Matches(@"^The mail server has taken nothing since 2022-06-08 10:0\d:\d\dZ; 4[01] mails wait for it\.$", ready.Checks["mail"].Sentence);
        Assert.True(await _host.IsAliveAsync());

        _server.Start();
        await _host.DispatchUntilSettledAsync();
        Assert.Equal("Healthy", (await _host.ReadyAsync()).Checks["mail"].State);
        AssertEverybodyWasToldOnce();
    }

    [Fact]
    public async Task The_log_says_that_no_mail_leaves_once_and_once_that_they_leave_again()
    {
        _host.Wiring = services => services.Configure<HealthCheckPublisherOptions>(health =>
            (health.Delay, health.Period, health.Predicate) = (TimeSpan.Zero, TimeSpan.FromSeconds(1), check => check.Name == "mail"));
        await _host.PlanAsync(1);
        _server.Stop();
        await _host.DispatchAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(20));
        await SchedulerSteps.UntilAsync(() => Said("mail is Degraded: The mail server has taken nothing since") == 1);
        await Task.Delay(2500);

        _server.Start();
        await _host.DispatchUntilSettledAsync();
        await SchedulerSteps.UntilAsync(() => Said("mail is Healthy: ") == 1);
        Assert.Equal(1, Said("mail is Degraded"));

        int Said(string text) => _host.Logs.Lines.Count(line => line.Text.Contains(text));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_while_mails_are_sent_sends_none_twice()
    {
        await _host.PlanAsync(People);
        _server.Delay = TimeSpan.FromMilliseconds(5);
        var dispatch = _host.DispatchAsync();
        await SchedulerSteps.UntilAsync(() => _server.Mails.Count > 5);
        _host.Time.AdjustTime(_host.Time.GetUtcNow() - TimeSpan.FromDays(1));
        await dispatch;

        await _host.DispatchUntilSettledAsync();
        AssertEverybodyWasToldOnce();
    }

    [Fact]
    public async Task What_was_put_off_or_claimed_by_a_clock_that_was_ahead_is_not_stuck()
    {
        await _host.PlanAsync(People);
        _server.Stop();
        _host.Time.AdjustTime(SchedulerSteps.Instant("2022-11-08T10:00"));
        await _host.DispatchAsync();
        _host.ChangeDatabase($"UPDATE Notifications SET State = 'Sending', ClaimId = '{Guid.NewGuid()}', ClaimedUntil = '2022-11-08 10:05:00' WHERE Id % 2 = 0");
        _server.Start();
        _host.Time.AdjustTime(SchedulerSteps.Instant("2022-06-08T11:00"));

        await _host.DispatchAsync();
        Assert.InRange(_server.Mails.Count, People / 2 - 1, People / 2 + 1);
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        await _host.DispatchUntilSettledAsync();
        AssertEverybodyWasToldOnce();
    }

    [SqliteFact]
    public async Task While_the_database_is_gone_nothing_is_sent_and_then_everything_once()
    {
        await _host.PlanAsync(People);
        File.Move(_host.DatabaseFile, _host.DatabaseFile + ".elsewhere");
        Assert.Equal(["UNAVAILABLE"], await _host.AskForErrorsAsync("""mutation { runJob(input: { name: "NotificationDispatch" }) { run { outcome } } }""", token: Tokens.Admin));
        Assert.Empty(_server.Mails);

        File.Move(_host.DatabaseFile + ".elsewhere", _host.DatabaseFile);
        await _host.DispatchUntilSettledAsync();
        AssertEverybodyWasToldOnce();
    }

    private void AssertEverybodyWasToldOnce()
    {
        var told = _server.Mails.Select(mail => Assert.Single(mail.Recipients)).ToList();
        Assert.Equal(Enumerable.Range(0, People).Select(NotificationScene.Address), told.Where(address => address != NotificationScene.Secretariat).Order());
    }
}
