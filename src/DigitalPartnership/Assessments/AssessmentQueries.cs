using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Form = DigitalPartnership.Assessments.AssessmentForm;

namespace DigitalPartnership.Assessments;

/// <summary>The root fields that list assessments and show their form.</summary>
[Extends(typeof(Query))]
public static class AssessmentQueries
{
    internal static readonly Order<Assessment> ByDueDate = new Order<Assessment>(row => row.Id).By("due", row => row.DueOn);

    /// <summary>The assessments that the caller may see, the one that is or was due first coming first: all for admins, for liaisons those of their partner.</summary>
    [Allowed(Audience.SignedIn)]
    public static async Task<Connection<AssessmentNode>?> Assessments(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters, [FromServices] Caller caller,
        int? first, string? after, Filter<Assessment>? where)
    {
        if (!caller.IsAdmin && caller.PartnerId is null)
            throw AllowedAttribute.NotAllowed(caller);
        var rows = db.Assessments.Where(row => caller.IsAdmin || row.OrganisationId == caller.PartnerId);
        return await rows.Where(where, filters).ToConnectionAsync<Assessment, AssessmentNode>(context, new PageArguments(first, after), ByDueDate, row => new AssessmentNode(row));
    }

    /// <summary>The questions of assessments: those of the version in force, or of another one; null where there is no such version.</summary>
    [Allowed(Audience.Everyone)]
    public static AssessmentFormNode? AssessmentForm([Description("The version; the one in force where it is left out.")] int? version) =>
        (version is { } asked ? Form.Find(asked) : Form.Latest) is { } form ? new AssessmentFormNode(form) : null;
}

/// <summary>What assessments can be filtered by.</summary>
internal sealed class AssessmentFilter : FilterFields<Assessment>
{
    public override string Name => "AssessmentFilterInput";
    public override string Description => "Which assessments to list; all fields given must hold.";

    public AssessmentFilter()
    {
        One("partner", "The partner.", row => row.Partnership!);
        Choice("state", "How far it is.", row => row.State);
        Day("dueOn", "The day by which the parts are looked forward to.", row => row.DueOn);
    }
}
