using System.Linq.Expressions;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.GraphQL;

/// <summary>Makes connections of root lists.</summary>
public static class Connections
{
    /// <summary>One page of all the records of a query, and nothing but the count where only that is asked for.</summary>
    public static async Task<Connection<TNode>> ToConnectionAsync<T, TNode>(
        this IQueryable<T> rows, IResolveFieldContext context, PageArguments page, Order<T> order, Func<T, object> node)
    {
        Expression<Func<T, T>> itself = row => row;
        var keyset = new Keyset<T, T>(order, page, itself);
        var between = keyset.Between(rows); // Refuses a forged cursor also where only the count is asked for.
        var found = context.AsksForItems()
            ? await keyset.Sorted(between).Take(keyset.Size + 1).Select(keyset.Keyed()).ToListAsync(context.CancellationToken)
            : [];
        var counted = new Deferred<int>(cancellation => rows.CountAsync(cancellation));
        var connection = keyset.Page<TNode>(found, node, () => counted);
        return context.AsksForItems() ? connection : new Connection<TNode> { Edges = [], PageInfo = connection.PageInfo, TotalCount = () => counted };
    }

    internal static bool AsksForItems(this IResolveFieldContext context) =>
        context.SubFields is { } fields && fields.Values.Any(field => field.FieldType.Name is "nodes" or "edges" or "pageInfo");
}
