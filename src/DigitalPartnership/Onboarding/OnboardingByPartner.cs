using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>The latest onboarding of each partner, with its tasks.</summary>
public sealed class OnboardingByPartner(PartnershipDb db) : OneByKey<int, Onboarding>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Onboarding?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.Onboardings.Include(row => row.Tasks.OrderBy(task => task.Id)).Where(row => keys.Contains(row.OrganisationId)).ToListAsync(cancellation))
            .GroupBy(row => row.OrganisationId)
            .ToDictionary(group => group.Key, group => (Onboarding?)group.MaxBy(row => row.Id));
}

/// <summary>Onboardings by their keys, for those who may see them.</summary>
public sealed class OnboardingById(PartnershipDb db, Caller caller) : OneByKey<int, Onboarding>, INodeSource
{
    /// <inheritdoc />
    public string Kind => OnboardingNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) =>
        Load(key).Then(row => (INode?)(row is not null && caller.MaySee(row.OrganisationId) ? new OnboardingNode(row) : null));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Onboarding?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.Onboardings.Include(row => row.Tasks.OrderBy(task => task.Id)).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (Onboarding?)row, cancellation);
}

/// <summary>Onboarding tasks by their keys, for those who may see them.</summary>
public sealed class OnboardingTaskById(PartnershipDb db, Caller caller) : OneByKey<int, OnboardingTask>, INodeSource
{
    /// <inheritdoc />
    public string Kind => OnboardingTaskNode.NodeKind;

    IDataLoaderResult<INode?> INodeSource.Load(int key) =>
        Load(key).Then(row => (INode?)(row is not null && caller.MaySee(row.Onboarding.OrganisationId) ? new OnboardingTaskNode(row) : null));

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, OnboardingTask?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        await db.OnboardingTasks.Include(row => row.Onboarding.Tasks).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (OnboardingTask?)row, cancellation);
}
