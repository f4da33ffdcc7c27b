using System.Linq.Expressions;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Engagement;

/// <summary>An activity in the evidence of a group.</summary>
internal sealed class EvidenceLink
{
    public required EngagementGroup Group { get; init; }
    public required Activity Item { get; init; }
}

/// <summary>Where an activity stands in the evidence of a group.</summary>
internal sealed class EvidenceKey
{
    public required EngagementGroup Group { get; init; }
    public required int ActivityId { get; init; }
    public required object?[] Keys { get; init; }
}

/// <summary>
/// Pages of the activities behind the figures of a report, those of all rows in two statements for each field of the document.
/// An activity stands there once for each time it was counted, so a page's total is the row's figure.
/// </summary>
internal sealed class EngagementEvidence(PartnershipDb db, EngagementReport report)
{
    private static readonly Order<Activity> ByDate = new Order<Activity>(row => row.Id).By("date", row => row.Date!.Earliest).By("until", row => row.Date!.Latest);

    private readonly Dictionary<GraphQLLocation, Field> _fields = [];

    public IDataLoaderResult<Connection<ActivityNode>> Load(IResolveFieldContext context, EngagementRow row, PageArguments page)
    {
        if (!_fields.TryGetValue(context.FieldAst.Location, out var field))
            field = _fields[context.FieldAst.Location] = new Field(this, page, AskedParts.Of(context).Items);
        return field.Load(row);
    }

    /// <summary>Every group with the activities that were counted in it.</summary>
    internal IQueryable<EvidenceLink> Links =>
        from counted in report.Grouped().GroupBy(part => new { part.Group, part.EventId }).Select(same => new { same.Key.Group, RowId = same.Min(part => part.RowId) })
        join activity in db.Activities on counted.RowId equals activity.Id
        select new EvidenceLink { Group = counted.Group, Item = activity };

    /// <summary>The activities of a report that has one row for everything.</summary>
    private IQueryable<EvidenceLink> LinksOfAll =>
        from shown in report.Grouped().GroupBy(part => part.EventId).Select(same => same.Min(part => part.RowId))
        join activity in db.Activities on shown equals activity.Id
        select new EvidenceLink { Group = new EngagementGroup(), Item = activity };

    /// <summary>Everything behind a cursor by date: its keys alone, since whole rows would have to be sorted.</summary>
    internal IQueryable<EvidenceKey> Keys(Keyset<EvidenceLink, Activity> keyset) =>
        keyset.Sorted(keyset.Between(report.By is [] ? LinksOfAll : Links)).Select(KeyOf(keyset));

    /// <summary>
    /// The first items of each group. No more of them is kept, but all are read: to cut the pages in the database, it would have to
    /// make everything twice, as it did for the figures.
    /// </summary>
    private async Task<Dictionary<EngagementGroup, List<EvidenceKey>>> PagesAsync(Keyset<EvidenceLink, Activity> keyset, CancellationToken cancellation)
    {
        var pages = new Dictionary<EngagementGroup, List<EvidenceKey>>();
        await foreach (var key in Keys(keyset).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!pages.TryGetValue(key.Group, out var page))
                pages[key.Group] = page = [];
            if (page.Count <= keyset.Size)
                page.Add(key);
        }
        return pages;
    }

    private static Expression<Func<EvidenceLink, EvidenceKey>> KeyOf(Keyset<EvidenceLink, Activity> keyset)
    {
        Expression<Func<EvidenceLink, object?[], EvidenceKey>> made = (link, keys) => new EvidenceKey { Group = link.Group, ActivityId = link.Item.Id, Keys = keys };
        var link = made.Parameters[0];
        return Expression.Lambda<Func<EvidenceLink, EvidenceKey>>(made.Apply(link, keyset.KeysOf(link)), link);
    }

    internal static Keyset<EvidenceLink, Activity> KeysetOf(PageArguments page) => new(ByDate, page, link => link.Item);

    private sealed class Field(EngagementEvidence evidence, PageArguments page, bool asksForItems) : BatchLoader<EngagementGroup, IReadOnlyList<Keyed<Activity>>>
    {
        private readonly Keyset<EvidenceLink, Activity> _keyset = KeysetOf(page);

        public IDataLoaderResult<Connection<ActivityNode>> Load(EngagementRow row) => Load(row.Group).Then(found =>
        {
            var connection = _keyset.Page<ActivityNode>(found, activity => new ActivityNode(activity), () => new Loaded<int>(row.Activities));
            return asksForItems ? connection : new Connection<ActivityNode> { PageInfo = connection.PageInfo, TotalCount = () => new Loaded<int>(row.Activities) };
        });

        protected override IReadOnlyList<Keyed<Activity>> Missing => [];

        protected override async Task<IReadOnlyDictionary<EngagementGroup, IReadOnlyList<Keyed<Activity>>>> LoadAsync(
            IReadOnlyList<EngagementGroup> keys, CancellationToken cancellation)
        {
            _ = evidence.Keys(_keyset); // Refuses a forged cursor also where only the count is asked for.
            if (!asksForItems)
                return new Dictionary<EngagementGroup, IReadOnlyList<Keyed<Activity>>>();
            var pages = await evidence.PagesAsync(_keyset, cancellation);
            var shown = pages.Values.SelectMany(page => page).Select(key => key.ActivityId).Distinct().ToList();
            var activities = await evidence.Activities.Where(row => shown.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            return pages.ToDictionary(page => page.Key, page =>
                (IReadOnlyList<Keyed<Activity>>)[.. page.Value.Select(key => new Keyed<Activity> { Item = activities[key.ActivityId], Keys = key.Keys })]);
        }
    }

    private IQueryable<Activity> Activities => db.Activities;
}
