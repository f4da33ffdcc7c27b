using DigitalPartnership.GraphQL;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>The list of activities of a period.</summary>
[Name("Workplan")]
public sealed class WorkplanNode : INode
{
    internal const string NodeKind = "Workplan";

    internal WorkplanNode(Workplan row) => Row = row;

    internal Workplan Row { get; }

    /// <summary>The workplan's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Its period as people say it, for example `2018-2021`.</summary>
    public string Period => Row.Period;

    /// <summary>The first day of the period.</summary>
    public DateOnly From => Row.From;

    /// <summary>The last day of the period.</summary>
    public DateOnly To => Row.To;

    /// <summary>Its activities by date, undated ones last.</summary>
    public IDataLoaderResult<Connection<ActivityNode>> Activities(
        IResolveFieldContext context, [FromServices] ActivitiesByWorkplan activities, [FromServices] FilterContext filters, int? first, string? after,
        Filter<Activity>? where, IEnumerable<Sort<Activity>>? order) =>
        activities.Load<ActivityNode>(context, Row.Id, new PageArguments(first, after), where, WorkplanQueries.OrderOf(order, filters), row => new ActivityNode(row));
}

/// <summary>The part of the Council of Europe that holds activities, as the workplan prints it.</summary>
[Name("Sector")]
public sealed class SectorNode : INode
{
    internal const string NodeKind = "Sector";

    internal SectorNode(Sector row) => Row = row;

    internal Sector Row { get; }

    /// <summary>The sector's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>The cell as the workplan prints it.</summary>
    public string Name => Row.Name;

    /// <summary>The unit that leads the cell, for example `Cybercrime Division`.</summary>
    public string Body => Row.Body;

    /// <summary>The sector that the leading unit is by itself, where the workplan prints it as one.</summary>
    public IDataLoaderResult<SectorNode?>? Parent([FromServices] SectorById sectors) =>
        Row.ParentId is { } parent ? sectors.Load(parent).Then(row => row is null ? null : new SectorNode(row)) : null;

    /// <summary>Its activities by date, undated ones last.</summary>
    public IDataLoaderResult<Connection<ActivityNode>> Activities(
        IResolveFieldContext context, [FromServices] ActivitiesBySector activities, int? first, string? after) =>
        activities.Load<ActivityNode>(context, Row.Id, new PageArguments(first, after), null, WorkplanQueries.ByDate, row => new ActivityNode(row));
}
