using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Participations by their keys; one that was taken back is not found.</summary>
public sealed class ParticipationById(PartnershipDb db) : OneByKey<int, Participation>, INodeSource
{
    /// <inheritdoc />
    public string Kind => ParticipationNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) => Load(key).Then(row => (INode?)(row is null ? null : new ParticipationNode(row)));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Participation?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Participations.Where(row => keys.Contains(row.Id) && !row.IsWithdrawn).ToDictionaryAsync(row => row.Id, row => (Participation?)row, cancellation);
}
