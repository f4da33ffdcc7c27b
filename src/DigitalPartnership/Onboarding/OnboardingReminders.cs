using DigitalPartnership.Data;
using DigitalPartnership.Notifications;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>The tasks that people are reminded of: those that can be done now. What waits for others is not anybody's turn yet.</summary>
internal sealed class OnboardingReminders(PartnershipDb db) : IReminders
{
    public string Kind => OnboardingTaskMail.NoticeKind;

    public async Task<IReadOnlyList<DueMatter>> OpenAsync(CancellationToken cancellation)
    {
        var onboardings = await db.Onboardings.Include(row => row.Tasks).Where(row => row.CompletedOn == null).OrderBy(row => row.Id).ToListAsync(cancellation);
        return
        [
            .. from onboarding in onboardings
               from task in onboarding.Tasks.OrderBy(task => task.Id)
               where task.DueOn is not null && new OnboardingTaskNode(task).State is OnboardingTaskState.Open
               select new DueMatter((OnboardingTaskNode.NodeKind, task.Id), onboarding.OrganisationId, task.DueOn!.Value, [task.Owner]),
        ];
    }
}
