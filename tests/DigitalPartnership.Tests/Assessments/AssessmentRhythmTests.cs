using DigitalPartnership.Assessments;

namespace DigitalPartnership.Tests.Assessments;

public sealed class AssessmentRhythmTests
{
    [Theory]
    [InlineData("2017-11-08", "2022-06-08", 12, "2022-11-08")]
    [InlineData("2020-04-30", "2022-06-08", 12, "2023-04-30")] // joined in April 2020: its last day
    [InlineData("2020-02-29", "2020-03-01", 12, "2021-02-28")]
    [InlineData("2020-02-29", "2022-06-08", 12, "2023-02-28")]
    [InlineData("2020-02-29", "2023-02-28", 12, "2024-02-29")] // the 29th is not lost in the years between
    [InlineData("2021-12-31", "2022-02-28", 1, "2022-03-31")] // nor the 31st
    [InlineData("2022-06-28", "2022-06-08", 12, "2023-06-28")] // joined after the installation
    [InlineData("2017-11-08", "2022-11-08", 12, "2023-11-08")] // an anniversary on the day of the installation is not after it
    [InlineData("2017-11-08", "2022-11-07", 12, "2022-11-08")]
    [InlineData("2017-11-08", "2022-06-08", 60, "2022-11-08")]
    [InlineData("2017-11-08", "2022-06-08", 7, "2022-07-08")]
    public void The_first_assessment_is_due_on_the_first_anniversary_after_the_installation(string joined, string installed, int months, string due) =>
        Assert.Equal(Day(due), new AssessmentRhythm(months).FirstDue(Day(joined), Day(installed)));

    [Theory]
    [InlineData(AssessmentPolicy.FromLastConclusion, "2022-11-08", "2022-12-15", "2023-12-15")]
    [InlineData(AssessmentPolicy.FromLastConclusion, "2024-02-29", "2024-02-29", "2025-02-28")]
    [InlineData(AssessmentPolicy.FixedSequence, "2022-11-08", "2022-12-15", "2023-11-08")]
    [InlineData(AssessmentPolicy.FixedSequence, "2022-11-08", "2022-10-01", "2023-11-08")] // concluded early: the round is done all the same
    [InlineData(AssessmentPolicy.FixedSequence, "2022-11-08", "2023-11-08", "2024-11-08")] // concluded so late that the next day has come
    [InlineData(AssessmentPolicy.FixedSequence, "2022-11-08", "2024-01-20", "2024-11-08")]
    public void The_next_assessment_follows_the_policy(AssessmentPolicy policy, string due, string concluded, string next)
    {
        var last = Assessment.Open(1, Day(due).AddYears(-1), Day(due).AddDays(-1), Day(due));
        foreach (var party in Enum.GetValues<DigitalPartnership.Partners.Party>())
            last.Submit(party, [], DateTime.UnixEpoch, null);
        last.Conclude("Well.", Day(concluded));

        Assert.Equal(Day(next), new AssessmentRhythm(12, policy).NextDue(Day("2017-11-08"), last));
    }

    [Theory]
    [InlineData(AssessmentPolicy.FromLastConclusion, "2022-07-01", "2022-06-20", "2023-07-01")]
    [InlineData(AssessmentPolicy.FromLastConclusion, "2022-07-01", "2023-08-01", "2024-07-01")]
    [InlineData(AssessmentPolicy.FixedSequence, "2022-07-01", "2022-06-20", "2022-11-08")]
    public void After_a_cancelled_round_the_count_goes_on(AssessmentPolicy policy, string due, string cancelled, string next)
    {
        var last = Assessment.Open(1, Day("2021-01-01"), Day("2021-12-31"), Day(due));
        last.Cancel(Day(cancelled), "Nobody wished to.");

        Assert.Equal(Day(next), new AssessmentRhythm(12, policy).NextDue(Day("2017-11-08"), last));
    }

    [Fact]
    public void A_period_begins_where_the_last_one_ended_else_one_interval_before()
    {
        var rhythm = new AssessmentRhythm(12);

        Assert.Equal((Day("2021-11-08"), Day("2022-11-07")), rhythm.Period(Day("2022-11-08"), null));
        Assert.Equal((Day("2022-01-01"), Day("2022-11-07")), rhythm.Period(Day("2022-11-08"), Day("2021-12-31")));
        Assert.Equal((Day("2021-11-08"), Day("2022-11-07")), rhythm.Period(Day("2022-11-08"), Day("2022-11-30")));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
