using System.Linq.Expressions;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.GraphQL;

/// <summary>Makes connections of root lists.</summary>
public static class Connections
{
    /// <summary>One page of all the records of a query, and nothing but the count where only that is asked for.</summary>
    public static async Task<Connection<TNode>> ToConnectionAsync<T, TNode>(
        this IQueryable<T> rows, IResolveFieldContext context, PageArguments page, Order<T> order, Func<T, object> node, Expression<Func<T, T>>? shape = null)
    {
        Expression<Func<T, T>> itself = row => row;
        var asked = AskedParts.Of(context);
        var keyset = new Keyset<T, T>(order, page, itself) { Shape = shape, WithCursors = asked.Cursors };
        var between = keyset.Between(rows); // Refuses a forged cursor also where only the count is asked for.
        var found = asked.Items
            ? await keyset.Sorted(between).Take(keyset.Size + 1).Select(keyset.Keyed()).ToListAsync(context.CancellationToken)
            : [];
        var counted = new Deferred<int>(cancellation => rows.CountAsync(cancellation));
        var connection = keyset.Page<TNode>(found, node, () => counted);
        return asked.Items ? connection : new Connection<TNode> { PageInfo = connection.PageInfo, TotalCount = () => counted };
    }
}

/// <summary>Which parts of a connection a document asks for.</summary>
/// <param name="Items">Something that needs the items, were it only whether there are more of them.</param>
/// <param name="Cursors">Something in which cursors stand.</param>
internal readonly record struct AskedParts(bool Items, bool Cursors)
{
    public static AskedParts Of(IResolveFieldContext context)
    {
        var names = context.SubFields?.Values.Select(field => field.FieldType.Name).ToList() ?? [];
        var cursors = names.Any(name => name is "edges" or "pageInfo");
        return new(cursors || names.Contains("nodes"), cursors);
    }
}
