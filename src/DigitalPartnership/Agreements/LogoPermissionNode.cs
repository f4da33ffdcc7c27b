using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;

namespace DigitalPartnership.Agreements;

/// <summary>Leave to use the Council of Europe's logo: standing with the letters, or for one purpose by request and decision.</summary>
[Name("LogoPermission")]
public sealed class LogoPermissionNode : INode
{
    internal const string NodeKind = "LogoPermission";

    internal LogoPermissionNode(LogoPermission row) => Row = row;

    internal LogoPermission Row { get; }

    /// <summary>The permission's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>Whether it comes with the letters.</summary>
    public bool Standing => Row.Standing;

    /// <summary>What the logo is to be used for.</summary>
    public string Purpose => Row.Purpose;

    /// <summary>What has become of it by today.</summary>
    public LogoPermissionState State([FromServices] FilterContext context) => Row.StateOn(context.Today);

    /// <summary>When it was asked for; null for the standing one.</summary>
    public DateOnly? RequestedOn => Row.RequestedOn;

    /// <summary>When it was decided; null where it is not decided, or where the day is not known.</summary>
    public DateOnly? DecidedOn => Row.DecidedOn;

    /// <summary>The last day on which the logo may be used; null where there is none.</summary>
    public DateOnly? ValidUntil => Row.ValidUntil;

    /// <summary>Why it was declined, or why it lapsed.</summary>
    public string? Reason => Row.Reason;
}

/// <summary>A decision, case by case, on which organisation may take part in which body.</summary>
[Name("ParticipationDecision")]
public sealed class ParticipationDecisionNode : INode
{
    internal const string NodeKind = "ParticipationDecision";

    internal ParticipationDecisionNode(ParticipationDecision row) => Row = row;

    internal ParticipationDecision Row { get; }

    /// <summary>The decision's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>The body, for example `CAHAI`.</summary>
    public string Body => Row.Body;

    /// <summary>The rule that the decision rests on.</summary>
    public string LegalBasis => Row.LegalBasis;

    /// <summary>When it was taken.</summary>
    public DateOnly DecidedOn => Row.DecidedOn;

    /// <summary>Who took it: a body or an office.</summary>
    public string DecidedBy => Row.DecidedBy;

    /// <summary>How it turned out.</summary>
    public ParticipationDecisionOutcome Outcome => Row.Outcome;

    /// <summary>The organisation.</summary>
    public OrganisationNode Organisation => OrganisationNode.Of(Row.Organisation);
}
