using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Site;

namespace DigitalPartnership.Exports;

/// <summary>What is read of a partner.</summary>
internal sealed record ExportedPartner : ExportRow
{
    public required Organisation Organisation { get; init; }
    public required Partnership Partnership { get; init; }
}

/// <summary>Every organisation that is, was or may become a partner, with its partnership.</summary>
internal sealed class PartnersExport : Export<ExportedPartner>
{
    private readonly PartnershipDb _db;

    public override string Name => "partners";
    public override string Description => "An organisation that is, was or may become a partner, with where its partnership stands.";
    public override IReadOnlyList<string> Parameters { get; } = ["status", "kind", "country"];
    public override bool IsOfOrganisations => true;

    public PartnersExport(PartnershipDb db, SiteSettings site, TimeProvider time) : base(site, time)
    {
        _db = db;
        Required("id", "The id of the partner in the API, and of the organisation; the same for ever.", row => new NodeId(OrganisationNode.NodeKind, row.Key).ToString());
        Required("slug", "The readable address; the same for ever.", row => row.Organisation.Slug);
        Required("name", "The name it goes by today.", row => row.Organisation.Name);
        Choice<OrganisationKind>("kind", "What sort of body it is.", row => row.Organisation.Kind);
        Text("country", "ISO 3166-1 alpha-2 code of the country it is counted under; none where it is not known.", row => row.Organisation.Country);
        Text("countryBasis", "Why it is counted under that country.", row => row.Organisation.CountryBasis);
        Choice<PartnerStatus>("status", "Where it stands with the partnership on the day of the file.", row => row.Partnership.StatusOn(Today));
        Text("wave", "The group in which it joined or is to join.", row => row.Partnership.Wave);
        Text("joinedOn", "When letters were exchanged, as EDTF (ISO 8601-2).", row => row.Partnership.JoinedOn?.Edtf);
        Text("introducedToTcInfOn", "When it was introduced to the rapporteur group TC-INF, as EDTF.", row => row.Partnership.IntroducedToTcInfOn?.Edtf);
        Text("expectedOn", "When a candidate is expected to join, as EDTF.", row => row.Partnership.ExpectedOn?.Edtf);
        Text("terminatedOn", "When the partnership ended, as EDTF.", row => row.Partnership.TerminatedOn?.Edtf);
        Text("terminationReason", "Why it ended, as the public is told.", row => row.Partnership.TerminationReason);
        Text("summary", "What it is and does, as of its source.", row => row.Organisation.Summary);
        Provenance();
    }

    protected override IQueryable<ExportedPartner> Batch(ExportFilter filter, int after, int size)
    {
        IQueryable<Partnership> partnerships = _db.Partnerships;
        if (filter.Status is { } status)
        {
            var today = Today;
            partnerships = partnerships.Where(row => (row.Status == PartnerStatus.Terminated && row.TerminatedOn!.Earliest > today ? PartnerStatus.Active : row.Status) == status);
        }
        return (from organisation in filter.Of(_db.Organisations)
                join partnership in partnerships on organisation.Id equals partnership.OrganisationId
                where organisation.Id > after
                orderby organisation.Id
                select new ExportedPartner { Key = organisation.Id, Organisation = organisation, Partnership = partnership, Sources = organisation.Sources }).Take(size);
    }
}
