using DigitalPartnership.Notifications;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Onboarding;

/// <summary>Plans reminders of onboarding tasks and the welcome of new partners.</summary>
public sealed class OnboardingFollowUpJob(ReminderPlanner planner, PartnerWelcome welcome, IEnumerable<IReminders> kinds) : IJob
{
    /// <inheritdoc />
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation) =>
        await planner.PlanAsync(kinds.Single(reminders => reminders.Kind == OnboardingTaskMail.NoticeKind), isDryRun, cancellation)
        + await welcome.PlanAsync(isDryRun, cancellation);
}
