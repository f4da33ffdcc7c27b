using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>The root field about proposals.</summary>
[Extends(typeof(Query))]
public static class ActivityProposalQueries
{
    private static readonly Order<ActivityProposal> ByAge = new(row => row.Id);

    /// <summary>What partners have proposed for workplans, the oldest first: everything for admins, their own partner's for liaisons.</summary>
    [Allowed(Audience.SignedIn)]
    public static async Task<Connection<ActivityProposalNode>?> ActivityProposals(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] Caller caller, int? first, string? after)
    {
        if (!caller.IsAdmin && caller.PartnerId is null)
            throw AllowedAttribute.NotAllowed(caller);
        return await db.ActivityProposals.VisibleTo(caller).ToConnectionAsync<ActivityProposal, ActivityProposalNode>(
            context, new PageArguments(first, after), ByAge, row => new ActivityProposalNode(row));
    }
}
