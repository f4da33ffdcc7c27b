using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Assessments;

/// <summary>What assessments bring to a partner.</summary>
[Extends(typeof(PartnerNode))]
public static class AssessmentFields
{
    /// <summary>Its assessments, the one that is or was due first coming first.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public static IDataLoaderResult<Connection<AssessmentNode>?> Assessments(
        IResolveFieldContext context, [FromSource] PartnerNode partner, [FromServices] AssessmentsByPartner assessments, int? first, string? after) =>
        assessments.Load<AssessmentNode>(context, partner.Row.Id, new PageArguments(first, after), null, AssessmentQueries.ByDueDate, row => new AssessmentNode(row)).Then(page => (Connection<AssessmentNode>?)page);

    /// <summary>How often it is assessed, and when next.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public static IDataLoaderResult<AssessmentScheduleNode?> AssessmentSchedule([FromSource] PartnerNode partner, [FromServices] ScheduleByPartner schedules) =>
        schedules.Load(partner.Row.Id);
}

/// <summary>How often a partnership is assessed, and when next.</summary>
[Name("AssessmentSchedule")]
public sealed class AssessmentScheduleNode
{
    internal AssessmentScheduleNode(AssessmentRhythm rhythm, DateOnly? setOn, DateOnly? nextDueOn) =>
        (IntervalMonths, Policy, SetOn, NextDueOn) = (rhythm.IntervalMonths, rhythm.Policy, setOn, nextDueOn);

    /// <summary>The months from one assessment to the next.</summary>
    public int IntervalMonths { get; }

    /// <summary>What they are counted from.</summary>
    public AssessmentPolicy Policy { get; }

    /// <summary>Whether nobody has set this for the partner: the exchange of letters names no interval, and the one assumed here is this system's.</summary>
    public bool IsAssumption => SetOn is null;

    /// <summary>What it rests on, in a sentence.</summary>
    public string Basis => IsAssumption
        ? "The exchange of letters asks for assessments at regular intervals (annex, paragraph 7) and names none; this interval is an assumption of this system."
        : "The exchange of letters asks for assessments at regular intervals (annex, paragraph 7) and names none; the Secretariat has set this interval for the partner.";

    /// <summary>When it was set for the partner; null where it is assumed.</summary>
    public DateOnly? SetOn { get; }

    /// <summary>When the open round is due, else the next one; null where there is none, as for candidates and former partners.</summary>
    public DateOnly? NextDueOn { get; }
}
