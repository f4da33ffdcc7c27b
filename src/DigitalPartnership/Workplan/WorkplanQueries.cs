using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Root fields about the workplan.</summary>
[Extends(typeof(Query))]
public static class WorkplanQueries
{
    internal static readonly Order<Activity> ById = new(row => row.Id);
    internal static readonly Order<Activity> ByDate = ById.By("date", row => row.Date!.Earliest).By("until", row => row.Date!.Latest);

    internal static Order<Activity> OrderOf(IEnumerable<Sort<Activity>>? asked, FilterContext context) => Sort<Activity>.OrderOf(asked, ByDate, ById, context);

    /// <summary>Every activity of every workplan by date, undated ones last.</summary>
    [Allowed(Audience.Everyone)]
    public static Task<Connection<ActivityNode>> Activities(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters,
        int? first, string? after, int? last, string? before, Filter<Activity>? where, IEnumerable<Sort<Activity>>? order) =>
        db.Activities.Where(where, filters).ToConnectionAsync<Activity, ActivityNode>(
            context, new PageArguments(first, after, last, before), OrderOf(order, filters), row => new ActivityNode(row), context.Asked<Activity>());

    /// <summary>Every sector that a workplan prints, by name.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<IEnumerable<SectorNode>> Sectors([FromServices] PartnershipDb db, CancellationToken cancellation) =>
        (await db.Sectors.OrderBy(row => row.NameKey).ToListAsync(cancellation)).Select(row => new SectorNode(row));

    /// <summary>Every workplan, the earliest first.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<IEnumerable<WorkplanNode>> Workplans([FromServices] PartnershipDb db, CancellationToken cancellation) =>
        (await db.Workplans.OrderBy(row => row.From).ThenBy(row => row.Id).ToListAsync(cancellation)).Select(row => new WorkplanNode(row));

    /// <summary>One workplan by its period, for example `2018-2021`; null where there is none.</summary>
    [Allowed(Audience.Everyone)]
    public static async Task<WorkplanNode?> Workplan([FromServices] PartnershipDb db, CancellationToken cancellation,
        [Description("The period, for example `2018-2021`.")] string period) =>
        await db.Workplans.SingleOrDefaultAsync(row => row.Period == period, cancellation) is { } row ? new WorkplanNode(row) : null;
}
