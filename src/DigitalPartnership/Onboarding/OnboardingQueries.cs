using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>The root field that lists onboardings.</summary>
[Extends(typeof(Query))]
public static class OnboardingQueries
{
    private static readonly Order<Onboarding> ByOpening = new Order<Onboarding>(row => row.Id).By("opened", row => row.OpenedOn);

    /// <summary>The onboardings that the caller may see, the oldest first: all for admins, for liaisons those of their partner.</summary>
    [Allowed(Audience.SignedIn)]
    public static async Task<Connection<OnboardingNode>?> Onboardings(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters, [FromServices] Caller caller,
        int? first, string? after, Filter<Onboarding>? where)
    {
        if (!caller.IsAdmin && caller.PartnerId is null)
            throw AllowedAttribute.NotAllowed(caller);
        var rows = db.Onboardings.Include(row => row.Tasks.OrderBy(task => task.Id)).Where(row => caller.IsAdmin || row.OrganisationId == caller.PartnerId);
        return await rows.Where(where, filters).ToConnectionAsync<Onboarding, OnboardingNode>(context, new PageArguments(first, after), ByOpening, row => new OnboardingNode(row));
    }
}

/// <summary>What onboardings can be filtered by.</summary>
internal sealed class OnboardingFilter : FilterFields<Onboarding>
{
    public override string Name => "OnboardingFilterInput";
    public override string Description => "Which onboardings to list; all fields given must hold.";

    public OnboardingFilter()
    {
        One("partner", "Who is taken in.", row => row.Partnership!);
        Flag("open", "Whether something is left to be done.", row => row.CompletedOn == null);
    }
}
