using System.Linq.Expressions;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Engagement;

/// <summary>One row of figures.</summary>
internal sealed class EngagementRow
{
    public required EngagementGroup Group { get; init; }

    /// <summary>How many activities have at least one partner of this group.</summary>
    public required int Activities { get; init; }

    /// <summary>How many partners took part in them.</summary>
    public required int Partners { get; init; }
}

/// <summary>
/// Figures counted by some dimensions from what a filter leaves. The database groups: one statement for the rows, one for the
/// denominator and one for each sort of names, however many rows there are.
/// </summary>
internal sealed class EngagementReport(PartnershipDb db, EngagementScope scope, IReadOnlyList<EngagementDimension> by)
{
    /// <summary>The most rows that a report has.</summary>
    public const int MostRows = 50_000;

    private int? _denominator;
    private IReadOnlyList<EngagementRow>? _rows;

    public IReadOnlyList<EngagementDimension> By => by;

    public EngagementScope Scope => scope;

    /// <summary>The names of what was counted by; there once the rows have been counted.</summary>
    public EngagementLabels Labels { get; private set; } = EngagementLabels.None;

    /// <summary>A report by these dimensions.</summary>
    /// <exception cref="RequestError">VALIDATION_FAILED: a dimension twice, or a filter that nothing can meet.</exception>
    public static EngagementReport Of(PartnershipDb db, DateOnly today, IReadOnlyList<EngagementDimension> by, EngagementFilter? filter)
    {
        if (by.GroupBy(dimension => dimension).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new RequestError("VALIDATION_FAILED", $"'by' names {EnumNames.Of(twice.Key)} twice. Name each dimension once.", "by");
        filter ??= new EngagementFilter();
        filter.Check();
        return new EngagementReport(db, new EngagementScope(db, today, filter), by);
    }

    /// <summary>How many activities there are, whoever took part.</summary>
    public async Task<int> DenominatorAsync(CancellationToken cancellation)
    {
        if (_denominator is null)
        {
            await scope.CheckPartnersAsync(cancellation);
            _denominator = await scope.CountAsync(cancellation);
        }
        return _denominator.Value;
    }

    /// <summary>The rows in their order: by the values of the dimensions, each in its natural order.</summary>
    /// <exception cref="RequestError">COST_EXCEEDED: more rows than a report may have.</exception>
    public async Task<IReadOnlyList<EngagementRow>> RowsAsync(CancellationToken cancellation)
    {
        if (_rows is not null)
            return _rows;
        await DenominatorAsync(cancellation);
        var rows = await Counted().Take(MostRows + 1).ToListAsync(cancellation);
        if (rows.Count > MostRows)
            throw new RequestError("COST_EXCEEDED", $"The report would have more than {MostRows} rows. Count by fewer dimensions, or narrow the filter.", "by");
        Labels = await EngagementLabels.LoadAsync(db, by, cancellation);
        return _rows = by is [] && rows is [] ? [new EngagementRow { Group = new(), Activities = 0, Partners = 0 }] : Labels.Sorted(rows, by);
    }

    /// <summary>A row's share of the denominator.</summary>
    public double RateOf(EngagementRow row) => _denominator is > 0 and var all ? (double)row.Activities / all : 0;

    /// <summary>Every row, counted in the database.</summary>
    internal IQueryable<EngagementRow> Counted()
    {
        var counted = Grouped();
        if (by is [])
        {
            return counted.GroupBy(_ => 1).Select(all => new EngagementRow
            {
                Group = new EngagementGroup(),
                Activities = all.Select(part => part.EventId).Distinct().Count(),
                Partners = all.Select(part => part.PartnerId).Distinct().Count(),
            });
        }
        var groups = counted.GroupBy(part => part.Group);
        return by.Contains(EngagementDimension.Partner)
            ? groups.Select(same => new EngagementRow { Group = same.Key, Activities = same.Select(part => part.EventId).Distinct().Count(), Partners = 1 })
            : groups.Select(same => new EngagementRow
            {
                Group = same.Key,
                Activities = same.Select(part => part.EventId).Distinct().Count(),
                Partners = same.Select(part => part.PartnerId).Distinct().Count(),
            });
    }

    /// <summary>Everything that is counted with the group it counts in.</summary>
    internal IQueryable<GroupedPart> Grouped()
    {
        Expression<Func<CountedPart, EngagementGroup, GroupedPart>> grouped = (part, group) =>
            new GroupedPart { Group = group, EventId = part.EventId, PartnerId = part.Participation.OrganisationId, RowId = part.Shown.Id };
        var part = grouped.Parameters[0];
        return scope.PartsFor(by, Expression.Lambda<Func<CountedPart, GroupedPart>>(grouped.Apply(part, EngagementGroup.Of(by).Apply(part)), part));
    }
}

/// <summary>A participation that counts, in the group it counts in.</summary>
internal sealed class GroupedPart
{
    public required EngagementGroup Group { get; init; }
    public required int EventId { get; init; }
    public required int PartnerId { get; init; }

    /// <summary>The key of the row of the workplan that shows the event in this group.</summary>
    public required int RowId { get; init; }
}
