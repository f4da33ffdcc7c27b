using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Liaison offices by their keys.</summary>
public sealed class LiaisonById(PartnershipDb db) : OneByKey<int, Liaison>, INodeSource
{
    /// <inheritdoc />
    public string Kind => LiaisonNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new LiaisonNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Liaison?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Liaisons.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Liaison?)row, cancellation);
}
