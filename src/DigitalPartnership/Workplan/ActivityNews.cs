using DigitalPartnership.Auditing;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>
/// Plans to tell the liaison persons of those who take part when an activity that lies ahead gets them as participants, changes or is called off.
/// Of what is only being entered with its participants, as by an import, the digest tells.
/// </summary>
internal sealed class ActivityNews : IReaction
{
    public async Task ReactAsync(Change change)
    {
        var joined = change.Added<Participation>().Where(part => part.ActivityId > 0).ToLookup(part => part.ActivityId, part => part.OrganisationId);
        var changed = change.Altered<Activity>().Select(row => row.Id).ToHashSet();
        var called = change.Altered<Activity>(nameof(Activity.IsCancelled)).Select(row => row.Id).ToHashSet();
        var keys = joined.Select(group => group.Key).Concat(changed).Distinct().ToList();
        if (keys.Count == 0)
            return;

        var ahead = (await change.Db.Activities.AsTracking().Include(row => row.Workplan).Include(row => row.Participations).Where(row => keys.Contains(row.Id)).ToListAsync())
            .Where(row => (row.Date?.Latest ?? row.Workplan.To) >= change.Today).ToList();
        var partners = ahead.SelectMany(row => row.Participations).Where(part => !part.IsWithdrawn).Select(part => part.OrganisationId).Distinct().ToList();
        var active = change.Db.Partnerships
            .Where(row => row.Status == PartnerStatus.Active || row.Status == PartnerStatus.Candidate || row.TerminatedOn!.Earliest > change.Today).Select(row => row.OrganisationId);
        var people = (await change.Db.Liaisons.Reachable(change.Today)
            .Where(row => row.Party == Party.Partner && partners.Contains(row.OrganisationId) && active.Contains(row.OrganisationId)).OrderBy(row => row.Id).ToListAsync()).ToLookup(row => row.OrganisationId);
        var waiting = await change.Db.Notifications.AsTracking()
            .Where(row => row.State == NotificationState.Planned && row.SubjectKind == ActivityNode.NodeKind && keys.Contains(row.SubjectKey)).ToListAsync();

        foreach (var activity in ahead)
        {
            foreach (var partner in activity.Participations.Where(part => !part.IsWithdrawn).Select(part => part.OrganisationId).Distinct())
            {
                var kind = called.Contains(activity.Id) ? ActivityMail.Cancelled
                    : joined[activity.Id].Contains(partner) ? ActivityMail.Added
                    : changed.Contains(activity.Id) ? ActivityMail.Changed : null;
                foreach (var person in people[partner])
                    Plan(change, activity, person, kind, waiting);
            }
        }
    }

    private static void Plan(Change change, Activity activity, Liaison person, string? kind, List<Notification> waiting)
    {
        if (kind is null)
            return;
        var next = Notification.To(person, kind, (ActivityNode.NodeKind, activity.Id), change.Today, change.Now.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture), change.Now);
        var earlier = waiting.FindAll(row => row.SubjectKey == activity.Id && row.RecipientKey == next.RecipientKey);
        // A mail that has not left yet is written when it leaves, and then tells the newest state by itself.
        if (kind == ActivityMail.Changed && earlier.Count > 0)
        {
            // Should it be claimed at this very moment, it may tell the old state: then the change is not made behind its back.
            change.Touch(earlier[0]);
            return;
        }
        foreach (var row in earlier)
            row.Supersede("A newer notice of the same activity takes its place.");
        change.Db.Add(next);
    }
}
