using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Engagement;

/// <summary>The engagement of partners, by the field of the document that asks for it: the filter is the same for every partner.</summary>
public sealed class EngagementByPartner(PartnershipDb db, FilterContext filters) : ILoader
{
    private readonly Dictionary<GraphQLLocation, PartnerFigures> _fields = [];

    void ILoader.Forget() => _fields.Clear();

    /// <summary>The engagement of one partner.</summary>
    public IDataLoaderResult<PartnerEngagementNode> Load(IResolveFieldContext context, int partner, EngagementFilter? where)
    {
        if (!_fields.TryGetValue(context.FieldAst.Location, out var figures))
        {
            where ??= new EngagementFilter();
            where.Check();
            figures = _fields[context.FieldAst.Location] = new PartnerFigures(new EngagementScope(db, filters.Today, where));
        }
        return figures.Load(partner).Then(counted => new PartnerEngagementNode(figures, partner, counted));
    }
}

/// <summary>In how many activities each of many partners takes part: one statement for them and one for the denominator.</summary>
internal sealed class PartnerFigures(EngagementScope scope) : BatchLoader<int, int>
{
    private bool _isCounted;

    /// <summary>How many activities there are, whoever took part; there once any partner has been counted.</summary>
    public int Denominator { get; private set; }

    /// <summary>The earliest activity of each partner.</summary>
    public EdgeOfTime First { get; } = new(scope, isLast: false);

    /// <summary>The latest activity of each partner.</summary>
    public EdgeOfTime Last { get; } = new(scope, isLast: true);

    protected override int Missing => 0;

    protected override async Task<IReadOnlyDictionary<int, int>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
    {
        if (!_isCounted)
        {
            await scope.CheckPartnersAsync(cancellation);
            Denominator = await scope.CountAsync(cancellation);
            _isCounted = true;
        }
        return await Counted(keys).ToDictionaryAsync(row => row.Key, row => row.Value, cancellation);
    }

    internal IQueryable<KeyValuePair<int, int>> Counted(IReadOnlyList<int> keys) =>
        scope.Parts.Where(part => keys.Contains(part.Participation.OrganisationId)).GroupBy(part => part.Participation.OrganisationId)
            .Select(own => new KeyValuePair<int, int>(own.Key, own.Select(part => part.EventId).Distinct().Count()));
}

/// <summary>The first or the last dated activity of each of many partners, in one statement.</summary>
internal sealed class EdgeOfTime(EngagementScope scope, bool isLast) : OneByKey<int, Activity>
{
    protected override async Task<IReadOnlyDictionary<int, Activity?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await Found(keys).ToDictionaryAsync(row => row.ParentId, row => (Activity?)row.Item, cancellation);

    internal IQueryable<Link<Activity>> Found(IReadOnlyList<int> keys)
    {
        var own = scope.Parts.Where(part => keys.Contains(part.Participation.OrganisationId) && part.Shown.Date!.Earliest != null)
            .Select(part => new Link<Activity> { ParentId = part.Participation.OrganisationId, Item = part.Shown });
        var sorted = isLast
            ? own.OrderByDescending(link => link.Item.Date!.Earliest).ThenByDescending(link => link.Item.Date!.Latest).ThenByDescending(link => link.Item.Id)
            : own.OrderBy(link => link.Item.Date!.Earliest).ThenBy(link => link.Item.Date!.Latest).ThenBy(link => link.Item.Id);
        return scope.Partners.Where(partner => keys.Contains(partner)).SelectMany(partner => sorted.Where(link => link.ParentId == partner).Take(1));
    }
}
