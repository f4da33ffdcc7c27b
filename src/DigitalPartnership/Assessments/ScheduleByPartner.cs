using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>How often partners are assessed, and when next.</summary>
public sealed class ScheduleByPartner(PartnershipDb db, AssessmentRounds rounds, FilterContext context) : OneByKey<int, AssessmentScheduleNode>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, AssessmentScheduleNode?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
    {
        var installed = await db.InstalledAtAsync(cancellation) is { } at ? at.DayInStrasbourg() : context.Today;
        var set = await db.AssessmentSchedules.Where(row => keys.Contains(row.OrganisationId)).ToDictionaryAsync(row => row.OrganisationId, cancellation);
        var open = await db.Assessments.Open().Where(row => keys.Contains(row.OrganisationId)).ToDictionaryAsync(row => row.OrganisationId, row => row.DueOn, cancellation);
        var partners = AssessmentRounds.Active(db).Where(row => keys.Contains(row.OrganisationId));
        var outlooks = await AssessmentRounds.Outlooks(db, partners).ToDictionaryAsync(outlook => outlook.PartnerId, cancellation);
        return keys.ToDictionary(key => key, key => (AssessmentScheduleNode?)Node(key));

        AssessmentScheduleNode Node(int key)
        {
            var schedule = set.GetValueOrDefault(key);
            DateOnly? next = open.TryGetValue(key, out var due) ? due
                : outlooks.TryGetValue(key, out var outlook) ? outlook.NextDue(rounds.Assumed, installed)
                : null;
            return new AssessmentScheduleNode(schedule?.Rhythm ?? rounds.Assumed, schedule?.SetOn, next);
        }
    }
}
