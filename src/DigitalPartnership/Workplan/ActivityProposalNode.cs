using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>An activity that a partner would like to see in a workplan.</summary>
[Name("ActivityProposal")]
public sealed class ActivityProposalNode : INode
{
    internal const string NodeKind = "ActivityProposal";

    private readonly ActivityProposal _row;

    internal ActivityProposalNode(ActivityProposal row) => _row = row;

    /// <summary>The proposal's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, _row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => _row.Version.ToString("N");

    /// <summary>The partner that proposes it.</summary>
    public IDataLoaderResult<PartnerNode> Partner([FromServices] OrganisationById organisations) =>
        organisations.Load(_row.OrganisationId).Then(row => new PartnerNode(row!));

    /// <summary>The workplan for which it is proposed.</summary>
    public IDataLoaderResult<WorkplanNode> Workplan([FromServices] WorkplanById workplans) =>
        workplans.Load(_row.WorkplanId).Then(row => new WorkplanNode(row!));

    /// <summary>What it would be called.</summary>
    public string Title => _row.Title;

    /// <summary>The table in which it would stand.</summary>
    public ActivityCategory Category => _row.Category;

    /// <summary>The part of the Council of Europe that would hold it.</summary>
    public string Sector => _row.Sector;

    /// <summary>When it would take place; null where no date is given.</summary>
    public ImpreciseDateNode? Date => ImpreciseDateNode.Of(_row.Date);

    /// <summary>What it would be about.</summary>
    public string? Summary => _row.Summary;

    /// <summary>What became of it.</summary>
    public ActivityProposalState State => _row.State;

    /// <summary>Why it was decided so.</summary>
    public string? Reason => _row.Reason;

    /// <summary>The activity that it has become.</summary>
    public IDataLoaderResult<ActivityNode?>? Activity([FromServices] ActivityById activities) =>
        _row.ActivityId is { } key ? activities.Load(key).Then(row => row is null ? null : new ActivityNode(row)) : null;
}
