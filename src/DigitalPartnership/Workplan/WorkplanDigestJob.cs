using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Plans the digest of the week, once for each liaison person of a partner who wants it; none where there is nothing to tell.</summary>
public sealed class WorkplanDigestJob(PartnershipDb db, Changes changes, TimeProvider time) : IJob
{
    /// <inheritdoc />
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        IReadOnlyList<Notification> digests = [];
        if (isDryRun)
            digests = await MissingAsync(time.GetUtcNow().UtcDateTime, cancellation);
        else
            await changes.MakeAsync($"plan {WorkplanDigestMail.NoticeKind}", async change => change.Db.AddRange(digests = await MissingAsync(change.Now, cancellation)));
        return new JobReport(("digests planned", digests.Count));
    }

    private async Task<IReadOnlyList<Notification>> MissingAsync(DateTime now, CancellationToken cancellation)
    {
        var today = now.DayInStrasbourg();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (!(await WorkplanWeek.LoadAsync(db, monday, cancellation)).HasNews)
            return [];
        var active = db.Partnerships.Where(row => row.Status == PartnerStatus.Active).Select(row => row.OrganisationId);
        var people = await db.Liaisons.Reachable(today).Where(row => row.Party == Party.Partner && row.InformationalMail && active.Contains(row.OrganisationId))
            .OrderBy(row => row.Id).ToListAsync(cancellation);
        var told = (await db.Notifications.Where(row => row.Kind == WorkplanDigestMail.NoticeKind && row.DueOn == monday).Select(row => row.LiaisonId).ToListAsync(cancellation)).ToHashSet();
        // Who is liaison person of several partners gets it once: it says the same.
        return [.. people.GroupBy(person => person.EmailKey).Where(offices => !offices.Any(person => told.Contains(person.Id))).Select(offices => offices.First())
            .Select(person => Notification.To(person, WorkplanDigestMail.NoticeKind, (OrganisationNode.NodeKind, person.OrganisationId), monday, "", now))];
    }
}

/// <summary>What there is to tell about the workplan in a week.</summary>
/// <param name="Next">The activities of the next weeks, by their dates.</param>
/// <param name="Changed">What has changed in the week before, the oldest first.</param>
internal sealed record WorkplanWeek(IReadOnlyList<Activity> Next, IReadOnlyList<PublicChange> Changed)
{
    private const int WeeksAhead = 8;
    private const int Most = 20;

    public bool HasNews => Next.Count > 0 || Changed.Count > 0;

    public static async Task<WorkplanWeek> LoadAsync(PartnershipDb db, DateOnly monday, CancellationToken cancellation)
    {
        var (until, since) = (monday.AddDays(7 * WeeksAhead), monday.AddDays(-7).ToDateTime(TimeOnly.MinValue));
        return new WorkplanWeek(
            await db.Activities.Include(row => row.Sector).Where(row => !row.IsCancelled && row.Date!.Latest >= monday && row.Date!.Earliest <= until)
                .OrderBy(row => row.Date!.Earliest).ThenBy(row => row.Date!.Latest).ThenBy(row => row.Id).Take(Most).ToListAsync(cancellation),
            await db.PublicChanges.Where(row => row.SubjectKind == ActivityNode.NodeKind && row.At >= since).OrderBy(row => row.Number).Take(Most).ToListAsync(cancellation));
    }
}
