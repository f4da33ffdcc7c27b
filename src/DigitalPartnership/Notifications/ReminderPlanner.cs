using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>
/// Writes into the ledger what is due by now and not in it yet. After a pause only the newest rung is planned, the older
/// ones are recorded as superseded. Planned twice, or by two at once, is stored once.
/// </summary>
public sealed class ReminderPlanner(PartnershipDb db, Changes changes, TimeProvider time)
{
    private const string Newer = "A newer reminder of the same matter was due.";

    /// <summary>Plans what is due of one kind.</summary>
    public async Task<JobReport> PlanAsync(IReminders reminders, bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
            return (await PlanAsync(reminders, time.GetUtcNow().UtcDateTime, cancellation)).Report();
        Plan plan = new();
        await changes.MakeAsync($"plan {reminders.Kind}", async change =>
        {
            plan = await PlanAsync(reminders, change.Now, cancellation);
            plan.Save(change);
        });
        return plan.Report();
    }

    private async Task<Plan> PlanAsync(IReminders reminders, DateTime now, CancellationToken cancellation)
    {
        var today = now.DayInStrasbourg();
        var installedOn = await db.InstalledOnAsync();
        var ladder = Ladder.Of(reminders.Kind);
        var matters = (await reminders.OpenAsync(cancellation))
            .Select(matter => (Matter: matter, Due: ladder.Steps(matter.DueOn, installedOn).Where(step => step.On <= today).Select(step => step.Rung).ToList()))
            .Where(entry => entry.Due.Count > 0).ToList();
        var plan = new Plan();
        if (matters.Count == 0)
            return plan;

        var partners = matters.Select(entry => entry.Matter.OrganisationId).Distinct().ToList();
        var subjects = matters.Select(entry => entry.Matter.Subject.Key).Distinct().ToList();
        var people = (await db.Liaisons.Reachable(today).Where(row => partners.Contains(row.OrganisationId)).OrderBy(row => row.Id).ToListAsync(cancellation)).ToLookup(row => (row.OrganisationId, row.Party));
        var ledger = (await db.Notifications.AsTracking().Where(row => row.Kind == reminders.Kind && subjects.Contains(row.SubjectKey)).ToListAsync(cancellation))
            .ToLookup(row => ((row.SubjectKind, row.SubjectKey), row.DueOn));
        var gaps = (await db.LiaisonTasks.Where(row => row.Kind == LiaisonTaskKind.LiaisonMissing && row.ClosedOn == null && partners.Contains(row.OrganisationId)).ToListAsync(cancellation))
            .Select(row => (row.OrganisationId, row.Party)).ToHashSet();

        foreach (var (matter, due) in matters)
        {
            var known = ledger[(matter.Subject, matter.DueOn)].ToList();
            foreach (var old in known.Where(row => row.State is NotificationState.Planned && row.Rung != due[^1].Name && due.Exists(rung => rung.Name == row.Rung)))
                plan.Supersede(old, Newer);
            foreach (var party in matter.Parties.Where(party => !people[(matter.OrganisationId, party)].Any() && gaps.Add((matter.OrganisationId, party))))
                plan.ReportGap(matter.OrganisationId, party, today, now);
            foreach (var rung in due)
            {
                foreach (var reminder in Addressed(matter, rung).Where(reminder => !known.Exists(row => row.Rung == reminder.Rung && row.RecipientKey == reminder.RecipientKey)))
                    plan.Add(reminder, supersededBecause: rung == due[^1] ? null : Newer);
            }
        }
        return plan;

        IEnumerable<Notification> Addressed(DueMatter matter, Rung rung) => rung.To is RungRecipient.Secretariat
            ? [Notification.ToSecretariat(matter.OrganisationId, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, now)]
            : from party in matter.Parties
              from person in people[(matter.OrganisationId, party)]
              select Notification.To(person, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, now);
    }

    /// <summary>What is to be written into the ledger.</summary>
    private sealed class Plan
    {
        private readonly List<Notification> _added = [];
        private readonly List<LiaisonTask> _gaps = [];
        private readonly List<(Notification Row, string Reason)> _superseded = [];

        public void Add(Notification reminder, string? supersededBecause)
        {
            if (supersededBecause is not null)
                reminder.Supersede(supersededBecause);
            _added.Add(reminder);
        }

        public void Supersede(Notification row, string reason) => _superseded.Add((row, reason));

        public void ReportGap(int partner, Party party, DateOnly today, DateTime now)
        {
            _gaps.Add(new LiaisonTask { Kind = LiaisonTaskKind.LiaisonMissing, OrganisationId = partner, Party = party, OpenedOn = today });
            _added.Add(Notification.ToSecretariat(partner, LiaisonMissingMail.NoticeKind, (OrganisationNode.NodeKind, partner), today, party.ToString().ToUpperInvariant(), now));
        }

        public void Save(Change change)
        {
            foreach (var (row, reason) in _superseded)
                row.Supersede(reason);
            change.Db.AddRange(_gaps);
            change.Db.AddRange(_added);
        }

        public JobReport Report() => new(
            ("planned", _added.Count(row => row.State is NotificationState.Planned)),
            ("superseded", _added.Count(row => row.State is NotificationState.Superseded) + _superseded.Count),
            ("parties without a liaison", _gaps.Count));
    }
}
