using DigitalPartnership.Notifications;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Assessments;

/// <summary>Plans reminders of assessments, by their ladder of rungs.</summary>
public sealed class AssessmentReminderJob(ReminderPlanner planner, IEnumerable<IReminders> kinds) : IJob
{
    /// <inheritdoc />
    public Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation) =>
        planner.PlanAsync(kinds.Single(reminders => reminders.Kind == AssessmentReminderMail.NoticeKind), isDryRun, cancellation);
}
