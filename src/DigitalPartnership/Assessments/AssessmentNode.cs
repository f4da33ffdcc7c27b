using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Assessments;

/// <summary>One round in which both parties assess how the exchange of letters is put into practice: a part of each, and a joint conclusion.</summary>
[Name("Assessment")]
public sealed class AssessmentNode : INode
{
    internal const string NodeKind = "Assessment";

    internal AssessmentNode(Assessment row) => Row = row;

    internal Assessment Row { get; }

    /// <summary>The assessment's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record and of its parts; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>The partner.</summary>
    public IDataLoaderResult<PartnerNode> Partner([FromServices] OrganisationById organisations) =>
        organisations.Load(Row.OrganisationId).Then(row => new PartnerNode(row!));

    /// <summary>The first day of the time that is looked back on.</summary>
    public DateOnly PeriodFrom => Row.PeriodFrom;

    /// <summary>The last day of the time that is looked back on.</summary>
    public DateOnly PeriodTo => Row.PeriodTo;

    /// <summary>The day by which the parts are looked forward to. Nobody is obliged to take part.</summary>
    public DateOnly DueOn => Row.DueOn;

    /// <summary>How far it is.</summary>
    public AssessmentState State => Row.State;

    /// <summary>The version of the form whose questions are answered.</summary>
    public int FormVersion => Row.FormVersion;

    /// <summary>What the records know of the period.</summary>
    public AssessmentEvidenceNode Evidence => new(Row);

    /// <summary>The partner's part. Its liaisons see it from the first draft on, the Secretariat sees its answers once it is submitted.</summary>
    public IDataLoaderResult<AssessmentPartNode?> PartnerPart([FromServices] PartsByAssessment parts, [FromServices] Caller caller) =>
        Part(Party.Partner, parts, caller.PartnerId == Row.OrganisationId);

    /// <summary>The Council of Europe's part. The Secretariat sees it from the first draft on, the partner's liaisons see its answers once it is submitted.</summary>
    public IDataLoaderResult<AssessmentPartNode?> CouncilPart([FromServices] PartsByAssessment parts, [FromServices] Caller caller) =>
        Part(Party.Council, parts, caller.IsAdmin);

    /// <summary>The joint conclusion; null until it is written.</summary>
    public string? Conclusion => Row.Conclusion;

    /// <summary>When it was concluded.</summary>
    public DateOnly? ConcludedOn => Row.ConcludedOn;

    /// <summary>When it ended without a conclusion.</summary>
    public DateOnly? CancelledOn => Row.CancelledOn;

    /// <summary>Why it ended without a conclusion.</summary>
    public string? CancelledReason => Row.CancelledReason;

    /// <summary>How its due date was moved, in the order in which that was done.</summary>
    public IEnumerable<AssessmentExtensionNode> Extensions => Row.Extensions.Select(extension => new AssessmentExtensionNode(extension));

    /// <summary>The partner's round before this one, cancelled ones left out, with which its answers can be compared; null for the first.</summary>
    public IDataLoaderResult<AssessmentNode?> Previous([FromServices] PreviousAssessment previous) =>
        previous.Load(Row.Id).Then(row => row is null ? null : new AssessmentNode(row));

    private IDataLoaderResult<AssessmentPartNode?> Part(Party party, PartsByAssessment parts, bool isOwn) =>
        parts.Load(Row.Id).Then(found => found.FirstOrDefault(part => part.Party == party) is { } part ? new AssessmentPartNode(part, AssessmentForm.Of(Row), isOwn) : null);
}

/// <summary>That a due date was moved.</summary>
[Name("AssessmentExtension")]
public sealed class AssessmentExtensionNode(AssessmentExtension row)
{
    /// <summary>The day that it was.</summary>
    public DateOnly From => row.From;

    /// <summary>The day that it became.</summary>
    public DateOnly To => row.To;

    /// <summary>Why.</summary>
    public string Reason => row.Reason;
}
