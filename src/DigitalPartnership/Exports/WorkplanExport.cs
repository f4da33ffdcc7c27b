using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Site;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Exports;

/// <summary>What is read of a row of a workplan.</summary>
internal sealed record ExportedWorkplanRow : ExportRow
{
    public required Activity Activity { get; init; }
    public required Sector Sector { get; init; }
    public required List<string> Participants { get; init; }

    public PrintedRow Printed
    {
        get
        {
            Activity.Sector = Sector;
            return field ??= PrintedRow.Of(Activity, Participants);
        }
    }
}

/// <summary>A workplan in the published columns, to the letter: a file that the importer takes again.</summary>
internal sealed class WorkplanExport : Export<ExportedWorkplanRow>
{
    private const int BehindPrinted = 1_000_000;

    private readonly PartnershipDb _db;

    public override string Name => "workplan";
    public override string Description => "A row of one workplan in the published columns, to the letter.";
    public override IReadOnlyList<string> Parameters { get; } = ["period"];
    public override bool IsToTheLetter => true;

    public WorkplanExport(PartnershipDb db, SiteSettings site, TimeProvider time) : base(site, time)
    {
        _db = db;
        Required("Category", "The table in which it stands.", row => row.Printed.Category);
        Required("Sector", "The part of the Council of Europe that holds it.", row => row.Printed.Sector);
        Required("Activity", "The title; empty for the row that has none.", row => row.Printed.Activity);
        Required("Date", "When it takes place, as printed; empty where no date is given.", row => row.Printed.Date);
        Required("Companies/associations", "Who takes part, as printed.", row => row.Printed.Participants);
        Required("Description", "What it is about; empty where nothing is said.", row => row.Activity.Summary ?? "");
        Provenance();
    }

    /// <summary>The printed rows by their numbers, and behind them those that were added since.</summary>
    protected override IQueryable<ExportedWorkplanRow> Batch(ExportFilter filter, int after, int size)
    {
        var period = filter.Period ?? throw new RequestError("VALIDATION_FAILED", "Say which workplan, for example period=2018-2021.", "period");
        return _db.Activities.Where(row => row.Workplan.Period == period && (row.Row ?? BehindPrinted + row.Id) > after).OrderBy(row => row.Row ?? BehindPrinted + row.Id).Take(size)
            .Select(row => new ExportedWorkplanRow
            {
                Key = row.Row ?? BehindPrinted + row.Id,
                Activity = row,
                Sector = row.Sector,
                Sources = row.Sources,
                Participants = row.Participations.Where(part => !part.IsWithdrawn).OrderBy(part => part.Id).Select(part => part.ListedAs).ToList(),
            });
    }
}
