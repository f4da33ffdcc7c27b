using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Activities by their keys.</summary>
public sealed class ActivityById(PartnershipDb db) : OneByKey<int, Activity>, INodeSource
{
    /// <inheritdoc />
    public string Kind => ActivityNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new ActivityNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Activity?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Activities.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Activity?)row, cancellation);
}
