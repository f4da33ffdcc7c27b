using System.Collections.Concurrent;
using System.Linq.Expressions;
using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.GraphQL;

/// <summary>The whole filtered list of each of many parents, all in one statement for each field of the document.</summary>
/// <typeparam name="T">The entity that is listed.</typeparam>
public abstract class FilteredListByParent<T>(FilterContext filters) : ILoader
{
    private static readonly ConcurrentDictionary<Type, Func<T, int>> Parents = new();

    private readonly Dictionary<GraphQLLocation, Field> _fields = [];

    /// <summary>Every row in its order.</summary>
    protected abstract IQueryable<T> Rows { get; }

    /// <summary>The parent of a row.</summary>
    protected abstract Expression<Func<T, int>> Parent { get; }

    void ILoader.Forget() => _fields.Clear();

    /// <summary>The list of one parent.</summary>
    public IDataLoaderResult<IReadOnlyList<T>> Load(IResolveFieldContext context, int parent, Filter<T>? where)
    {
        if (!_fields.TryGetValue(context.FieldAst.Location, out var field))
            field = _fields[context.FieldAst.Location] = new Field(context, Rows.Where(where, filters), Parent, Parents.GetOrAdd(GetType(), _ => Parent.Compile()));
        return field.Load(parent);
    }

    private sealed class Field(IResolveFieldContext context, IQueryable<T> rows, Expression<Func<T, int>> parent, Func<T, int> parentOf) : ListByKey<int, T>
    {
        protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<T>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
        {
            var row = parent.Parameters[0];
            var known = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(int)],
                Expressions.Parameter(keys, typeof(IEnumerable<int>)), parent.Body);
            var found = await rows.Where(Expression.Lambda<Func<T, bool>>(known, row)).ToListAsync(cancellation);
            context.RequestServices!.GetRequiredService<QueryLimits>().RefuseIfTooLong(context, (double)found.Count / keys.Count);
            return found.GroupBy(parentOf).ToDictionary(group => group.Key, group => (IReadOnlyList<T>)[.. group]);
        }
    }
}
