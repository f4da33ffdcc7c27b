using System.Linq.Expressions;
using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.GraphQL;

/// <summary>A record in the list of a parent.</summary>
/// <typeparam name="T">The entity that is listed.</typeparam>
public sealed class Link<T>
{
    /// <summary>The key of the parent.</summary>
    public required int ParentId { get; init; }

    /// <summary>The record.</summary>
    public required T Item { get; init; }
}

/// <summary>
/// One page for each of many parents, all in one statement. What a field of the document asks for is the same for
/// every parent, so parents are collected by the field's place in the document: the engine makes a new field object for
/// each parent where two fragments ask for the same field.
/// </summary>
/// <typeparam name="T">The entity that is listed.</typeparam>
public abstract class PagesByParent<T>(FilterContext filters) : ILoader where T : class
{
    private readonly Dictionary<(GraphQLLocation Place, bool AsksForItems), object> _loaders = [];

    /// <summary>Every parent.</summary>
    protected abstract IQueryable<int> Parents { get; }

    /// <summary>Every record with each of its parents, no pair twice.</summary>
    protected abstract IQueryable<Link<T>> Links { get; }

    void ILoader.Forget() => _loaders.Clear();

    /// <summary>The page of one parent.</summary>
    public IDataLoaderResult<Connection<TNode>> Load<TNode>(
        IResolveFieldContext context, int parent, PageArguments page, Filter<T>? where, Order<T> order, Func<T, object> node)
    {
        var asked = (context.FieldAst.Location, context.AsksForItems());
        if (!_loaders.TryGetValue(asked, out var known))
            known = _loaders[asked] = new Field<TNode>(this, page, where, order, node, context.AsksForItems());
        return ((Field<TNode>)known).Load(parent);
    }

    private sealed class Field<TNode>(PagesByParent<T> pages, PageArguments page, Filter<T>? where, Order<T> order, Func<T, object> node, bool asksForItems)
        : BatchLoader<int, Connection<TNode>>
    {
        private readonly Keyset<Link<T>, T> _keyset = new(order, page, link => link.Item);
        private Counts? _counts;

        protected override Connection<TNode> Missing => _keyset.Page<TNode>([], node, () => new Loaded<int>(0));

        protected override async Task<IReadOnlyDictionary<int, Connection<TNode>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
        {
            _counts = new Counts(parents => Filtered(parents));
            var between = _keyset.Between(Filtered(keys)); // Refuses a forged cursor also where only the count is asked for.
            if (!asksForItems)
                return keys.ToDictionary(key => key, key => PageOf(key, []));

            var size = _keyset.Size + 1;
            var links = _keyset.Sorted(between);
            var perParent = pages.Parents.Where(parent => keys.Contains(parent))
                .SelectMany(parent => links.Where(link => link.ParentId == parent).Take(size));
            var rows = await _keyset.Sorted(perParent.OrderBy(link => link.ParentId)).Select(WithParent()).ToListAsync(cancellation);
            return rows.GroupBy(row => row.ParentId).ToDictionary(group => group.Key, group => PageOf(group.Key, group.Select(row => row.Item)));
        }

        private Connection<TNode> PageOf(int parent, IEnumerable<Keyed<T>> found)
        {
            var connection = _keyset.Page<TNode>(found, node, () => _counts!.Load(parent));
            return asksForItems ? connection : new Connection<TNode> { Edges = [], PageInfo = connection.PageInfo, TotalCount = () => _counts!.Load(parent) };
        }

        private IQueryable<Link<T>> Filtered(IReadOnlyList<int> parents)
        {
            var links = pages.Links.Where(link => parents.Contains(link.ParentId));
            return where is null ? links : links.Where(Lifted(where.ToPredicate(pages.Context)));
        }

        private Expression<Func<Link<T>, Link<Keyed<T>>>> WithParent()
        {
            var keyed = _keyset.Keyed();
            var link = keyed.Parameters[0];
            return Expression.Lambda<Func<Link<T>, Link<Keyed<T>>>>(
                Expression.MemberInit(Expression.New(typeof(Link<Keyed<T>>)),
                    Expression.Bind(typeof(Link<Keyed<T>>).GetProperty("ParentId")!, Expression.Property(link, "ParentId")),
                    Expression.Bind(typeof(Link<Keyed<T>>).GetProperty("Item")!, keyed.Body)), link);
        }

        private static Expression<Func<Link<T>, bool>> Lifted(Expression<Func<T, bool>> predicate)
        {
            Expression<Func<Link<T>, T>> path = link => link.Item;
            return Expression.Lambda<Func<Link<T>, bool>>(predicate.Apply(path.Body), path.Parameters[0]);
        }

        /// <summary>How many records each parent has, in one statement, for pages that do not show all of them.</summary>
        private sealed class Counts(Func<IReadOnlyList<int>, IQueryable<Link<T>>> links) : BatchLoader<int, int>
        {
            protected override int Missing => 0;

            protected override async Task<IReadOnlyDictionary<int, int>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
                await links(keys).GroupBy(link => link.ParentId).Select(group => new { group.Key, Count = group.Count() })
                    .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        }
    }

    private FilterContext Context => filters;
}
