using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>What the next round of a partner is worked out from.</summary>
/// <param name="PartnerId">The key of the partner.</param>
/// <param name="Joined">The latest day on which it can have joined.</param>
/// <param name="Schedule">The schedule that was set for it; null where none was.</param>
/// <param name="Last">Its round that ended last; null where none has.</param>
/// <param name="LastConcluded">The last day looked back on by a round that was concluded.</param>
internal sealed record AssessmentOutlook(int PartnerId, DateOnly Joined, AssessmentSchedule? Schedule, Assessment? Last, DateOnly? LastConcluded)
{
    /// <summary>The day on which the next round is due.</summary>
    public DateOnly NextDue(AssessmentRhythm assumed, DateOnly installed) =>
        Last is null ? Rhythm(assumed).FirstDue(Joined, installed) : Rhythm(assumed).NextDue(Joined, Last);

    /// <summary>The next round.</summary>
    public Assessment Next(AssessmentRhythm assumed, DateOnly installed)
    {
        var dueOn = NextDue(assumed, installed);
        var (from, to) = Rhythm(assumed).Period(dueOn, LastConcluded);
        return Assessment.Open(PartnerId, from, to, dueOn);
    }

    private AssessmentRhythm Rhythm(AssessmentRhythm assumed) => Schedule?.Rhythm ?? assumed;
}

/// <summary>Opens the rounds that the schedules ask for.</summary>
public sealed class AssessmentRounds(AssessmentRhythm assumed)
{
    /// <summary>How many partners without a round are looked at in one go.</summary>
    public const int Batch = 200;

    /// <summary>The rhythm of partnerships for which none was set.</summary>
    public AssessmentRhythm Assumed => assumed;

    /// <summary>How many partners are without a round, though one should be open.</summary>
    public static Task<int> CountMissingAsync(PartnershipDb db, CancellationToken cancellation) => Missing(db).CountAsync(cancellation);

    /// <summary>Opens the rounds that are missing, a batch at most, and tells how many those are.</summary>
    public async Task<int> OpenMissingAsync(Change change, CancellationToken cancellation = default)
    {
        var partners = Missing(change.Db).OrderBy(row => row.OrganisationId).Take(Batch);
        var missing = await Outlooks(change.Db, partners).ToListAsync(cancellation);
        if (missing.Count == 0)
            return 0;
        var installed = await change.Db.InstalledAtAsync(cancellation) is { } at ? at.DayInStrasbourg() : change.Today;
        change.Db.Assessments.AddRange(missing.Select(outlook => outlook.Next(assumed, installed)));
        return missing.Count;
    }

    /// <summary>Opens the round after one that has just been concluded; null where the partnership goes on no longer.</summary>
    public async Task<Assessment?> OpenNextAsync(Change change, Assessment last)
    {
        var partner = Active(change.Db).Where(row => row.OrganisationId == last.OrganisationId);
        var outlook = await Outlooks(change.Db, partner).SingleOrDefaultAsync();
        if (outlook is null)
            return null;
        var next = (outlook with { Last = last, LastConcluded = last.PeriodTo }).Next(assumed, change.Today);
        change.Db.Add(next);
        return next;
    }

    /// <summary>What the next rounds of partners are worked out from.</summary>
    internal static IQueryable<AssessmentOutlook> Outlooks(PartnershipDb db, IQueryable<Partnership> partners)
    {
        var (schedules, rounds) = (db.AssessmentSchedules, db.Assessments);
        return partners.Select(partner => new AssessmentOutlook(
            partner.OrganisationId,
            partner.JoinedOn!.Latest!.Value,
            schedules.FirstOrDefault(schedule => schedule.OrganisationId == partner.OrganisationId),
            rounds.Where(row => row.OrganisationId == partner.OrganisationId && (row.ConcludedOn != null || row.CancelledOn != null))
                .OrderByDescending(row => row.ConcludedOn ?? row.CancelledOn).ThenByDescending(row => row.Id).FirstOrDefault(),
            rounds.Where(row => row.OrganisationId == partner.OrganisationId && row.ConcludedOn != null).Max(row => (DateOnly?)row.PeriodTo)));
    }

    /// <summary>The partners whose partnership is to go on and whose day of joining is bounded.</summary>
    internal static IQueryable<Partnership> Active(PartnershipDb db) =>
        db.Partnerships.Where(row => row.Status == PartnerStatus.Active && row.JoinedOn!.Latest != null);

    private static IQueryable<Partnership> Missing(PartnershipDb db)
    {
        var open = db.Assessments.Open();
        return Active(db).Where(row => !open.Any(round => round.OrganisationId == row.OrganisationId));
    }
}
