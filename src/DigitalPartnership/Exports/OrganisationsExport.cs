using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Site;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Exports;

/// <summary>What is read of an organisation.</summary>
internal sealed record ExportedOrganisation : ExportRow
{
    public required Organisation Organisation { get; init; }
    public required string? Parent { get; init; }
    public required List<string> OtherNames { get; init; }
    public required List<string> MemberOf { get; init; }
}

/// <summary>Every organisation that appears anywhere.</summary>
internal sealed class OrganisationsExport : Export<ExportedOrganisation>
{
    private readonly PartnershipDb _db;

    public override string Name => "organisations";
    public override string Description => "A company or association that appears anywhere in the partnership, whether or not it is a partner.";
    public override IReadOnlyList<string> Parameters { get; } = ["kind", "country"];
    public override bool IsOfOrganisations => true;

    public OrganisationsExport(PartnershipDb db, SiteSettings site, TimeProvider time) : base(site, time)
    {
        _db = db;
        Required("id", "The id of the organisation in the API; the same for ever.", row => new NodeId(OrganisationNode.NodeKind, row.Key).ToString());
        Required("slug", "The readable address; the same for ever.", row => row.Organisation.Slug);
        Required("name", "The name it goes by today.", row => row.Organisation.Name);
        Texts("otherNames", "Every other name it has or had, and other spellings.", row => row.OtherNames);
        Choice<OrganisationKind>("kind", "What sort of body it is.", row => row.Organisation.Kind);
        Text("country", "ISO 3166-1 alpha-2 code of the country it is counted under; none where it is not known.", row => row.Organisation.Country);
        Text("countryBasis", "Why it is counted under that country.", row => row.Organisation.CountryBasis);
        Flag("isPartner", "Whether it is, was or may become a partner.", row => row.Organisation.IsPartner);
        Text("parent", "The readable address of the organisation that owns it.", row => row.Parent);
        Texts("memberOf", "The readable addresses of the organisations it is a member of.", row => row.MemberOf);
        Text("summary", "What it is and does, as of its source.", row => row.Organisation.Summary);
        Provenance();
    }

    protected override IQueryable<ExportedOrganisation> Batch(ExportFilter filter, int after, int size) =>
        filter.Of(_db.Organisations).Where(row => row.Id > after).OrderBy(row => row.Id).Take(size).Select(row => new ExportedOrganisation
        {
            Key = row.Id,
            Organisation = row,
            Sources = row.Sources,
            Parent = row.Parent!.Slug,
            OtherNames = row.Names.Where(name => name.Kind != NameKind.Current).OrderBy(name => name.Id).Select(name => name.Name).ToList(),
            MemberOf = row.Memberships.OrderBy(membership => membership.Body.Slug).Select(membership => membership.Body.Slug).ToList(),
        }).AsSplitQuery();
}
