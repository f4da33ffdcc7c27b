using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Keeps the liaison persons of those who take part in an activity informed of it.</summary>
internal sealed class ActivityMail(PartnershipDb db) : INotice
{
    public const string Added = "ACTIVITY_ADDED";
    public const string Changed = "ACTIVITY_CHANGED";
    public const string Cancelled = "ACTIVITY_CANCELLED";

    public IReadOnlyList<string> Kinds => [Added, Changed, Cancelled];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var keys = notifications.Select(row => row.SubjectKey).Distinct().ToList();
        var activities = await db.Activities.Include(row => row.Sector).Include(row => row.Workplan).Include(row => row.Participations.Where(part => !part.IsWithdrawn))
            .Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        // All of one partner are told the same.
        return notifications.GroupBy(row => (row.Kind, row.SubjectKey, row.OrganisationId))
            .SelectMany(told => Write(told.First(), activities[told.Key.SubjectKey], names[told.Key.OrganisationId], desk) is var draft ? told.Select(row => (row, draft)) : [])
            .ToDictionary(told => told.row, told => told.draft);
    }

    private static Draft Write(Notification row, Activity activity, string partner, WritingDesk desk)
    {
        if (!activity.Participations.Exists(part => part.OrganisationId == row.OrganisationId))
            return new NotDue("The partner no longer takes part.");
        if ((activity.Date?.Latest ?? activity.Workplan.To) < desk.Today)
            return new NotDue("The activity is over.");
        if (activity.IsCancelled != (row.Kind == Cancelled))
            return new NotDue("The activity has been called off; another notice says so.");
        // Who is only invited, or may come, is not told to take part.
        var isSure = activity.Participations.Exists(part => part.OrganisationId == row.OrganisationId && part.Certainty is ParticipationCertainty.Confirmed);
        var title = activity.Title is { } printed ? Bilingual.Same(printed) : new Bilingual($"an activity of {activity.Sector.Name}", $"une activité ({activity.Sector.Name})");
        var date = activity.Date is { } on ? new Bilingual(on.Text(Language.En), on.Text(Language.Fr)) : new Bilingual("to be decided", "à déterminer");
        return new MailDraft(new MailText(Subject(row.Kind, isSure, title), new(
                $"You receive this because you are a liaison person of {partner}, which takes part; colleagues who organise it write to each other directly. There is no opt-out from such copies.",
                $"Vous recevez ce message en tant que personne de liaison de {partner}, qui y participe ; les collègues qui l’organisent s’écrivent directement. On ne peut pas se désabonner de ces copies."))
            .Paragraph(Opening(row.Kind, isSure, partner))
            .Facts(
                new MailFact(new("Activity", "Activité"), title),
                new MailFact(new("Date", "Date"), date),
                new MailFact(new("Held by", "Organisée par"), activity.Sector.Name),
                new MailFact(new("Contact", "Contact"), activity.Contact ?? ""),
                new MailFact(new("Workplan", "Programme de travail"), activity.Workplan.Period)));
    }

    private static Bilingual Subject(string kind, bool isSure, Bilingual title) => kind switch
    {
        Added when !isSure => new($"In the workplan, with your name: {title.English}", $"Au programme de travail, avec votre nom : {title.French}"),
        Added => new($"You take part: {title.English}", $"Vous participez : {title.French}"),
        Changed => new($"Changed: {title.English}", $"Modifiée : {title.French}"),
        _ => new($"Called off: {title.English}", $"Annulée : {title.French}"),
    };

    private static Bilingual Opening(string kind, bool isSure, string partner) => kind switch
    {
        Added when !isSure => new($"This activity of the workplan names {partner} as invited or as a possible participant. Taking part is free.", $"Cette activité du programme de travail mentionne {partner} à titre d’invité ou de participant possible. La participation est libre."),
        Added => new($"{partner} stands among those who take part in this activity of the workplan.", $"{partner} figure parmi les participants de cette activité du programme de travail."),
        Changed => new($"An activity in which {partner} takes part has changed. This is how it stands now.", $"Une activité à laquelle participe {partner} a été modifiée. Voici ce qu’il en est désormais."),
        _ => new($"An activity in which {partner} was to take part has been called off.", $"Une activité à laquelle devait participer {partner} a été annulée."),
    };
}
