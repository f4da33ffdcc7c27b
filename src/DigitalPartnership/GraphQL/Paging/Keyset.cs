using System.Linq.Expressions;
using GraphQL.DataLoader;

namespace DigitalPartnership.GraphQL;

/// <summary>An item of a list with the values of the order's keys, from which its cursor is made.</summary>
internal sealed class Keyed<T>
{
    public int ParentId { get; init; }
    public required T Item { get; init; }
    public object?[] Keys { get; init; } = [];
}

/// <summary>
/// Cuts pages by the values of keys, so that a page costs the same wherever it stands and nothing is shown twice or
/// left out when records are added meanwhile.
/// </summary>
/// <param name="order">The total order of the list.</param>
/// <param name="page">The part asked for.</param>
/// <param name="path">From the row that is queried to the record that is ordered.</param>
internal sealed class Keyset<TRow, T>(Order<T> order, PageArguments page, Expression<Func<TRow, T>> path)
{
    public int Size { get; } = page.CheckedSize();

    /// <summary>What is loaded of a record; all of it where this is null.</summary>
    public Expression<Func<T, T>>? Shape { get; init; }

    /// <summary>Whether cursors are asked for, and with them the values of the keys.</summary>
    public bool WithCursors { get; init; } = true;

    /// <summary>The rows between the cursors, in the order in which they are taken, one more than asked for.</summary>
    public IQueryable<TRow> Between(IQueryable<TRow> rows)
    {
        if (page.After is { } after)
            rows = rows.Where(Beyond(after, behind: true));
        if (page.Before is { } before)
            rows = rows.Where(Beyond(before, behind: false));
        return rows;
    }

    /// <summary>Sorts the rows, from the end where the page is asked for backward.</summary>
    public IOrderedQueryable<TRow> Sorted(IQueryable<TRow> rows)
    {
        var sorted = rows.Expression;
        var method = rows is IOrderedQueryable<TRow> && typeof(IOrderedQueryable<TRow>).IsAssignableFrom(sorted.Type) ? "ThenBy" : "OrderBy";
        foreach (var key in order.Total)
        {
            var selector = Lifted(key);
            sorted = Expression.Call(typeof(Queryable), key.Descending ^ page.IsBackward ? method + "Descending" : method,
                [typeof(TRow), selector.ReturnType], sorted, Expression.Quote(selector));
            method = "ThenBy";
        }
        return (IOrderedQueryable<TRow>)rows.Provider.CreateQuery<TRow>(sorted);
    }

    /// <summary>From a row to its record and the values of its keys.</summary>
    public Expression<Func<TRow, Keyed<T>>> Keyed()
    {
        var row = path.Parameters[0];
        var item = Expression.Bind(typeof(Keyed<T>).GetProperty(nameof(Keyed<>.Item))!, Shape is null ? path.Body : Shape.Apply(path.Body));
        var keys = Expression.Bind(typeof(Keyed<T>).GetProperty(nameof(Keyed<>.Keys))!, KeysOf(row));
        return Expression.Lambda<Func<TRow, Keyed<T>>>(Expression.MemberInit(Expression.New(typeof(Keyed<T>)), WithCursors ? [item, keys] : [item]), row);
    }

    /// <summary>The values of a row's keys.</summary>
    public Expression KeysOf(Expression row) =>
        Expression.NewArrayInit(typeof(object), order.Total.Select(key => Expression.Convert(Lifted(key).Apply(row), typeof(object))));

    /// <summary>The page made of the rows that were found, of which there may be one more than asked for.</summary>
    public Connection<TNode> Page<TNode>(IReadOnlyList<Keyed<T>> found, Func<T, object> node, Func<IDataLoaderResult<int>> totalCount)
    {
        var count = Math.Min(found.Count, Size);
        var hasMore = found.Count > count;
        var nodes = new object[count];
        for (var at = 0; at < count; at++)
            nodes[at] = node(Row(at).Item);

        var signature = order.Signature;
        var isWhole = !hasMore && page.After is null && page.Before is null;
        return new Connection<TNode>
        {
            Nodes = nodes,
            CursorAt = CursorAt,
            PageInfo = new PageInfo
            {
                HasNextPage = page.IsBackward ? page.Before is not null : hasMore,
                HasPreviousPage = page.IsBackward ? hasMore : page.After is not null,
                StartCursor = WithCursors && count > 0 ? CursorAt(0) : null,
                EndCursor = WithCursors && count > 0 ? CursorAt(count - 1) : null,
            },
            TotalCount = isWhole ? () => new Loaded<int>(count) : totalCount,
        };

        Keyed<T> Row(int at) => found[page.IsBackward ? count - 1 - at : at];
        string CursorAt(int at) => Cursor.Encode(signature, Row(at).Keys);
    }

    private LambdaExpression Lifted(OrderKey key) => Expression.Lambda(key.Selector.Apply(path.Body), path.Parameters[0]);

    private Expression<Func<TRow, bool>> Beyond(string cursor, bool behind)
    {
        var keys = order.Total;
        var values = Cursor.Decode(cursor, order.Signature, [.. keys.Select(key => key.Selector.ReturnType)]);
        Expression condition = Expression.Constant(false);
        for (var at = keys.Count - 1; at >= 0; at--)
        {
            var column = Lifted(keys[at]).Body;
            var value = Expressions.Parameter(values[at], column.Type);
            var further = Compare(column, value, greater: behind ^ keys[at].Descending);
            condition = condition is ConstantExpression ? further : Expression.OrElse(further, Expression.AndAlso(Expression.Equal(column, value), condition));
        }
        return Expression.Lambda<Func<TRow, bool>>(condition, path.Parameters[0]);
    }

    private static BinaryExpression Compare(Expression column, Expression value, bool greater)
    {
        if (column.Type == typeof(string))
        {
            column = Expression.Call(typeof(string), nameof(string.Compare), null, column, value);
            value = Expression.Constant(0);
        }
        else if (column.Type.IsEnum)
        {
            throw new InvalidOperationException("An order by an enumeration has to be given as a number.");
        }
        return greater ? Expression.GreaterThan(column, value) : Expression.LessThan(column, value);
    }
}
