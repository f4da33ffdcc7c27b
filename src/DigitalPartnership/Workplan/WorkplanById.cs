using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Workplans by their keys.</summary>
public sealed class WorkplanById(PartnershipDb db) : OneByKey<int, Workplan>, INodeSource
{
    /// <inheritdoc />
    public string Kind => WorkplanNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new WorkplanNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Workplan?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Workplans.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Workplan?)row, cancellation);
}
