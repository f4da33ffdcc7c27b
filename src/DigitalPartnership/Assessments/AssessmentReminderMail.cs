using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Reminds the liaison persons of the parties whose part is missing, and at last tells the Secretariat.</summary>
internal sealed class AssessmentReminderMail(PartnershipDb db) : INotice
{
    public const string NoticeKind = "ASSESSMENT_REMINDER";

    // Some time after the last rung, so that a late answer still finds its form.
    private const int LinkDaysAfterDue = 90;

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var keys = notifications.Select(row => row.SubjectKey).Distinct().ToList();
        var assessments = await db.Assessments.Include(row => row.Parts).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        return notifications.ToDictionary(row => row, row => Write(row, assessments[row.SubjectKey], names[row.OrganisationId], desk));
    }

    private static Draft Write(Notification row, Assessment assessment, string partner, WritingDesk desk)
    {
        if (!assessment.IsOpen)
            return new NotDue(assessment.State is AssessmentState.Concluded ? "The assessment is concluded." : "The assessment is cancelled.");
        if (assessment.DueOn != row.DueOn)
            return new NotDue("The assessment is due on another day.");
        if (desk.Recipient(row) is not { } person)
            return new MailDraft(ToSecretariat(assessment, partner));
        return assessment.Part(person.Party).IsSubmitted
            ? new NotDue("The part of this party has been submitted.")
            : new MailDraft(ToLiaison(assessment, partner, person, desk));
    }

    private static MailText ToLiaison(Assessment assessment, string partner, Liaison person, WritingDesk desk)
    {
        var due = Day(assessment.DueOn);
        var days = Math.Max(assessment.DueOn.AddDays(LinkDaysAfterDue).DayNumber - desk.Today.DayNumber, LinkDaysAfterDue);
        return new MailText(
            new($"How our cooperation goes: {partner}, {due.English}", $"Où en est notre coopération : {partner}, {due.French}"),
            new($"You receive this because you are a liaison person for the partnership with {partner}: its letters ask both parties to look back on it at regular intervals. Such reminders have no opt-out.",
                $"Vous recevez ce message en tant que personne de liaison pour le partenariat avec {partner} : ses lettres invitent les deux parties à en faire régulièrement le point. On ne peut pas se désabonner de ces rappels."))
            .Paragraph(assessment.DueOn >= desk.Today
                ? new($"The time has come to look back together on the partnership of {partner} with the Council of Europe. Your part is looked forward to by {due.English}.",
                    $"Le moment est venu de faire ensemble le point sur le partenariat de {partner} avec le Conseil de l’Europe. Votre contribution est attendue d’ici au {due.French}.")
                : new($"Your part of looking back on the partnership of {partner} with the Council of Europe was looked forward to by {due.English}. It is still welcome.",
                    $"Votre contribution au point sur le partenariat de {partner} avec le Conseil de l’Europe était attendue pour le {due.French}. Elle reste bienvenue."))
            .Facts(Facts(assessment, partner))
            .Paragraph(new(
                "The form shows what was done together in this time and takes a few minutes. You can save it and go on later. Having little to say is an answer like any other.",
                "Le formulaire rappelle ce qui a été fait ensemble durant cette période et ne prend que quelques minutes. Vous pouvez l’enregistrer et le reprendre plus tard. N’avoir que peu à dire est une réponse comme une autre."))
            .Button(new("Open the form", "Ouvrir le formulaire"), desk.PersonalPage("assessments", PersonalLinkPurpose.AssessmentForm, person, assessment.Id, days))
            .Paragraph(new("The link is yours alone: whoever has it can answer in your place, so please do not pass it on.",
                "Ce lien vous est personnel : qui le détient peut répondre à votre place. Merci de ne pas le transmettre."));
    }

    private static MailText ToSecretariat(Assessment assessment, string partner)
    {
        var missing = assessment.Parts.Where(part => !part.IsSubmitted).Select(part => part.Party).Order().ToList();
        return new MailText(
            new($"Assessment not concluded: {partner}", $"Évaluation non conclue : {partner}"),
            new("You receive this because the Secretariat looks after assessments that are overdue.", "Vous recevez ce message parce que le Secrétariat suit les évaluations en retard."))
            .Paragraph(missing.Count > 0
                ? new("The liaison persons were reminded as far as they could be reached. You can extend the due date, or cancel the round: nobody is obliged to answer.",
                    "Les personnes de liaison joignables ont reçu les rappels. Vous pouvez reporter l’échéance ou clore ce cycle : personne n’est tenu de répondre.")
                : new("Both parts have been submitted; the joint conclusion is still to be written.", "Les deux contributions ont été remises ; il reste à rédiger la conclusion commune."))
            .Facts([.. Facts(assessment, partner), new MailFact(new("Missing", "Manquant"), missing switch
            {
                [] => new Bilingual("the conclusion", "la conclusion"),
                [Party.Council] => new Bilingual("the Council of Europe's part", "la contribution du Conseil de l’Europe"),
                [Party.Partner] => new Bilingual("the partner's part", "la contribution du partenaire"),
                _ => new Bilingual("both parts", "les deux contributions"),
            })]);
    }

    private static MailFact[] Facts(Assessment assessment, string partner)
    {
        var (from, to) = (Day(assessment.PeriodFrom), Day(assessment.PeriodTo));
        return
        [
            new(new("Partner", "Partenaire"), partner),
            new(new("Period", "Période"), new Bilingual($"{from.English} to {to.English}", $"du {from.French} au {to.French}")),
            new(new("Due", "Échéance"), Day(assessment.DueOn)),
        ];
    }

    internal static Bilingual Day(DateOnly day) => new(ImpreciseDate.OnDay(day).Text(Language.En), ImpreciseDate.OnDay(day).Text(Language.Fr));
}
