using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Organisations;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Tells which reminders lie ahead, by the same ladders by which they are planned.</summary>
public sealed class ReminderForecast(PartnershipDb db, IEnumerable<IReminders> kinds, Composition composition, TimeProvider time)
{
    /// <summary>The most days that can be looked at.</summary>
    public const int MostDays = 400;

    /// <summary>The reminders that would go out between two days.</summary>
    public async Task<IReadOnlyList<ForeseenReminder>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var (today, installedOn) = (time.TodayInStrasbourg(), await db.InstalledOnAsync(cancellation));
        var offices = await db.Liaisons.Where(row => row.ErasedOn == null && row.Deliverable && row.From <= to && (row.To == null || row.To > from)).OrderBy(row => row.Id).ToListAsync(cancellation);
        var people = offices.ToLookup(row => (row.OrganisationId, row.Party));
        var foreseen = new List<(DateOnly On, Notification Row)>();
        foreach (var reminders in kinds)
        {
            var ladder = Ladder.Of(reminders.Kind);
            var matters = await reminders.OpenAsync(cancellation);
            var keys = matters.Select(matter => matter.Subject.Key).ToList();
            var known = (await db.Notifications.Where(row => row.Kind == reminders.Kind && row.State != NotificationState.Planned && keys.Contains(row.SubjectKey))
                .Select(row => new { row.SubjectKind, row.SubjectKey, row.DueOn, row.Rung, row.RecipientKey }).ToListAsync(cancellation))
                .Select(row => (row.SubjectKind, row.SubjectKey, row.DueOn, row.Rung, row.RecipientKey)).ToHashSet();
            foreseen.AddRange(matters.SelectMany(Foresee)
                .Where(entry => entry.On >= from && entry.On <= to && !known.Contains((entry.Row.SubjectKind, entry.Row.SubjectKey, entry.Row.DueOn, entry.Row.Rung, entry.Row.RecipientKey))));

            IEnumerable<(DateOnly On, Notification Row)> Foresee(DueMatter matter)
            {
                var steps = ladder.Steps(matter.DueOn, installedOn);
                foreach (var (rung, on) in GoingOut(steps, today).Where(step => step.Rung.To is RungRecipient.Secretariat))
                    yield return (on, Notification.ToSecretariat(matter.OrganisationId, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, default));
                foreach (var person in matter.Parties.SelectMany(party => people[(matter.OrganisationId, party)]))
                {
                    foreach (var (rung, on) in GoingOut(steps, person.From > today ? person.From : today).Where(step => step.Rung.To is RungRecipient.Liaisons && person.IsOpenOn(step.On)))
                        yield return (on, Notification.To(person, reminders.Kind, matter.Subject, matter.DueOn, rung.Name, default));
                }
            }
        }
        var subjects = await composition.SubjectsAsync([.. foreseen.Select(entry => entry.Row)], offices.ToDictionary(row => row.Id), cancellation);
        return [.. foreseen.Where(entry => subjects.ContainsKey(entry.Row)).OrderBy(entry => entry.On).Select(entry => new ForeseenReminder(entry.On, entry.Row, subjects[entry.Row]))];
    }

    /// <summary>What is late goes out on the first day on which somebody can get it; of several rungs that meet on a day only the newest does.</summary>
    private static IEnumerable<(Rung Rung, DateOnly On)> GoingOut(IEnumerable<(Rung Rung, DateOnly On)> steps, DateOnly earliest) =>
        steps.Select(step => (step.Rung, On: step.On > earliest ? step.On : earliest.OrMondayAfter())).GroupBy(step => step.On).Select(day => day.Last());
}

/// <summary>A reminder that lies ahead.</summary>
public sealed record ForeseenReminder(DateOnly On, Notification Row, string Subject);

/// <summary>A reminder that would go out on a day.</summary>
[Name("ReminderPreview")]
public sealed class ReminderPreviewNode
{
    private readonly ForeseenReminder _reminder;

    internal ReminderPreviewNode(ForeseenReminder reminder) => _reminder = reminder;

    /// <summary>The day on which it would go out.</summary>
    public DateOnly On => _reminder.On;

    /// <summary>What sort of notification it is.</summary>
    public string Kind => _reminder.Row.Kind;

    /// <summary>Which of several reminders of the same matter it is.</summary>
    public string? Rung => _reminder.Row.Rung;

    /// <summary>The partner it concerns.</summary>
    public IDataLoaderResult<PartnerNode> Partner([FromServices] OrganisationById organisations) => organisations.Load(_reminder.Row.OrganisationId).Then(row => new PartnerNode(row!));

    /// <summary>The office whose holder would get it; null where the Secretariat would.</summary>
    public IDataLoaderResult<LiaisonNode?>? Recipient([FromServices] LiaisonById liaisons) =>
        _reminder.Row.LiaisonId is { } liaison ? liaisons.Load(liaison).Then(row => row is null ? null : new LiaisonNode(row)) : null;

    /// <summary>Whether the Secretariat would get it.</summary>
    public bool ToSecretariat => _reminder.Row.LiaisonId is null;

    /// <summary>The language it would be written in.</summary>
    public Language Language => _reminder.Row.Language;

    /// <summary>Its subject line.</summary>
    public string Subject => _reminder.Subject;
}
