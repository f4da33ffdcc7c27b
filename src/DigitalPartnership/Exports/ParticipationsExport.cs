using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using DigitalPartnership.Site;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Exports;

/// <summary>What is read of a participation.</summary>
internal sealed record ExportedParticipation : ExportRow
{
    public required Participation Participation { get; init; }
    public required string Workplan { get; init; }
    public required int? Row { get; init; }
    public required ActivityCategory Category { get; init; }
    public required string Sector { get; init; }
    public required string? Title { get; init; }
    public required ImpreciseDate? Date { get; init; }
    public required string Slug { get; init; }
    public required string Organisation { get; init; }
    public required Partnership? Partnership { get; init; }
}

/// <summary>Who takes part in what; those taken back are left out.</summary>
internal sealed class ParticipationsExport : Export<ExportedParticipation>
{
    private readonly PartnershipDb _db;

    public override string Name => "participations";
    public override string Description => "That an organisation takes part in an activity, in one role; one that has two roles there stands in two rows.";
    public override IReadOnlyList<string> Parameters => ActivityParameters;

    public ParticipationsExport(PartnershipDb db, SiteSettings site, TimeProvider time) : base(site, time)
    {
        _db = db;
        Required("id", "The id of the participation in the API; the same for ever.", row => new NodeId(ParticipationNode.NodeKind, row.Key).ToString());
        Required("activityId", "The id of the activity.", row => ActivitiesExport.IdOf(row.Participation.ActivityId));
        Required("workplan", "The period of the activity's workplan.", row => row.Workplan);
        Number("activityRow", "The activity's number in the published workplan.", row => row.Row);
        Choice<ActivityCategory>("category", "The table in which the activity stands.", row => row.Category);
        Required("sector", "The part of the Council of Europe that holds the activity, as printed.", row => row.Sector);
        Text("activity", "The activity's title as printed.", row => row.Title);
        Text("date", "When the activity takes place, as EDTF (ISO 8601-2).", row => row.Date?.Edtf);
        Day("earliest", "The earliest day that the date can mean.", row => row.Date?.Earliest);
        Required("organisation", "The readable address of the organisation.", row => row.Slug);
        Required("organisationName", "The name that the organisation goes by today.", row => row.Organisation);
        Required("listedAs", "Its name as the list of participants prints it.", row => row.Participation.ListedAs);
        Choice<ParticipationRole>("role", "What it does there.", row => row.Participation.Role);
        Choice<ParticipationCertainty>("certainty", "How sure that is.", row => row.Participation.Certainty);
        Flag("wasPartner", "Whether it was a partner on the activity's date; none where the dates do not decide.", row => row.Partnership.WasActiveDuring(row.Date), isNullable: true);
        Text("note", "What has to be known about it.", row => row.Participation.Note);
        Provenance();
    }

    protected override IQueryable<ExportedParticipation> Batch(ExportFilter filter, int after, int size) =>
        (from part in filter.Activities.ParticipationsOf(_db)
         join activity in filter.Activities.Of(_db, Today) on part.ActivityId equals activity.Id
         join known in _db.Partnerships on part.OrganisationId equals known.OrganisationId into partnerships
         from partnership in partnerships.DefaultIfEmpty()
         where part.Id > after
         orderby part.Id
         select new ExportedParticipation
         {
             Key = part.Id,
             Participation = part,
             Sources = activity.Sources,
             Workplan = activity.Workplan.Period,
             Row = activity.Row,
             Category = activity.Category,
             Sector = activity.Sector.Name,
             Title = activity.Title,
             Date = activity.Date,
             Slug = part.Organisation.Slug,
             Organisation = part.Organisation.Name,
             Partnership = partnership,
         }).Take(size);
}
