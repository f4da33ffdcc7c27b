using DigitalPartnership.Assessments;
using DigitalPartnership.Notifications;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Workplan;

namespace DigitalPartnership;

/// <summary>What runs when, a line a job. A setting with the job's name and <c>Schedule</c>, as <c>DataRetentionSchedule</c>, gives another schedule.</summary>
public static class Timetable
{
    /// <summary>The jobs; the fields are second, minute, hour, day, month and day of the week, in UTC.</summary>
    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        new("AssessmentCycle", "0 0 4 * * *", "Opens the next assessment of every partner that has none open.", typeof(AssessmentCycleJob)),
        new("AssessmentReminder", "0 0 5 * * *", "Plans reminders of assessments.", typeof(AssessmentReminderJob)),
        new("OnboardingFollowUp", "0 15 5 * * *", "Plans reminders of onboarding tasks and the welcome of new partners.", typeof(OnboardingFollowUpJob)),
        new("WorkplanDigest", "0 30 5 * * 1", "Plans the week's digest of the workplan.", typeof(WorkplanDigestJob)),
        new("NotificationDispatch", "0 * * * * *", "Sends what is planned, never on a weekend.", typeof(NotificationDispatchJob)) { Retries = 0 },
        new("DataRetention", "0 30 3 * * *", "Deletes what has been kept for long enough.", typeof(DataRetentionJob)),
    ];
}
