namespace DigitalPartnership.Assessments;

/// <summary>How often a partnership is assessed, and on which days that falls.</summary>
/// <param name="IntervalMonths">The months from one assessment to the next.</param>
/// <param name="Policy">What they are counted from.</param>
public sealed record AssessmentRhythm(int IntervalMonths, AssessmentPolicy Policy = AssessmentPolicy.FromLastConclusion)
{
    /// <summary>The shortest interval, in months.</summary>
    public const int Shortest = 1;

    /// <summary>The longest interval, in months.</summary>
    public const int Longest = 60;

    /// <summary>When the first assessment is due: on the first anniversary of joining after the installation of this system.</summary>
    /// <param name="joined">The latest day on which the partner can have joined.</param>
    /// <param name="installed">The day on which this system was installed.</param>
    public DateOnly FirstDue(DateOnly joined, DateOnly installed) => AnniversaryAfter(installed, joined);

    /// <summary>When the assessment after a round is due that has ended.</summary>
    /// <param name="joined">The latest day on which the partner can have joined.</param>
    /// <param name="last">The round that has ended.</param>
    public DateOnly NextDue(DateOnly joined, Assessment last) => (Policy, last) switch
    {
        (AssessmentPolicy.FromLastConclusion, { ConcludedOn: { } concluded }) => concluded.AddMonths(IntervalMonths),
        // Nothing was concluded, so the count goes on from the day by which that was looked forward to.
        (AssessmentPolicy.FromLastConclusion, { CancelledOn: { } cancelled }) => AnniversaryAfter(cancelled, last.DueOn),
        _ => AnniversaryAfter(Later(last.DueOn, last.ConcludedOn ?? last.CancelledOn ?? last.DueOn), joined),
    };

    /// <summary>The time that an assessment looks back on: from the end of the last concluded one, else one interval, until the day before it is due.</summary>
    public (DateOnly From, DateOnly To) Period(DateOnly dueOn, DateOnly? lastPeriodTo)
    {
        var (interval, to) = (dueOn.AddMonths(-IntervalMonths), dueOn.AddDays(-1));
        return (lastPeriodTo?.AddDays(1) is { } next && next <= to ? next : interval, to);
    }

    /// <summary>The first day after another that lies whole intervals after the origin, counted from there each time, so that the end of a month is not lost.</summary>
    private DateOnly AnniversaryAfter(DateOnly day, DateOnly origin)
    {
        var intervals = Math.Max(1, ((day.Year - origin.Year) * 12 + day.Month - origin.Month) / IntervalMonths);
        while (origin.AddMonths(intervals * IntervalMonths) <= day)
            intervals++;
        return origin.AddMonths(intervals * IntervalMonths);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
