using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>Reminds the side that has to do a task of it, and tells the Secretariat when that has not helped.</summary>
internal sealed class OnboardingTaskMail(PartnershipDb db) : INotice
{
    public const string NoticeKind = "ONBOARDING_TASK";

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var keys = notifications.Select(row => row.SubjectKey).Distinct().ToList();
        var tasks = await db.OnboardingTasks.Include(row => row.Onboarding.Tasks).AsNoTrackingWithIdentityResolution()
            .Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        return notifications.ToDictionary(row => row, row => Write(row, new OnboardingTaskNode(tasks[row.SubjectKey]), names[row.OrganisationId]));
    }

    private static Draft Write(Notification row, OnboardingTaskNode task, string partner)
    {
        if (task.Row.IsDone)
            return new NotDue("The task is done or waived.");
        if (task.DueOn != row.DueOn)
            return new NotDue("The task is due on another day.");
        var title = new Bilingual(task.Title(), task.Title(Language.Fr));
        var due = ImpreciseDate.OnDay(row.DueOn);
        var isToSecretariat = row.LiaisonId is null;
        var text = new MailText(
            isToSecretariat
                ? new($"Still to be done for {partner}: {title.English}", $"Toujours à faire pour {partner} : {title.French}")
                : new($"{partner}: {title.English}", $"{partner} : {title.French}"),
            isToSecretariat
                ? new("You receive this because the Secretariat looks after the steps of taking in partners that are overdue.", "Vous recevez ce message parce que le Secrétariat suit les étapes en retard de l’accueil des partenaires.")
                : new($"You receive this because you are a liaison person for the partnership with {partner}. It is part of taking in a partner and has no opt-out.",
                    $"Vous recevez ce message en tant que personne de liaison pour le partenariat avec {partner}. Il fait partie de l’accueil d’un partenaire ; on ne peut pas s’en désabonner."))
            .Paragraph(isToSecretariat ? new(
                $"One of the steps of taking {partner} into the partnership is still open. The liaison persons were reminded as far as they could be reached; if it is done already or is not needed, it can be completed or waived.",
                $"L’une des étapes de l’entrée de {partner} dans le partenariat reste ouverte. Les personnes de liaison joignables ont reçu les rappels ; si elle est déjà accomplie ou inutile, elle peut être close ou levée.")
            : new(
                $"One of the steps of taking {partner} into the partnership lies with your side. If it is done already, or is not needed, a word to the Secretariat is enough.",
                $"L’une des étapes de l’entrée de {partner} dans le partenariat relève de votre côté. Si elle est déjà accomplie ou inutile, un mot au Secrétariat suffit."))
            .Facts(
                new MailFact(new("Step", "Étape"), title),
                new MailFact(new("Due", "Échéance"), new Bilingual(due.Text(Language.En), due.Text(Language.Fr))),
                new MailFact(new("Side", "Côté"), task.Owner is Party.Council ? new Bilingual("Council of Europe", "Conseil de l’Europe") : Bilingual.Same(partner)));
        return new MailDraft(text);
    }
}
