using DigitalPartnership.Scheduling;

namespace DigitalPartnership;

/// <summary>What runs when, a line a job. A setting with the job's name and <c>Schedule</c>, as <c>DataRetentionSchedule</c>, gives another schedule.</summary>
public static class Timetable
{
    /// <summary>The jobs; the fields are second, minute, hour, day, month and day of the week, in UTC.</summary>
    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        new("DataRetention", "0 30 3 * * *", "Deletes what has been kept for long enough.", typeof(DataRetentionJob)),
    ];
}
