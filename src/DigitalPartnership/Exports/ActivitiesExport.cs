using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Site;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Exports;

/// <summary>What is read of an activity.</summary>
internal sealed record ExportedActivity : ExportRow
{
    public required Activity Activity { get; init; }
    public required string Sector { get; init; }
    public required string Body { get; init; }
    public required DigitalPartnership.Workplan.Workplan Workplan { get; init; }
    public required List<string> Participants { get; init; }
}

/// <summary>Every activity of every workplan.</summary>
internal sealed class ActivitiesExport : Export<ExportedActivity>
{
    private readonly PartnershipDb _db;

    public override string Name => "activities";
    public override string Description => "A row of a workplan: something in which the cooperation of partners is desired.";
    public override IReadOnlyList<string> Parameters => ActivityParameters;

    public ActivitiesExport(PartnershipDb db, SiteSettings site, TimeProvider time) : base(site, time)
    {
        _db = db;
        Required("id", "The id of the activity in the API; the same for ever.", row => IdOf(row.Key));
        Required("workplan", "The period of the workplan in which it stands.", row => row.Workplan.Period);
        Number("row", "Its number in the published workplan, counted through its tables.", row => row.Activity.Row);
        Choice<ActivityCategory>("category", "The table in which it stands.", row => row.Activity.Category);
        Required("sector", "The part of the Council of Europe that holds it, as printed.", row => row.Sector);
        Required("body", "The unit that leads the sector.", row => row.Body);
        Text("title", "The title as printed; none for the row that has none.", row => row.Activity.Title);
        Text("date", "When it takes place, as EDTF (ISO 8601-2); none where no date is given.", row => row.Activity.Date?.Edtf);
        Text("datePrinted", "The date as its source prints it.", row => row.Activity.Date?.Printed);
        Day("earliest", "The earliest day that the date can mean.", row => row.Activity.Date?.Earliest);
        Day("latest", "The latest day that the date can mean.", row => row.Activity.Date?.Latest);
        Choice<DatePrecision>("precision", "How exact the date is.", row => row.Activity.Date?.Precision, isNullable: true);
        Choice<ActivityStatus>("status", "Whether it lies ahead, has been held or was called off on the day of the file.", StatusOf);
        Texts("participants", "The readable addresses of the organisations that take part, were invited or are expected, each once.", row => row.Participants.Distinct());
        Text("participantsAsPrinted", "The cell of companies and associations as printed.", row => row.Activity.ParticipantsAsPrinted);
        Text("participantsNote", "What has to be known about the participants.", row => row.Activity.ParticipantsNote);
        Text("sameEventAs", "The id of the first activity that records the same event.", row => row.Activity.SameEventAsId is { } other ? IdOf(other) : null);
        Text("summary", "What it is about.", row => row.Activity.Summary);
        Provenance();
    }

    protected override IQueryable<ExportedActivity> Batch(ExportFilter filter, int after, int size) =>
        filter.Activities.Of(_db, Today).Where(row => row.Id > after).OrderBy(row => row.Id).Take(size).Select(row => new ExportedActivity
        {
            Key = row.Id,
            Activity = row,
            Sources = row.Sources,
            Sector = row.Sector.Name,
            Body = row.Sector.Body,
            Workplan = row.Workplan,
            Participants = row.Participations.Where(part => !part.IsWithdrawn).OrderBy(part => part.Organisation.Slug).Select(part => part.Organisation.Slug).ToList(),
        });

    internal static string IdOf(int key) => new NodeId(ActivityNode.NodeKind, key).ToString();

    private ActivityStatus? StatusOf(ExportedActivity row) =>
        row.Activity.IsCancelled ? ActivityStatus.Cancelled
        : (row.Activity.Date?.Latest ?? row.Workplan.To) < Today ? ActivityStatus.Held : ActivityStatus.Planned;
}
