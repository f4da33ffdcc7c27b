using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>Organisations by their keys.</summary>
public sealed class OrganisationById(PartnershipDb db) : OneByKey<int, Organisation>, INodeSource
{
    /// <inheritdoc />
    public string Kind => OrganisationNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : OrganisationNode.Of(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Organisation?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Organisations.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Organisation?)row, cancellation);
}
