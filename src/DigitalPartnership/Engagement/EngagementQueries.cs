using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Engagement;

/// <summary>The root field that counts engagement.</summary>
[Extends(typeof(Query))]
public static class EngagementQueries
{
    /// <summary>
    /// In how many activities partners take part, by any dimensions together. The definition says in words what was counted.
    /// A report of more than 50,000 rows is refused.
    /// </summary>
    [Allowed(Audience.Everyone)]
    public static EngagementReportNode Engagement(
        [FromServices] PartnershipDb db, [FromServices] FilterContext filters,
        [Description("What to count by, each dimension once; the rows are sorted in this order. An empty list gives one row for everything.")] IEnumerable<EngagementDimension> by,
        [Description("What to count; every activity and every confirmed participation where it is left out.")] EngagementFilter? where) =>
        new(db, EngagementReport.Of(db, filters.Today, [.. by], where));
}

/// <summary>Figures of engagement, with what they mean.</summary>
[Name("EngagementReport")]
public sealed class EngagementReportNode
{
    private readonly PartnershipDb _db;

    internal EngagementReportNode(PartnershipDb db, EngagementReport report) => (_db, Report) = (db, report);

    internal EngagementReport Report { get; }

    /// <summary>How the figures were counted, in words.</summary>
    public string Definition([Description("The language of the words.")] Language language = Language.En) => EngagementDefinition.Of(Report.Scope.Filter, language);

    /// <summary>How many activities there are in the filter, whoever took part: what every rate is divided by.</summary>
    public Task<int> Activities(CancellationToken cancellation) => Report.DenominatorAsync(cancellation);

    /// <summary>The figures, by the values of the dimensions: names by the alphabet, years and enumerations in their order, what is unknown last.</summary>
    public async Task<IEnumerable<EngagementRowNode>> Rows(IResolveFieldContext context, [FromServices] QueryLimits limits)
    {
        var rows = await Report.RowsAsync(context.CancellationToken);
        limits.RefuseIfTooLong(context, rows.Count);
        var evidence = new EngagementEvidence(_db, Report);
        return rows.Select(row => new EngagementRowNode(Report, evidence, row));
    }
}

/// <summary>The figures of the activities that have some values in common.</summary>
[Name("EngagementRow")]
public sealed class EngagementRowNode
{
    private readonly EngagementReport _report;
    private readonly EngagementEvidence _evidence;
    private readonly EngagementRow _row;

    internal EngagementRowNode(EngagementReport report, EngagementEvidence evidence, EngagementRow row) => (_report, _evidence, _row) = (report, evidence, row);

    /// <summary>The values that they have in common, in the order in which they were asked for.</summary>
    public IEnumerable<EngagementKeyNode> Keys => _report.By.Select(dimension => new EngagementKeyNode(_report.Labels, dimension, _row.Group));

    /// <summary>How many activities have at least one partner that counts here.</summary>
    public int Activities => _row.Activities;

    /// <summary>How many partners took part in them.</summary>
    public int Partners => _row.Partners;

    /// <summary>These activities divided by all activities in the filter, from 0 to 1; 0 where there are none.</summary>
    public double Rate => _report.RateOf(_row);

    /// <summary>The activities behind the figure by date, undated ones last. Of a merged event its first row here stands for it.</summary>
    public IDataLoaderResult<Connection<ActivityNode>> Evidence(IResolveFieldContext context, int? first, string? after) =>
        _evidence.Load(context, _row, new PageArguments(first, after));
}

/// <summary>A value that the activities of a row have in common.</summary>
[Name("EngagementKey")]
public sealed class EngagementKeyNode
{
    private readonly EngagementLabels _labels;
    private readonly EngagementGroup _group;

    internal EngagementKeyNode(EngagementLabels labels, EngagementDimension dimension, EngagementGroup group) => (_labels, Dimension, _group) = (labels, dimension, group);

    /// <summary>What the value is one of.</summary>
    public EngagementDimension Dimension { get; }

    /// <summary>For programs: the partner's readable address, the year, the value of the enumeration, the sector as printed, the country's code; `UNKNOWN` where it is not known.</summary>
    public string Value => _labels.ValueOf(Dimension, _group);

    /// <summary>For readers: the same in words.</summary>
    public string Label([Description("The language of the words.")] Language language = Language.En) => _labels.LabelOf(Dimension, _group, language);
}
