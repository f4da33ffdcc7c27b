using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>Root fields about organisations.</summary>
[Extends(typeof(Query))]
public static class OrganisationQueries
{
    internal static readonly Order<Organisation> ById = new(row => row.Id);
    internal static readonly Order<Organisation> ByName = ById.By("name", row => row.NameKey);

    /// <summary>Every organisation that appears in the partnership, partners included, by name.</summary>
    [Allowed(Audience.Everyone)]
    public static Task<Connection<OrganisationNode>> Organisations(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters,
        int? first, string? after, int? last, string? before, Filter<Organisation>? where, IEnumerable<Sort<Organisation>>? order) =>
        db.Organisations.Where(where, filters).ToConnectionAsync<Organisation, OrganisationNode>(
            context, new PageArguments(first, after, last, before), Sort<Organisation>.OrderOf(order, ByName, ById, filters), OrganisationNode.Of, context.Asked<Organisation>());

    /// <summary>One organisation by its readable address; null where there is none.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<OrganisationNode?> Organisation([FromServices] PartnershipDb db, CancellationToken cancellation,
        [Description("The readable address, for example `ripe-ncc`.")] string slug) =>
        await db.Organisations.SingleOrDefaultAsync(row => row.Slug == slug, cancellation) is { } row ? OrganisationNode.Of(row) : null;

    /// <summary>Which organisation a name means, however it is spelled, with the reason; candidates where that is not sure.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<NameResolutionNode> ResolveOrganisation([FromServices] NameResolver names, CancellationToken cancellation,
        [Description("The name as somebody wrote it.")] string name) =>
        new(await names.ResolveAsync(name, cancellation));
}
