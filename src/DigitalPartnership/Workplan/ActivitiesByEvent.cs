using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>The activities that record one event, by the key of the first of them.</summary>
public sealed class ActivitiesByEvent(PartnershipDb db) : ListByKey<int, Activity>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Activity>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.Activities.Where(row => keys.Contains(row.Id) || keys.Contains(row.SameEventAsId!.Value)).OrderBy(row => row.Id).ToListAsync(cancellation))
            .GroupBy(row => row.SameEventAsId ?? row.Id)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Activity>)[.. group]);
}
