using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
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
public sealed class OnboardingById(PartnershipDb db, Caller caller) : NodeById<Onboarding>(OnboardingNode.NodeKind, row => new OnboardingNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Onboarding> Rows => db.Onboardings.Include(row => row.Tasks.OrderBy(task => task.Id));

    /// <inheritdoc />
    protected override bool MaySee(Onboarding row) => caller.MaySee(row.OrganisationId);
}

/// <summary>Onboarding tasks by their keys, for those who may see them.</summary>
public sealed class OnboardingTaskById(PartnershipDb db, Caller caller) : NodeById<OnboardingTask>(OnboardingTaskNode.NodeKind, row => new OnboardingTaskNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<OnboardingTask> Rows => db.OnboardingTasks.Include(row => row.Onboarding.Tasks).AsNoTrackingWithIdentityResolution();

    /// <inheritdoc />
    protected override bool MaySee(OnboardingTask row) => caller.MaySee(row.Onboarding.OrganisationId);
}
