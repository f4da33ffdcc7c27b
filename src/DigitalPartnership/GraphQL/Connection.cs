using GraphQL.DataLoader;
using GraphQL.Types;

namespace DigitalPartnership.GraphQL;

/// <summary>One page of a list, in the shape of the Relay connection specification.</summary>
/// <typeparam name="T">The node class, interface or union of the list's items.</typeparam>
public sealed class Connection<T>
{
    internal IReadOnlyList<object> Nodes { get; init; } = [];
    internal Func<int, string> CursorAt { get; init; } = null!;
    internal PageInfo PageInfo { get; init; } = null!;
    internal Func<IDataLoaderResult<int>> TotalCount { get; init; } = null!;

    /// <summary>The same page with other things in the place of its items.</summary>
    internal async Task<Connection<T>> MapAsync(Func<object, Task<object>> map)
    {
        var nodes = new List<object>(Nodes.Count);
        foreach (var node in Nodes)
            nodes.Add(await map(node));
        return new Connection<T> { Nodes = nodes, CursorAt = CursorAt, PageInfo = PageInfo, TotalCount = TotalCount };
    }
}

/// <summary>An item and its place in the list.</summary>
/// <typeparam name="T">The node class of the item.</typeparam>
public sealed class Edge<T>
{
    internal Connection<T> Page { get; init; } = null!;
    internal int At { get; init; }
}

/// <summary>Where a page stands in its list.</summary>
[global::GraphQL.Name("PageInfo")]
public sealed class PageInfo
{
    /// <summary>Whether items follow behind this page.</summary>
    public required bool HasNextPage { get; init; }

    /// <summary>Whether items stand before this page.</summary>
    public required bool HasPreviousPage { get; init; }

    /// <summary>The cursor of the first item; null on an empty page.</summary>
    public required string? StartCursor { get; init; }

    /// <summary>The cursor of the last item; null on an empty page.</summary>
    public required string? EndCursor { get; init; }
}

/// <summary>Names the connection of a union otherwise than after its type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConnectionNameAttribute(string name) : Attribute
{
    /// <summary>The name in front of <c>Connection</c> and <c>Edge</c>.</summary>
    public string Name { get; } = name;

    internal static string Of(Type node) =>
        ((ConnectionNameAttribute?)GetCustomAttribute(node, typeof(ConnectionNameAttribute)))?.Name ?? OutputTypes.NameOf(node);
}

internal sealed class ConnectionType<T> : ObjectGraphType<Connection<T>>
{
    public ConnectionType()
    {
        Name = ConnectionNameAttribute.Of(typeof(T)) + "Connection";
        Description = "One page of a list, with its place in it.";
        Field<NonNullGraphType<OutputType<PageInfo>>>("pageInfo").Description("Where this page stands in the list.").Resolve(page => page.Source.PageInfo);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<EdgeType<T>>>>>("edges").Description("The items of this page with their cursors.")
            .Resolve(page => page.Source.Nodes.Select((_, at) => new Edge<T> { Page = page.Source, At = at }));
        var node = typeof(NonNullGraphType<>).MakeGenericType(OutputTypes.ForNode(typeof(T)));
        Field("nodes", typeof(NonNullGraphType<>).MakeGenericType(typeof(ListGraphType<>).MakeGenericType(node)))
            .Description("The items of this page.").Resolve(page => page.Source.Nodes);
        Field<NonNullGraphType<IntGraphType>>("totalCount").Description("How many items the whole list has; counted only when asked for.").Resolve(page => page.Source.TotalCount());
    }
}

internal sealed class EdgeType<T> : ObjectGraphType<Edge<T>>
{
    public EdgeType()
    {
        Name = ConnectionNameAttribute.Of(typeof(T)) + "Edge";
        Description = "An item and its place in the list.";
        Field<NonNullGraphType<StringGraphType>>("cursor").Description("Where the item stands, for `after` and `before`; opaque.").Resolve(edge => edge.Source.Page.CursorAt(edge.Source.At)).FieldType.MarkAsPlain();
        Field("node", typeof(NonNullGraphType<>).MakeGenericType(OutputTypes.ForNode(typeof(T)))).Description("The item.").Resolve(edge => edge.Source.Page.Nodes[edge.Source.At]).FieldType.MarkAsPlain();
    }
}
