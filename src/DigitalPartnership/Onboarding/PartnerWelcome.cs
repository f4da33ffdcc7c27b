using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>Plans the welcome of new partners: once for each liaison person, also for those who are designated after the letters.</summary>
public sealed class PartnerWelcome(PartnershipDb db, Changes changes, TimeProvider time)
{
    // Who becomes liaison of a partner later takes over an office, and is not welcomed to the partnership.
    private const int NewForDays = 180;

    /// <summary>Plans what is missing.</summary>
    public async Task<JobReport> PlanAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
            return Report(await MissingAsync(time.GetUtcNow().UtcDateTime, cancellation));
        IReadOnlyList<Notification> welcomes = [];
        await changes.MakeAsync($"plan {PartnerWelcomeMail.NoticeKind}", async change => change.Db.AddRange(welcomes = await MissingAsync(change.Now, cancellation)));
        return Report(welcomes);
    }

    private async Task<IReadOnlyList<Notification>> MissingAsync(DateTime now, CancellationToken cancellation)
    {
        var today = now.DayInStrasbourg();
        var installedOn = await db.InstalledOnAsync(cancellation);
        var since = installedOn > today.AddDays(-NewForDays) ? installedOn : today.AddDays(-NewForDays);
        var partners = await db.Partnerships.Where(row => row.Status == PartnerStatus.Active && row.JoinedOn!.Latest >= since)
            .Select(row => new { row.OrganisationId, Joined = row.JoinedOn!.Latest!.Value }).ToDictionaryAsync(row => row.OrganisationId, row => row.Joined, cancellation);
        if (partners.Count == 0)
            return [];
        var keys = partners.Keys.ToList();
        var people = await db.Liaisons.Reachable(today).Where(row => keys.Contains(row.OrganisationId)).OrderBy(row => row.Id).ToListAsync(cancellation);
        var welcomed = (await db.Notifications.Where(row => row.Kind == PartnerWelcomeMail.NoticeKind && keys.Contains(row.OrganisationId)).Select(row => row.LiaisonId).ToListAsync(cancellation)).ToHashSet();
        return [.. from person in people
                   where !welcomed.Contains(person.Id)
                   select Notification.To(person, PartnerWelcomeMail.NoticeKind, (OrganisationNode.NodeKind, person.OrganisationId), partners[person.OrganisationId], "", now)];
    }

    private static JobReport Report(IReadOnlyList<Notification> welcomes) => new(("welcomes planned", welcomes.Count));
}
