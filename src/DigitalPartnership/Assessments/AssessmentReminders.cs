using DigitalPartnership.Data;
using DigitalPartnership.Notifications;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>The assessments that people are reminded of: those that wait for a part, or for the conclusion.</summary>
internal sealed class AssessmentReminders(PartnershipDb db) : IReminders
{
    public string Kind => AssessmentReminderMail.NoticeKind;

    public async Task<IReadOnlyList<DueMatter>> OpenAsync(CancellationToken cancellation) =>
        [.. from assessment in await db.Assessments.Include(row => row.Parts)
                .Where(row => row.State != AssessmentState.Concluded && row.State != AssessmentState.Cancelled).OrderBy(row => row.Id).ToListAsync(cancellation)
            select new DueMatter((AssessmentNode.NodeKind, assessment.Id), assessment.OrganisationId, assessment.DueOn,
                [.. assessment.Parts.Where(part => !part.IsSubmitted).Select(part => part.Party).Order()])];
}
