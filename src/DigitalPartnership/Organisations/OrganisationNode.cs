using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Sources;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Organisations;

/// <summary>A company or association that appears anywhere in the partnership.</summary>
[Name("Organisation")]
[Reads(nameof(Organisation.IsPartner))]
public abstract class OrganisationNode : INode
{
    internal const string NodeKind = "Organisation";

    private protected OrganisationNode(Organisation row) => Row = row;

    internal Organisation Row { get; }

    /// <summary>The organisation's id: opaque, and the same before and after it becomes a partner.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>The organisation's readable address, for example `ripe-ncc`; never changes.</summary>
    public string Slug => Row.Slug;

    /// <summary>The name it goes by today.</summary>
    public string Name => Row.Name;

    /// <summary>What sort of body it is.</summary>
    public OrganisationKind Kind => Row.Kind;

    /// <summary>The country it is counted under; null where it is not known.</summary>
    [OutputType(typeof(CountryCodeGraphType))]
    public string? Country => Row.Country;

    /// <summary>Why it is counted under that country: stated, inferred, or public knowledge that the document does not give.</summary>
    public string? CountryBasis => Row.CountryBasis;

    /// <summary>What it is and does, as of the document that it comes from.</summary>
    public string? Summary => Row.Summary;

    /// <summary>Where what is said of it comes from.</summary>
    public IEnumerable<Source> Sources => Row.Sources;

    /// <summary>Every name it has or had and every spelling in use, the current one first.</summary>
    [Reads]
    public IDataLoaderResult<IEnumerable<OrganisationNameNode>> Names([FromServices] NamesByOrganisation names) =>
        names.Load(Row.Id).Then(found => found.Select(name => new OrganisationNameNode(name)));

    /// <summary>The organisation that owns it, for example Alphabet for Google.</summary>
    [Reads(nameof(Organisation.ParentId))]
    public IDataLoaderResult<OrganisationNode?>? Parent([FromServices] OrganisationById organisations) =>
        Row.ParentId is { } parent ? organisations.Load(parent).Then(row => row is null ? null : Of(row)) : null;

    /// <summary>The organisations it is a member of.</summary>
    [Reads]
    public IDataLoaderResult<IEnumerable<OrganisationNode>> MemberOf([FromServices] BodiesByMember bodies) =>
        bodies.Load(Row.Id).Then(found => found.Select(Of));

    internal static OrganisationNode Of(Organisation row) => row.IsPartner ? new PartnerNode(row) : new NonPartnerNode(row);
}

/// <summary>An organisation that takes part in activities without having a partnership.</summary>
[Name("NonPartner")]
public sealed class NonPartnerNode : OrganisationNode
{
    internal NonPartnerNode(Organisation row) : base(row) { }
}

/// <summary>An organisation that is, was or may become a partner, with what its partnership holds.</summary>
[Name("Partner")]
public sealed class PartnerNode : OrganisationNode, IOwned
{
    int IOwned.OwnerId => Row.Id;

    internal PartnerNode(Organisation row) : base(row) { }
}

/// <summary>One name of an organisation.</summary>
[Name("OrganisationName")]
public sealed class OrganisationNameNode(OrganisationName row)
{
    /// <summary>The name as it is written.</summary>
    public string Name => row.Name;

    /// <summary>What sort of name it is.</summary>
    public NameKind Kind => row.Kind;

    /// <summary>The first day on which it was used, where known.</summary>
    public DateOnly? From => row.From;

    /// <summary>The last day on which it was used, where known.</summary>
    public DateOnly? To => row.To;
}
