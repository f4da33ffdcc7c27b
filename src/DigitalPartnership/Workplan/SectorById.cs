using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Sectors by their keys.</summary>
public sealed class SectorById(PartnershipDb db) : OneByKey<int, Sector>, INodeSource
{
    /// <inheritdoc />
    public string Kind => SectorNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new SectorNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Sector?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Sectors.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Sector?)row, cancellation);
}
