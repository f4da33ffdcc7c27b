using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Liaisons;

/// <summary>An office of a liaison person, whom each party designates. The office is public; who holds it is not.</summary>
[Name("Liaison")]
public sealed class LiaisonNode : INode, IOwned
{
    internal const string NodeKind = "Liaison";

    private readonly Liaison _row;

    internal LiaisonNode(Liaison row) => _row = row;

    int IOwned.OwnerId => _row.OrganisationId;

    /// <summary>The office's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, _row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => _row.Version.ToString("N");

    /// <summary>Whose liaison it is.</summary>
    public Party Party => _row.Party;

    /// <summary>The first day of the office.</summary>
    public DateOnly From => _row.From;

    /// <summary>The day on which the office ended or is to end: the first on which it is no longer held; null while it is open.</summary>
    public DateOnly? To => _row.To;

    /// <summary>The office in words, for example “Liaison 2018–2021”, or “Liaison 2022–” while it is open.</summary>
    public string Office => _row.Office;

    /// <summary>The person's name; null once erased.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public string? Name => _row.Name;

    /// <summary>The person's address; null once erased.</summary>
    [Allowed(Audience.AdminOrOwn), OutputType(typeof(EmailAddressGraphType))]
    public string? Email => _row.Email;

    /// <summary>The language that the person is written to in.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public Language? Language => _row.Language;

    /// <summary>Whether the person wants mail that only informs; mail that the work needs comes in any case.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public bool? InformationalMail => _row.InformationalMail;

    /// <summary>Whether the address takes mail: false once it was refused for good.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public bool? Deliverable => _row.Deliverable;
}

/// <summary>What liaisons bring to a partner.</summary>
[Extends(typeof(PartnerNode))]
public static class LiaisonFields
{
    /// <summary>The offices of the liaison persons of both parties, past ones included: the Council's first, each party's by their beginning.</summary>
    public static IDataLoaderResult<IEnumerable<LiaisonNode>> Liaisons([FromSource] PartnerNode partner, [FromServices] LiaisonsByPartner liaisons) =>
        liaisons.Load(partner.Row.Id).Then(found => found.Select(row => new LiaisonNode(row)));
}
