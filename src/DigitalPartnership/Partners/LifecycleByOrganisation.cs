using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>The lifecycles of partnerships in the order of their dates, undated steps last.</summary>
public sealed class LifecycleByOrganisation(PartnershipDb db) : ListByKey<int, LifecycleEvent>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<LifecycleEvent>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.LifecycleEvents.Where(step => keys.Contains(step.OrganisationId)).ToListAsync(cancellation))
            .GroupBy(step => step.OrganisationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<LifecycleEvent>)
                [.. group.OrderBy(step => step.On?.Earliest ?? DateOnly.MaxValue).ThenBy(step => step.On?.Latest ?? DateOnly.MaxValue).ThenBy(step => step.Id)]);
}
