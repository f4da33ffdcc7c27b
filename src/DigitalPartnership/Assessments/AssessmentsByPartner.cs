using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Pages of the assessments of partners.</summary>
public sealed class AssessmentsByPartner(PartnershipDb db, FilterContext filters) : PagesByParent<Assessment>(filters)
{
    /// <inheritdoc />
    protected override IQueryable<int> Parents => db.Organisations.Select(row => row.Id);

    /// <inheritdoc />
    protected override IQueryable<Link<Assessment>> LinksOf(IReadOnlyList<int> parents) =>
        db.Assessments.Where(row => parents.Contains(row.OrganisationId)).Select(row => new Link<Assessment> { ParentId = row.OrganisationId, Item = row });
}

/// <summary>Assessments by their keys, for those who may see them.</summary>
public sealed class AssessmentById(PartnershipDb db, Caller caller) : NodeById<Assessment>(AssessmentNode.NodeKind, row => new AssessmentNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Assessment> Rows => db.Assessments;

    /// <inheritdoc />
    protected override bool MaySee(Assessment row) => caller.MaySee(row.OrganisationId);
}

/// <summary>The parts of assessments.</summary>
public sealed class PartsByAssessment(PartnershipDb db) : ListByKey<int, AssessmentPart>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<AssessmentPart>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.AssessmentParts.Where(row => keys.Contains(row.AssessmentId)).ToListAsync(cancellation))
            .GroupBy(row => row.AssessmentId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<AssessmentPart>)[.. group]);
}

/// <summary>The round of the same partner before each assessment, cancelled ones left out.</summary>
public sealed class PreviousAssessment(PartnershipDb db) : OneByKey<int, Assessment>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, Assessment?>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
    {
        var rounds = db.Assessments;
        var pairs =
            from round in rounds
            from previous in rounds
            where keys.Contains(round.Id) && previous.Id == rounds
                .Where(row => row.OrganisationId == round.OrganisationId && row.State != AssessmentState.Cancelled)
                .Where(row => row.PeriodTo < round.PeriodTo || row.PeriodTo == round.PeriodTo && row.Id < round.Id)
                .OrderByDescending(row => row.PeriodTo).ThenByDescending(row => row.Id).Select(row => row.Id).FirstOrDefault()
            select new { round.Id, Previous = previous };
        return await pairs.ToDictionaryAsync(pair => pair.Id, pair => (Assessment?)pair.Previous, cancellation);
    }
}

/// <summary>The activities that touch the periods of assessments and in which their partners take part, by date.</summary>
public sealed class ActivitiesByAssessment(PartnershipDb db) : ListByKey<int, Activity>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Activity>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
    {
        var (activities, participations) = (db.Activities, db.Participations);
        var pairs =
            from assessment in db.Assessments
            from activity in activities
            where keys.Contains(assessment.Id) && !activity.IsCancelled
                && (activity.Date!.Earliest != null || activity.Date!.Latest != null)
                && (activity.Date!.Earliest == null || activity.Date!.Earliest <= assessment.PeriodTo)
                && (activity.Date!.Latest == null || activity.Date!.Latest >= assessment.PeriodFrom)
                && participations.Any(row => row.ActivityId == activity.Id && row.OrganisationId == assessment.OrganisationId && !row.IsWithdrawn)
            orderby activity.Date!.Earliest, activity.Date!.Latest, activity.Id
            select new { assessment.Id, Activity = activity };
        return (await pairs.ToListAsync(cancellation)).GroupBy(pair => pair.Id)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Activity>)[.. group.Select(pair => pair.Activity)]);
    }
}
