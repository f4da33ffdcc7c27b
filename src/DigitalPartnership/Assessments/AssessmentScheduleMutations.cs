using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>How often partnerships are assessed.</summary>
[Extends(typeof(Mutation))]
public static class AssessmentScheduleMutations
{
    /// <summary>Sets how often a partner is assessed. A round that is open keeps its due date; those after it follow the new schedule.</summary>
    [Allowed(Audience.Admin)]
    public static Task<SetAssessmentSchedulePayload> SetAssessmentSchedule([FromServices] Changes changes, SetAssessmentScheduleInput input) =>
        changes.MakeAsync<SetAssessmentSchedulePayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            change.Check(input.IntervalMonths is >= AssessmentRhythm.Shortest and <= AssessmentRhythm.Longest, "intervalMonths",
                $"It lies between {AssessmentRhythm.Shortest} and {AssessmentRhythm.Longest} months.");
            change.Reason = change.OptionalText("reason", input.Reason, 2000);
            change.StopIfWrong();
            var schedule = await change.Db.AssessmentSchedules.AsTracking().SingleOrDefaultAsync(row => row.OrganisationId == partnership.OrganisationId);
            if (schedule is null)
                change.Db.Add(schedule = new AssessmentSchedule { OrganisationId = partnership.OrganisationId });
            (schedule.IntervalMonths, schedule.Policy, schedule.SetOn) = (input.IntervalMonths, input.Policy, change.Today);
            change.Touch(partnership.Organisation);
            return () => partnership.OrganisationId;
        }, async key => new SetAssessmentSchedulePayload { Partner = await changes.PartnerAsync(key) });
}

/// <summary>How often a partner is assessed.</summary>
public sealed class SetAssessmentScheduleInput : RecordInput
{
    /// <summary>The partner.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>The months from one assessment to the next, between 1 and 60.</summary>
    public int IntervalMonths { get; set; }

    /// <summary>What they are counted from.</summary>
    public AssessmentPolicy Policy { get; set; }

    /// <summary>Why, for the audit trail.</summary>
    public string? Reason { get; set; }
}

/// <summary>The partner, or why its schedule was not set.</summary>
[Refuses(typeof(NotFoundError), typeof(ConflictError))]
public sealed class SetAssessmentSchedulePayload : Payload
{
    /// <summary>The partner.</summary>
    public PartnerNode? Partner { get; set; }
}
