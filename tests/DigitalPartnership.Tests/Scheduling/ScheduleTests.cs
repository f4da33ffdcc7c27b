using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using static DigitalPartnership.Tests.Scheduling.SchedulerSteps;

namespace DigitalPartnership.Tests.Scheduling;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0 0 4 * * *", "2022-06-08T04:00", "2022-06-08T04:00", "2022-06-09T04:00")]
    [InlineData("0 0 4 * * *", "2022-06-08T03:59:59.999", "2022-06-07T04:00", "2022-06-08T04:00")]
    [InlineData("0 * * * * *", "2022-06-08T04:00:30", "2022-06-08T04:00", "2022-06-08T04:01")]
    [InlineData("0 30 5 * * 1", "2022-06-08T04:00", "2022-06-06T05:30", "2022-06-13T05:30")]
    [InlineData("0 0 0 1 1 *", "2022-06-08T04:00", "2022-01-01T00:00", "2023-01-01T00:00")]
    [InlineData("0 0 0 29 2 *", "2022-06-08T04:00", "2020-02-29T00:00", "2024-02-29T00:00")]
    public void The_newest_occurrence_and_the_next_are_found_however_rare_they_are(string schedule, string now, string newest, string next)
    {
        var job = Parsed(schedule);

        Assert.Equal(Instant(newest).UtcDateTime, job.Newest(Instant(now).UtcDateTime));
        Assert.Equal(Instant(next).UtcDateTime, job.Next(Instant(now).UtcDateTime));
    }

    [Theory]
    [InlineData("2022-03-26T12:00")]
    [InlineData("2022-10-29T12:00")]
    public void A_clock_that_is_put_forward_or_back_moves_no_occurrence(string dayBefore)
    {
        var job = Parsed("0 30 2 * * *");
        var occurrences = new List<DateTime> { job.Next(Instant(dayBefore).UtcDateTime) };
        while (occurrences.Count < 3)
            occurrences.Add(job.Next(occurrences[^1]));

        Assert.All(occurrences, occurrence => Assert.Equal((DateTimeKind.Utc, new TimeSpan(2, 30, 0)), (occurrence.Kind, occurrence.TimeOfDay)));
        Assert.Equal([1, 1], occurrences.Zip(occurrences.Skip(1), (one, next) => (next - one).TotalDays));
    }

    [Theory]
    [InlineData("every day at four")]
    [InlineData("0 4 * * *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("0 0 4 31 2 *")]
    public void A_schedule_that_cannot_be_read_stops_the_start_and_is_named(string schedule)
    {
        using var host = ApiHost.With(("DataRetentionSchedule", schedule));

        var refused = Assert.Throws<InvalidOperationException>(host.StartServer);

        Assert.Contains($"DataRetentionSchedule is '{schedule}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runner_that_there_is_not_stops_the_start_and_is_named()
    {
        using var host = ApiHost.With(("Jobs:Runner", "Sometimes"));

        var refused = Assert.Throws<InvalidOperationException>(host.StartServer);

        Assert.Contains("Jobs:Runner is 'Sometimes'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_gives_a_job_another_schedule()
    {
        using var host = ApiHost.With(("DataRetentionSchedule", "0 15 1 * * *"));

        var job = (await host.AskAsAsync(Tokens.Admin, "{ jobs { name schedule nextRunAt } }")).List("jobs").Single(job => job.Text("name") == "DataRetention");

        Assert.Equal(("0 15 1 * * *", "2022-06-09T01:15:00Z"), (job.Text("schedule"), job.Text("nextRunAt")));
    }

    [Fact]
    public async Task A_setting_moves_when_the_job_runs()
    {
        var script = new ScriptedJob.Script();
        using var host = Host(script, ("Jobs:Runner", "InProcess"), ("ScriptedSchedule", "0 0 12 * * *"));
        host.StartServer();

        await RunClockAsync([host], "2022-06-08T12:30", minutes: 10);
        await UntilAsync(() => host.Runs() is [.., var run] && run.Contains("Succeeded"));

        Assert.Equal(["2022-06-08 12:00 1 Succeeded 1 done"], host.Runs());
    }

    [Fact]
    public void Every_line_of_the_timetable_can_be_read_and_says_what_it_does()
    {
        Assert.All(Timetable.Jobs, job =>
        {
            Parsed(job.Schedule);
            Assert.True(job.Job.IsAssignableTo(typeof(IJob)));
            Assert.EndsWith(".", job.Description, StringComparison.Ordinal);
        });
        Assert.Equal(Timetable.Jobs.Count, Timetable.Jobs.DistinctBy(job => job.Name).Count());
    }

    [Fact]
    public void All_tries_of_an_occurrence_are_over_before_the_job_is_overdue() =>
        Assert.All(Timetable.Jobs, job => Assert.True(job.Retries * job.RetryDelay < TimeSpan.FromMinutes(15), job.Name));

    private static JobSchedule Parsed(string schedule) => JobSchedule.Parse(new ScheduledJob("Some", schedule, "Does something.", typeof(ScriptedJob)), schedule);
}
