using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Sources;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>A row of the workplan: something in which the cooperation of partners is desired.</summary>
[Name("Activity")]
[Reads]
public sealed class ActivityNode : INode
{
    internal const string NodeKind = "Activity";

    internal ActivityNode(Activity row) => Row = row;

    internal Activity Row { get; }

    /// <summary>The activity's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>Its number in the published workplan, counted through the four tables; a row split over pages counts once.</summary>
    [Name("row")]
    [Reads(nameof(Activity.Row))]
    public int? Number => Row.Row;

    /// <summary>The title as printed, with its quotation marks; null for the row that has none.</summary>
    public string? Title => Row.Title;

    /// <summary>The table it stands in.</summary>
    public ActivityCategory Category => Row.Category;

    /// <summary>When it takes place; null where no date is given.</summary>
    public ImpreciseDateNode? Date => ImpreciseDateNode.Of(Row.Date);

    /// <summary>What it is about, in a sentence or two.</summary>
    public string? Summary => Row.Summary;

    /// <summary>The cell of companies and associations as printed.</summary>
    public string? ParticipantsAsPrinted => Row.ParticipantsAsPrinted;

    /// <summary>What has to be known about the participants.</summary>
    public string? ParticipantsNote => Row.ParticipantsNote;

    /// <summary>An office or functional mailbox to ask; never a person.</summary>
    public string? Contact => Row.Contact;

    /// <summary>Where this comes from.</summary>
    public IEnumerable<Source> Sources => Row.Sources;

    /// <summary>Whether it lies ahead, has been held or was called off. Without a date, the end of its workplan decides.</summary>
    [Reads(nameof(Activity.WorkplanId), nameof(Activity.IsCancelled), nameof(Activity.Date))]
    public IDataLoaderResult<ActivityStatus> Status([FromServices] WorkplanById workplans, [FromServices] FilterContext context) =>
        workplans.Load(Row.WorkplanId).Then(workplan =>
            Row.IsCancelled ? ActivityStatus.Cancelled
            : (Row.Date?.Latest ?? workplan!.To) < context.Today ? ActivityStatus.Held : ActivityStatus.Planned);

    /// <summary>The part of the Council of Europe that holds it.</summary>
    [Reads(nameof(Activity.SectorId))]
    public IDataLoaderResult<SectorNode> Sector([FromServices] SectorById sectors) =>
        sectors.Load(Row.SectorId).Then(sector => new SectorNode(sector!));

    /// <summary>The workplan it stands in.</summary>
    [Reads(nameof(Activity.WorkplanId))]
    public IDataLoaderResult<WorkplanNode> Workplan([FromServices] WorkplanById workplans) =>
        workplans.Load(Row.WorkplanId).Then(workplan => new WorkplanNode(workplan!));

    /// <summary>The rows that record the same event in another table or under another sector.</summary>
    [Reads(nameof(Activity.SameEventAsId))]
    public IDataLoaderResult<IEnumerable<ActivityNode>> SameEventAs([FromServices] ActivitiesByEvent events) =>
        events.Load(Row.SameEventAsId ?? Row.Id).Then(rows => rows.Where(other => other.Id != Row.Id).Select(other => new ActivityNode(other)));

    /// <summary>Who takes part, in which role and how surely; an organisation with two roles stands here twice.</summary>
    [Reads]
    public IDataLoaderResult<IEnumerable<ParticipationNode>> Participations(
        IResolveFieldContext context, [FromServices] ParticipationsByActivity participations, Filter<Participation>? where) =>
        participations.Load(context, Row.Id, where).Then(found => found.Select(row => new ParticipationNode(row)));

    /// <summary>The organisations that take part, each once, by name.</summary>
    [Reads]
    public IDataLoaderResult<Connection<OrganisationNode>> Participants(
        IResolveFieldContext context, [FromServices] ParticipantsByActivity participants, int? first, string? after) =>
        participants.Load<OrganisationNode>(context, Row.Id, new PageArguments(first, after), null, OrganisationQueries.ByName, OrganisationNode.Of);
}
