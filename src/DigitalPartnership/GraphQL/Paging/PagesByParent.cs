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
    private readonly Dictionary<GraphQLField, Asked> _asked = [];
    private readonly Dictionary<(GraphQLLocation Place, Asked Asked), object> _loaders = [];

    /// <summary>Every parent.</summary>
    protected abstract IQueryable<int> Parents { get; }

    /// <summary>Every record of these parents with each of them, no pair twice.</summary>
    protected abstract IQueryable<Link<T>> LinksOf(IReadOnlyList<int> parents);

    void ILoader.Forget() => _loaders.Clear();

    /// <summary>The page of one parent.</summary>
    public IDataLoaderResult<Connection<TNode>> Load<TNode>(
        IResolveFieldContext context, int parent, PageArguments page, Filter<T>? where, Order<T> order, Func<T, object> node)
    {
        if (!_asked.TryGetValue(context.FieldAst, out var asked))
            asked = _asked[context.FieldAst] = new Asked(AskedParts.Of(context), AskedColumns.Of(context));
        var place = (context.FieldAst.Location, asked);
        if (!_loaders.TryGetValue(place, out var known))
            known = _loaders[place] = new Field<TNode>(this, page, where, order, node, asked);
        return ((Field<TNode>)known).Load(parent);
    }

    /// <summary>What the document asks of each page. Fragments can ask for more of the parents of one type than of those of another.</summary>
    private readonly record struct Asked(AskedParts Parts, string? Columns);

    private sealed class Field<TNode>(PagesByParent<T> pages, PageArguments page, Filter<T>? where, Order<T> order, Func<T, object> node, Asked asked)
        : BatchLoader<int, Connection<TNode>>
    {
        private readonly Keyset<Link<T>, T> _keyset = new(order, page, link => link.Item)
        {
            Shape = Projection.Of<T>(pages.Context.Db.Model, asked.Columns),
            WithCursors = asked.Parts.Cursors,
        };

        private Counts? _counts;

        protected override Connection<TNode> Missing => _keyset.Page<TNode>([], node, () => new Loaded<int>(0));

        protected override async Task<IReadOnlyDictionary<int, Connection<TNode>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
        {
            _counts = new Counts(parents => Filtered(parents));
            var between = _keyset.Between(Filtered(keys)); // Refuses a forged cursor also where only the count is asked for.
            if (!asked.Parts.Items)
                return keys.ToDictionary(key => key, key => PageOf(key, []));

            // The database sorts each parent's records by their keys alone, and fetches what is shown of those that it has chosen.
            var size = _keyset.Size + 1;
            var links = _keyset.Sorted(between);
            var chosen = pages.Parents.SelectMany(parent => links.Where(link => link.ParentId == parent).Take(size)
                .Select(link => new { link.ParentId, ItemId = EF.Property<int>(link.Item, "Id") }));
            var perParent = chosen.Join(pages.Context.Db.Set<T>(), one => one.ItemId, item => EF.Property<int>(item, "Id"), (one, item) => new Link<T> { ParentId = one.ParentId, Item = item });
            var rows = await _keyset.Sorted(perParent.OrderBy(link => link.ParentId)).Select(WithParent()).ToListAsync(cancellation);
            var found = new Dictionary<int, Connection<TNode>>();
            for (int start = 0, end; start < rows.Count; start = end)
            {
                var parent = rows[start].ParentId;
                end = rows.FindIndex(start, row => row.ParentId != parent) is var next and >= 0 ? next : rows.Count;
                found[parent] = PageOf(parent, rows[start..end]);
            }
            return found;
        }

        private Connection<TNode> PageOf(int parent, IReadOnlyList<Keyed<T>> found)
        {
            var connection = _keyset.Page<TNode>(found, node, () => _counts!.Load(parent));
            return asked.Parts.Items ? connection : new Connection<TNode> { PageInfo = connection.PageInfo, TotalCount = () => _counts!.Load(parent) };
        }

        private IQueryable<Link<T>> Filtered(IReadOnlyList<int> parents)
        {
            var links = pages.LinksOf(parents);
            return where is null ? links : links.Where(Lifted(where.ToPredicate(pages.Context)));
        }

        private Expression<Func<Link<T>, Keyed<T>>> WithParent()
        {
            var keyed = _keyset.Keyed();
            var made = (MemberInitExpression)keyed.Body;
            var parent = Expression.Bind(typeof(Keyed<T>).GetProperty(nameof(Keyed<>.ParentId))!, Expression.Property(keyed.Parameters[0], nameof(Link<>.ParentId)));
            return keyed.Update(made.Update(made.NewExpression, [parent, .. made.Bindings]), keyed.Parameters);
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
