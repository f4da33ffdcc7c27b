using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Runs that come twice, late or not at all, and days on which clocks are changed.</summary>
public sealed class ReminderCatchUpTests : IAsyncDisposable
{
    private const string Partner = "google@partner.example";
    private const string Council = "google@council.example";

    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public ReminderCatchUpTests() => _host = ReminderScene.HostFor(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Run_twice_a_day_by_two_hosts_at_once_every_rung_still_reaches_each_person_once()
    {
        await _host.AwaitAsync("google", "2022-07-15");
        using var other = ApiHost.On(_host, ReminderScene.SettingsFor(_server));
        string[] around = ["2022-06-14", "2022-06-15", "2022-07-08", "2022-07-09", "2022-07-15", "2022-07-22", "2022-08-13", "2022-08-14", "2022-08-15", "2022-08-16"];
        foreach (var day in around)
        {
            foreach (var time in (string[])["07:00", "19:00"])
            {
                _host.ClockAt(day, time);
                other.ClockAt(day, time);
                await Task.WhenAll(_host.RemindAsync(isShared: true), other.RemindAsync(isShared: true));
            }
        }

        Assert.Equal(
        [
            $"2022-06-15 {Council}", $"2022-06-15 {Partner}", $"2022-07-08 {Council}", $"2022-07-08 {Partner}",
            $"2022-07-15 {Council}", $"2022-07-15 {Partner}", $"2022-07-22 {Council}", $"2022-07-22 {Partner}",
            $"2022-08-15 {ReminderScene.ToSecretariat}", // the 14th is a Sunday
        ], _server.Reminders());
    }

    [Fact]
    public async Task What_falls_on_a_weekend_goes_on_Monday()
    {
        await _host.AwaitAsync("google", "2022-07-17");
        foreach (var day in ReminderScene.Days("2022-07-08", "2022-07-26"))
        {
            _host.ClockAt(day);
            await _host.RemindAsync();
        }

        Assert.Equal(
        [
            $"2022-07-08 {Council}", $"2022-07-08 {Partner}", // that of the 17th of June, late
            $"2022-07-11 {Council}", $"2022-07-11 {Partner}", $"2022-07-18 {Council}", $"2022-07-18 {Partner}", $"2022-07-25 {Council}", $"2022-07-25 {Partner}",
        ], _server.Reminders());
    }

    [Fact]
    public async Task A_rung_that_falls_into_two_skipped_days_goes_out_on_the_next()
    {
        await _host.AwaitAsync("google", "2022-07-13");
        foreach (var day in ReminderScene.Days("2022-07-04", "2022-07-22").Where(day => day.Day is not (6 or 7 or 13 or 14)))
        {
            _host.ClockAt(day);
            await _host.RemindAsync();
        }

        Assert.Equal(
        [
            $"2022-07-04 {Council}", $"2022-07-04 {Partner}", $"2022-07-08 {Council}", $"2022-07-08 {Partner}",
            $"2022-07-15 {Council}", $"2022-07-15 {Partner}", $"2022-07-20 {Council}", $"2022-07-20 {Partner}",
        ], _server.Reminders());
        Assert.All(await _host.LadderAsync(), row => Assert.EndsWith(" SENT", row));
    }

    [Fact]
    public async Task After_a_longer_stop_only_the_newest_rung_goes_out_and_the_older_are_recorded_as_superseded()
    {
        await _host.AwaitAsync("google", "2022-07-15");
        _host.ClockAt("2022-06-15");
        await _host.DoAsync("AssessmentReminder"); // planned, and never sent
        foreach (var day in (string[])["2022-07-18", "2022-07-19"])
        {
            _host.ClockAt(day);
            await _host.RemindAsync();
        }

        Assert.Equal([$"2022-07-18 {Council}", $"2022-07-18 {Partner}"], _server.Reminders());
        const string Newer = "SUPERSEDED A newer reminder of the same matter was due.";
        Assert.Equal(
            from person in (string[])[Council, Partner]
            from rung in (string[])[$"30_DAYS_BEFORE 2022-07-15 {Newer}", $"7_DAYS_BEFORE 2022-07-15 {Newer}", "DUE 2022-07-15 SENT"]
            select $"{person} {rung}", await _host.LadderAsync());
    }

    [Theory]
    [InlineData("2022-10-30", "2022-10-28", "2022-11-01", "2022-10-31")] // summer time ends on that Sunday
    [InlineData("2023-03-26", "2023-03-24", "2023-03-28", "2023-03-27")] // summer time begins on that Sunday
    [InlineData("2023-03-27", "2023-03-24", "2023-03-28", "2023-03-27")]
    [InlineData("2022-10-31", "2022-10-28", "2022-11-01", "2022-10-31")]
    public async Task No_change_of_the_clock_moves_or_doubles_a_day(string dueOn, string from, string to, string sentOn)
    {
        _host.ClockAt(from, "00:10");
        await _host.AwaitAsync("google", dueOn);
        await _host.RemindAsync();
        _server.Mails.Clear();
        foreach (var day in ReminderScene.Days(from, to))
        {
            foreach (var time in (string[])["00:30", "23:30"])
            {
                _host.ClockAt(day, time);
                await _host.RemindAsync();
            }
        }

        Assert.Equal([$"{sentOn} {Council}", $"{sentOn} {Partner}"], _server.Reminders());
        var midnight = ReminderScene.Day(sentOn).ToDateTime(TimeOnly.MinValue);
        Assert.All(_server.Mails.Where(ReminderScene.IsReminder), mail => Assert.InRange(mail.Message.Date.UtcDateTime, midnight.AddHours(-2), midnight));
    }

    [Theory]
    [InlineData("2024-12-31", "2024-12-31", "23:59", 2)]
    [InlineData("2025-01-01", "2024-12-31", "23:59", 0)]
    [InlineData("2025-01-01", "2025-01-01", "00:00", 2)] // in UTC it is still the old year
    public async Task The_year_ends_at_midnight_in_Strasbourg(string dueOn, string day, string time, int mails)
    {
        _host.ClockAt("2024-12-30");
        await _host.AwaitAsync("google", dueOn, "2024-01-01");
        await _host.RemindAsync();
        _server.Mails.Clear();

        _host.ClockAt(day, time);
        await _host.RemindAsync();

        Assert.Equal(mails, _server.Reminders().Length);
        Assert.All(_server.Reminders(), reminder => Assert.StartsWith(dueOn, reminder));
    }
}
