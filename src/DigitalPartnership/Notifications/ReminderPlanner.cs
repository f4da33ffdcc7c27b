using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Texts;
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
            .Select(matter => (Matter: matter, Due: ladder.Steps(matter.DueOn, installedOn).Where(step => step.On <= today).ToList()))
            .Where(entry => entry.Due.Count > 0).ToList();
        var plan = new Plan();
        var gaps = await db.LiaisonTasks.AsTracking().Where(row => row.Kind == LiaisonTaskKind.LiaisonMissing && row.ClosedOn == null).ToListAsync(cancellation);
        if (matters.Count + gaps.Count == 0)
            return plan;

        var partners = matters.Select(entry => entry.Matter.OrganisationId).Concat(gaps.Select(row => row.OrganisationId)).Distinct().ToList();
        var subjects = matters.Select(entry => entry.Matter.Subject.Key).Distinct().ToList();
        var people = (await db.Liaisons.Reachable(today).Where(row => partners.Contains(row.OrganisationId)).OrderBy(row => row.Id).ToListAsync(cancellation)).ToLookup(row => (row.OrganisationId, row.Party));
        var ledger = (await db.Notifications.AsTracking().Where(row => row.Kind == reminders.Kind && subjects.Contains(row.SubjectKey)).ToListAsync(cancellation))
            .ToLookup(row => ((row.SubjectKind, row.SubjectKey), row.DueOn));
        // Somebody designated ahead of time has come into office.
        foreach (var gap in gaps.FindAll(row => people[(row.OrganisationId, row.Party)].Any()))
            plan.Close(gap, today);
        var noticed = gaps.Select(row => (row.OrganisationId, row.Party)).ToHashSet();
        var toldToday = (await db.Notifications.Where(row => row.Kind == LiaisonMissingMail.NoticeKind && row.DueOn == today).Select(row => new { row.OrganisationId, row.Rung }).ToListAsync(cancellation))
            .Select(row => (row.OrganisationId, row.Rung)).ToHashSet();

        foreach (var (matter, due) in matters)
        {
            var known = ledger[(matter.Subject, matter.DueOn)].ToList();
            foreach (var old in known.Where(row => row.State is NotificationState.Planned && row.Rung != due[^1].Rung.Name && due.Exists(step => step.Rung.Name == row.Rung)))
                plan.Supersede(old, Newer);
            foreach (var party in matter.Parties.Where(party => !people[(matter.OrganisationId, party)].Any() && noticed.Add((matter.OrganisationId, party))))
                plan.ReportGap(matter.OrganisationId, party, today, toldToday.Contains((matter.OrganisationId, EnumNames.Of(party))) ? null : now);
            var lastForLiaisons = due.FindLast(step => step.Rung.To is RungRecipient.Liaisons).Rung;
            foreach (var (rung, _) in due)
            {
                foreach (var (reminder, inOfficeSince) in Addressed(matter, rung).Where(entry => !known.Exists(row => row.Rung == entry.Reminder.Rung && row.RecipientKey == entry.Reminder.RecipientKey)))
                {
                    // Who came into office after everything was said has been told nothing yet.
                    var isNewest = rung == due[^1].Rung || rung == lastForLiaisons && inOfficeSince > due[^1].On;
                    plan.Add(reminder, supersededBecause: isNewest ? null : Newer);
                }
            }
        }
        return plan;

        IEnumerable<(Notification Reminder, DateOnly InOfficeSince)> Addressed(DueMatter matter, Rung rung) => rung.To is RungRecipient.Secretariat
            ? [(Notification.ToSecretariat(matter.OrganisationId, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, now), default)]
            : from party in matter.Parties
              from person in people[(matter.OrganisationId, party)]
              select (Notification.To(person, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, now), person.From);
    }

    /// <summary>What is to be written into the ledger.</summary>
    private sealed class Plan
    {
        private readonly List<Notification> _added = [];
        private readonly List<LiaisonTask> _gaps = [];
        private readonly List<(LiaisonTask Gap, DateOnly On)> _closed = [];
        private readonly List<(Notification Row, string Reason)> _superseded = [];

        public void Add(Notification reminder, string? supersededBecause)
        {
            if (supersededBecause is not null)
                reminder.Supersede(supersededBecause);
            _added.Add(reminder);
        }

        public void Supersede(Notification row, string reason) => _superseded.Add((row, reason));

        public void Close(LiaisonTask gap, DateOnly today) => _closed.Add((gap, today));

        /// <summary>Opens a task about a gap, and tells of it where a moment is given.</summary>
        public void ReportGap(int partner, Party party, DateOnly today, DateTime? now)
        {
            _gaps.Add(new LiaisonTask { Kind = LiaisonTaskKind.LiaisonMissing, OrganisationId = partner, Party = party, OpenedOn = today });
            if (now is { } moment)
                _added.Add(Notification.ToSecretariat(partner, LiaisonMissingMail.NoticeKind, (OrganisationNode.NodeKind, partner), today, EnumNames.Of(party), moment));
        }

        public void Save(Change change)
        {
            foreach (var (row, reason) in _superseded)
                row.Supersede(reason);
            foreach (var (gap, on) in _closed)
                gap.ClosedOn = on;
            change.Db.AddRange(_gaps);
            change.Db.AddRange(_added);
        }

        public JobReport Report() => new(
            ("planned", _added.Count(row => row.State is NotificationState.Planned)),
            ("superseded", _added.Count(row => row.State is NotificationState.Superseded) + _superseded.Count),
            ("parties without a liaison", _gaps.Count));
    }
}
