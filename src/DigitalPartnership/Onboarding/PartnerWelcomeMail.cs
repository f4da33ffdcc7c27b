using DigitalPartnership.Calendar;
using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>Welcomes the liaison persons of a new partner, with the modalities in short and the next activities as a calendar.</summary>
internal sealed class PartnerWelcomeMail(PartnershipDb db, ActivityCalendar calendar) : INotice
{
    public const string NoticeKind = "PARTNER_WELCOME";

    private static readonly MailItem[] Modalities =
    [
        new(new Bilingual("Either party can propose activities; nobody is obliged to take part.", "Chaque partie peut proposer des activités ; personne n’est tenu d’y participer.")),
        new(new Bilingual("Information, views and good practice are shared at the level that fits the matter.", "Informations, points de vue et bonnes pratiques s’échangent au niveau qui convient au sujet.")),
        new(new Bilingual("Who may take part in which committee is decided case by case.", "La participation à un comité est décidée au cas par cas.")),
        new(new Bilingual("With the letters comes leave to use the logo, within the guidelines for visual identity; any further use is agreed beforehand.",
            "L’échange de lettres autorise l’emploi du logo, dans le respect de la charte graphique ; tout autre usage se convient au préalable.")),
        new(new Bilingual("Each party has liaison persons, who are kept informed when colleagues work together directly.",
            "Chaque partie a des personnes de liaison, tenues informées lorsque des collègues travaillent directement ensemble.")),
        new(new Bilingual("The parties look back on their cooperation together at regular intervals.", "Les parties font régulièrement ensemble le point sur leur coopération.")),
    ];

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        var partners = names.Keys.ToList();
        var active = (await db.Partnerships.Where(row => partners.Contains(row.OrganisationId) && row.Status == PartnerStatus.Active).Select(row => row.OrganisationId).ToListAsync(cancellation)).ToHashSet();
        var next = db.Activities.Where(row => !row.IsCancelled && row.Date!.Latest >= desk.Today);
        var calendars = new Dictionary<Language, MailCalendar?>();
        foreach (var language in notifications.Select(row => row.Language).Distinct())
        {
            calendars[language] = await next.AnyAsync(cancellation)
                ? new MailCalendar(language is Language.Fr ? "activites.ics" : "activities.ics", await calendar.ComposeAsync(next, language, cancellation))
                : null;
        }
        return notifications.ToDictionary(row => row, row => active.Contains(row.OrganisationId)
            ? new MailDraft(Write(names[row.OrganisationId], desk, calendars[row.Language] is not null)) { Calendar = calendars[row.Language] }
            : (Draft)new NotDue("The partnership is not active."));
    }

    private static MailText Write(string partner, WritingDesk desk, bool hasCalendar)
    {
        var text = new MailText(
            new($"{partner} is a partner of the Council of Europe", $"{partner} est partenaire du Conseil de l’Europe"),
            new($"You receive this once, because you are a liaison person for the partnership with {partner}.",
                $"Vous recevez ce message une seule fois, en tant que personne de liaison pour le partenariat avec {partner}."))
            .Paragraph(new(
                $"Letters have been exchanged: {partner} now belongs to the partnership of the Council of Europe with digital companies. Welcome, and thank you for being the first point of contact.",
                $"Les lettres ont été échangées : {partner} fait désormais partie du partenariat du Conseil de l’Europe avec les entreprises du numérique. Bienvenue, et merci d’en être le premier point de contact."))
            .Heading(new("How the cooperation works", "Comment fonctionne la coopération"))
            .List(Modalities);
        if (hasCalendar)
        {
            text = text.Paragraph(new("The next activities of the workplan are attached as a calendar.", "Les prochaines activités du programme de travail sont jointes sous forme de calendrier."));
        }
        return text.Button(new("See the partnership", "Voir le partenariat"), desk.Page(""));
    }
}
