using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>Root fields about partners.</summary>
[Extends(typeof(Query))]
public static class PartnerQueries
{
    internal static readonly Order<Partnership> ById = new(row => row.OrganisationId);
    internal static readonly Order<Partnership> ByName = ById.By("name", row => row.Organisation.NameKey);

    /// <summary>
    /// Every partner record by name, whatever its status; with `asOf`, those who were active partners on that day.
    /// </summary>
    [Allowed(Audience.Everyone)]
    public static Task<Connection<PartnerNode>> Partners(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters, [FromServices] PartnershipByOrganisation loaded,
        int? first, string? after, int? last, string? before, Filter<Partnership>? where, IEnumerable<Sort<Partnership>>? order,
        [Description("The day on which they were active partners: joined by then and not ended by then.")] DateOnly? asOf)
    {
        var partnerships = asOf is { } day ? db.Partnerships.ActiveOn(day) : db.Partnerships;
        var shape = context.Asked<Organisation>() is { } organisation ? Projection.With<Partnership, Organisation>(db.Model, row => row.Organisation, organisation) : null;
        return partnerships.Include(row => row.Organisation).Where(where, filters).ToConnectionAsync<Partnership, PartnerNode>(
            context, new PageArguments(first, after, last, before), Sort<Partnership>.OrderOf(order, ByName, ById, filters), row =>
            {
                loaded.Prime(row.OrganisationId, row);
                return new PartnerNode(row.Organisation);
            }, shape);
    }

    /// <summary>One partner by exactly one of its readable address and its name, in any spelling; null where there is none.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<PartnerNode?> Partner(
        [FromServices] PartnershipDb db, [FromServices] NameResolver names, CancellationToken cancellation,
        [Description("The readable address, for example `lego-group`.")] string? slug,
        [Description("Any of its names in any spelling, for example `LEGO`.")] string? name)
    {
        if (slug is null == name is null)
            throw new RequestError("ARGUMENTS_EXCLUSIVE", "Ask for a partner by 'slug' or by 'name': by exactly one of them.");
        var organisation = name is null
            ? await db.Organisations.SingleOrDefaultAsync(row => row.Slug == slug, cancellation)
            : (await names.ResolveAsync(name, cancellation)).Organisation;
        return organisation is { IsPartner: true } ? new PartnerNode(organisation) : null;
    }

    /// <summary>Those who were active partners on a day: joined by then and not ended by then.</summary>
    internal static IQueryable<Partnership> ActiveOn(this IQueryable<Partnership> partnerships, DateOnly day) =>
        partnerships.Where(row => row.JoinedOn!.Earliest <= day && (row.TerminatedOn!.Earliest == null || row.TerminatedOn.Earliest > day));
}
