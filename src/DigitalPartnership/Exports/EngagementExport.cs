using System.Runtime.CompilerServices;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Engagement;
using DigitalPartnership.Site;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Exports;

/// <summary>In how many activities of which year each partner took part, as the API's `engagement` counts it.</summary>
internal sealed class EngagementExport(PartnershipDb db, SiteSettings site, TimeProvider time) : Export
{
    private const int BatchSize = 1_000;

    private static readonly IReadOnlyList<EngagementDimension> By = [EngagementDimension.Partner, EngagementDimension.Year];

    public override string Name => "engagement";
    public override string Description => "In how many activities of a year a partner took part, of how many there were in all that the definition counts.";
    public override IReadOnlyList<string> Parameters { get; } = ["partner", "from", "to", "certainty"];

    public override IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("partner", "The readable address of the partner.", ColumnType.Text, false),
        new("partnerName", "The name that it goes by today.", ColumnType.Text, false),
        new("year", "The year of the earliest day that the activities' dates can mean; UNKNOWN for undated ones.", ColumnType.Text, false),
        new("activities", "In how many activities it took part.", ColumnType.Number, false),
        new("of", "How many activities there are, whoever took part, in the years that the file is about.", ColumnType.Number, false),
        new("definition", "What was counted, in words.", ColumnType.Text, false),
        new("asOf", "The day of which the data is: the day in Strasbourg on which the file was made.", ColumnType.Day, false),
        new("licence", "How the data may be used, where that is decided.", ColumnType.Text, true),
    ];

    public override async IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(ExportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var counted = new EngagementFilter
        {
            From = filter.Activities.FromYear is { } first ? new DateOnly(first, 1, 1) : null,
            To = filter.Activities.ToYear is { } last ? new DateOnly(last, 12, 31) : null,
            Partners = filter.Activities.Partner is { } partner ? [partner] : null,
        };
        if (filter.Activities.Certainty is { } certainty)
            counted.Certainty = [certainty];
        var today = time.TodayInStrasbourg();
        var report = EngagementReport.Of(db, today, By, counted);
        var rows = await report.RowsAsync(cancellation);
        var of = await report.DenominatorAsync(cancellation);
        var definition = EngagementDefinition.Of(counted, Language.En);
        foreach (var batch in rows.Chunk(BatchSize))
        {
            yield return [.. batch.Select(row => new object?[]
            {
                report.Labels.ValueOf(EngagementDimension.Partner, row.Group),
                report.Labels.LabelOf(EngagementDimension.Partner, row.Group, Language.En),
                report.Labels.ValueOf(EngagementDimension.Year, row.Group),
                row.Activities,
                of,
                definition,
                today,
                site.DataLicence,
            })];
        }
    }
}
