using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>What a person submitted in assessments, for the export of personal data.</summary>
internal sealed class SubmittedParts(PartnershipDb db) : IPersonalRecords
{
    public string What => "assessmentParts";

    public async Task<IReadOnlyList<object>> OfAsync(IReadOnlyList<int> offices) =>
        [.. from part in await db.AssessmentParts.Include(row => row.Assessment).Where(row => row.LiaisonId != null && offices.Contains(row.LiaisonId.Value)).OrderBy(row => row.Id).ToListAsync()
            select (object)new { part.Assessment.PeriodFrom, part.Assessment.PeriodTo, part.Party, SubmittedAt = DateTime.SpecifyKind(part.SubmittedAt!.Value, DateTimeKind.Utc), part.Answers }];
}
