using DigitalPartnership.Mail;
using DigitalPartnership.Texts;
using MimeKit;

namespace DigitalPartnership.Tests.Mail;

/// <summary>A mail that has everything a mail can have.</summary>
internal static class SampleMail
{
    public static readonly Uri Link = new("https://partnership.example/assessments/" + new string('k', 90));

    public static MailText Text { get; } = new MailText(
            new("Assessment of the partnership with ICC: your part is due on 8 June 2023", "Évaluation du partenariat avec ICC : votre partie est attendue le 8 juin 2023"),
            new("You get this mail because you are a liaison person of ICC.", "Vous recevez ce message parce que vous êtes une personne de liaison d’ICC."))
        .Paragraph(new(
            "The exchange of letters foresees that the parties assess the partnership at regular intervals. The form is filled with what the period has shown; it takes about ten minutes.",
            "L’échange de lettres prévoit que les parties évaluent le partenariat à intervalles réguliers. Le formulaire contient déjà ce que la période a montré ; comptez une dizaine de minutes. Une question ? Écrivez « Aide » au Secrétariat !"))
        .Facts(
            new(new("Partner", "Partenaire"), "ICC <International> & Co"),
            new(new("Due", "Échéance"), new Bilingual("8 June 2023", "8 juin 2023")),
            new(new("Nothing", "Rien"), " "))
        .Button(new("Open the form", "Ouvrir le formulaire"), Link)
        .Heading(new("Activities of the period", "Activités de la période"))
        .List(new MailItem("Internet Governance Forum", new Uri("https://partnership.example/activities/1?a=1&b=2")), new MailItem(new Bilingual("A workshop", "Un atelier")))
        .EndingWith(new("Stop these mails", "Ne plus recevoir ces messages"), new Uri("https://partnership.example/unsubscribe/abc"));

    public static OutgoingMail To(string address, string id = "n1@partnership.example", Language language = Language.En) => new()
    {
        From = new MailboxAddress("Digital Partnership", "partnership@partnership.example"),
        ToName = "Liaison of ICC",
        ToAddress = address,
        Content = Text.Render(language),
        MessageId = id,
        Date = new DateTime(2022, 6, 8, 10, 0, 0, DateTimeKind.Utc),
    };
}
