using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.GraphQL;

/// <summary>Records of one kind by their keys; as nodes they are also found again by their ids.</summary>
/// <typeparam name="T">The entity, whose key is <c>Id</c>.</typeparam>
public abstract class NodeById<T>(string kind, Func<T, INode> node) : OneByKey<int, T>, INodeSource where T : class
{
    /// <inheritdoc />
    public string Kind => kind;

    /// <summary>The records that can be found.</summary>
    protected abstract IQueryable<T> Rows { get; }

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => row is not null && MaySee(row) ? node(row) : null);

    /// <summary>Whether the caller may find this record by its id.</summary>
    protected virtual bool MaySee(T row) => true;

    /// <inheritdoc />
    protected sealed override async Task<IReadOnlyDictionary<int, T?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await Rows.Where(row => keys.Contains(EF.Property<int>(row, "Id")))
            .Select(row => new { Key = EF.Property<int>(row, "Id"), Row = row })
            .ToDictionaryAsync(entry => entry.Key, entry => (T?)entry.Row, cancellation);
}
