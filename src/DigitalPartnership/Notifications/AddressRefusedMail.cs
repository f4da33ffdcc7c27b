using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Tells the Secretariat that the address of a liaison person takes no mail. The address itself is not repeated.</summary>
internal sealed class AddressRefusedMail(PartnershipDb db) : INotice
{
    public const string NoticeKind = "ADDRESS_REFUSED";

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        var keys = notifications.Select(row => row.SubjectKey).ToList();
        var offices = await db.Liaisons.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return notifications.ToDictionary(row => row, row => offices[row.SubjectKey] is { Deliverable: false } office && office.IsOpenOn(desk.Today)
            ? Write(names[row.OrganisationId], office)
            : new NotDue("The office has ended, or its address takes mail again."));
    }

    private static Draft Write(string partner, Liaison office) => new MailDraft(new MailText(
        new($"A liaison person of {partner} cannot be reached", $"Une personne de liaison de {partner} n’est plus joignable"),
        new("You receive this because the Secretariat looks after the liaison persons of the partnership.", "Vous recevez ce message parce que le Secrétariat veille à la désignation des personnes de liaison."))
        .Paragraph(new(
            "The mail server refuses the address of this office for good. Nothing more is sent to it.",
            "Le serveur de messagerie refuse définitivement l’adresse de cette personne. Plus rien ne lui est envoyé."))
        .Facts(
            new MailFact(new("Partner", "Partenaire"), partner),
            new MailFact(new("Side", "Côté"), office.Party is Party.Council ? new Bilingual("Council of Europe", "Conseil de l’Europe") : new Bilingual("Partner", "Partenaire")),
            new MailFact(new("Office", "Fonction"), office.Office))
        .Paragraph(new(
            "Please find the right address: end this office and designate the person anew, or try the failed notification again where the mailbox was only full.",
            "Merci de trouver la bonne adresse : mettez fin à cette désignation et renouvelez-la, ou relancez l’envoi si la boîte était seulement pleine.")));
}
