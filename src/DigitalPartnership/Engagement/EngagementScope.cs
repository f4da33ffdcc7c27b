using System.Linq.Expressions;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Engagement;

/// <summary>A participation that counts, with the row of the workplan by which it is counted.</summary>
internal sealed class CountedPart
{
    public required Participation Participation { get; init; }
    public required Partnership Partnership { get; init; }

    /// <summary>What is counted: the key of the activity, or of the first of those that record the same event.</summary>
    public required int EventId { get; init; }

    /// <summary>The row that gives year, category and sector: of a merged event each of its rows in turn.</summary>
    public required Activity Shown { get; init; }
}

/// <summary>What a filter leaves to be counted, as queries that nothing has run yet. The definition in words says the same.</summary>
internal sealed class EngagementScope(PartnershipDb db, DateOnly today, EngagementFilter filter)
{
    private static readonly EngagementDimension[] OfActivities = [EngagementDimension.Year, EngagementDimension.Category, EngagementDimension.Sector];

    public EngagementFilter Filter => filter;

    /// <summary>Every activity that can count. One that was called off has not been held.</summary>
    public IQueryable<Activity> Activities
    {
        get
        {
            var held = db.Activities.Where(row => !row.IsCancelled);
            if (filter.From is { } from)
                held = held.Where(row => row.Date!.Earliest >= from);
            if (filter.To is { } to)
                held = held.Where(row => row.Date!.Earliest <= to);
            return held;
        }
    }

    /// <summary>How many activities there are, whoever took part.</summary>
    public Task<int> CountAsync(CancellationToken cancellation) =>
        filter.MergeSameEvents ? Activities.Select(Event).Distinct().CountAsync(cancellation) : Activities.CountAsync(cancellation);

    /// <summary>Everything that is counted, by the participating row of the workplan.</summary>
    public IQueryable<CountedPart> Parts
    {
        get
        {
            var certainties = filter.Certainties;
            var isAny = certainties.Count == Enum.GetValues<ParticipationCertainty>().Length;
            var participations = db.Participations.Where(row => !row.IsWithdrawn);
            if (!isAny)
                participations = participations.Where(row => EF.Constant(certainties).Contains(row.Certainty));
            var parts =
                from participation in participations
                join activity in Activities on participation.ActivityId equals activity.Id
                join partnership in Partnerships on participation.OrganisationId equals partnership.OrganisationId
                select new CountedPart { Participation = participation, Partnership = partnership, Shown = activity, EventId = activity.Id };
            return filter.MergeSameEvents
                ? parts.Select(part => new CountedPart { Participation = part.Participation, Partnership = part.Partnership, Shown = part.Shown, EventId = part.Shown.SameEventAsId ?? part.Shown.Id })
                : parts;
        }
    }

    /// <summary>
    /// What is made of everything that is counted, where it is counted by these dimensions: a merged event counts by each of its
    /// rows. Two joins over keys serve better than one by the event, which no index holds.
    /// </summary>
    public IQueryable<T> PartsFor<T>(IEnumerable<EngagementDimension> by, Expression<Func<CountedPart, T>> made)
    {
        if (!filter.MergeSameEvents || !by.Intersect(OfActivities).Any())
            return Parts.Select(made);
        var first = Parts.Join(Activities, part => part.EventId, row => row.Id, ShownBy);
        var further = Parts.Join(Activities, part => (int?)part.EventId, row => row.SameEventAsId, ShownBy);
        return first.Select(made).Concat(further.Select(made));
    }

    /// <summary>The keys of all partners that can count.</summary>
    public IQueryable<int> Partners => Partnerships.Select(row => row.OrganisationId);

    /// <exception cref="RequestError">NOT_FOUND: the filter names partners that there are not.</exception>
    public async Task CheckPartnersAsync(CancellationToken cancellation)
    {
        if (filter.Partners is not { } slugs)
            return;
        var known = await db.Partnerships.Where(row => slugs.Contains(row.Organisation.Slug)).Select(row => row.Organisation.Slug).ToListAsync(cancellation);
        if (slugs.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new RequestError("NOT_FOUND", $"There is no partner with the readable address '{unknown}'.", "partners");
    }

    private static Expression<Func<Activity, int>> Event => row => row.SameEventAsId ?? row.Id;

    private static Expression<Func<CountedPart, Activity, CountedPart>> ShownBy => (part, row) =>
        new CountedPart { Participation = part.Participation, Partnership = part.Partnership, EventId = part.EventId, Shown = row };

    private IQueryable<Partnership> Partnerships
    {
        get
        {
            IQueryable<Partnership> partnerships = db.Partnerships;
            if (filter.Status is { } status)
            {
                partnerships = partnerships.Where(row =>
                    status.Contains(row.Status == PartnerStatus.Terminated && row.TerminatedOn!.Earliest > today ? PartnerStatus.Active : row.Status));
            }
            if (filter.Partners is { } slugs)
                partnerships = partnerships.Where(row => slugs.Contains(row.Organisation.Slug));
            return partnerships;
        }
    }
}
