using DigitalPartnership.Auditing;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Plans to tell both parties when a part is submitted and when the joint conclusion is written.</summary>
internal sealed class AssessmentNews : IReaction
{
    public async Task ReactAsync(Change change)
    {
        foreach (var part in change.Altered<AssessmentPart>(nameof(AssessmentPart.SubmittedAt)))
        {
            await TellAsync(change, part.Assessment, AssessmentNewsMail.Submitted, EnumNames.Of(part.Party));
            if (part.Assessment.State is AssessmentState.Submitted)
                change.Db.Add(Notification.ToSecretariat(part.Assessment.OrganisationId, AssessmentNewsMail.Submitted, (AssessmentNode.NodeKind, part.Assessment.Id), change.Today, "BOTH", change.Now));
        }
        foreach (var assessment in change.Altered<Assessment>(nameof(Assessment.State)).Where(row => row.State is AssessmentState.Concluded))
            await TellAsync(change, assessment, AssessmentNewsMail.Concluded, "");
    }

    private static async Task TellAsync(Change change, Assessment assessment, string kind, string rung)
    {
        foreach (var person in await change.Db.Liaisons.Reachable(change.Today).Where(row => row.OrganisationId == assessment.OrganisationId).OrderBy(row => row.Id).ToListAsync())
            change.Db.Add(Notification.To(person, kind, (AssessmentNode.NodeKind, assessment.Id), change.Today, rung, change.Now));
    }
}
