using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Tells the Secretariat, once, that a party has nobody who can be written to.</summary>
internal sealed class LiaisonMissingMail(PartnershipDb db) : INotice
{
    public const string NoticeKind = "LIAISON_MISSING";

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        var partners = names.Keys.ToList();
        var reached = (await db.Liaisons.Reachable(desk.Today).Where(row => partners.Contains(row.OrganisationId)).Select(row => new { row.OrganisationId, row.Party }).ToListAsync(cancellation))
            .Select(row => (row.OrganisationId, row.Party)).ToHashSet();
        return notifications.ToDictionary(row => row, row =>
        {
            var party = EnumNames.TryRead<Party>(row.Rung, out var read) ? read : Party.Partner;
            return reached.Contains((row.OrganisationId, party)) ? new NotDue("A liaison person has been designated meanwhile.") : Write(names[row.OrganisationId], party);
        });
    }

    private static Draft Write(string partner, Party party)
    {
        var side = party is Party.Council ? new Bilingual("the Council of Europe", "le Conseil de l’Europe") : Bilingual.Same(partner);
        return new MailDraft(new MailText(
            new($"No liaison person for the partnership with {partner}", $"Aucune personne de liaison pour le partenariat avec {partner}"),
            new("You receive this because the Secretariat looks after the liaison persons of the partnership.", "Vous recevez ce message parce que le Secrétariat veille à la désignation des personnes de liaison."))
            .Paragraph(new(
                $"Something is due in the partnership with {partner}, but {side.English} has no liaison person who can be written to, so nobody on that side was reminded.",
                $"Une échéance approche dans le partenariat avec {partner}, mais aucune personne de liaison désignée par {side.French} ne peut être jointe ; personne n’a donc été prévenu de ce côté."))
            .Paragraph(new(
                "Please designate one. Whoever is designated gets the newest reminder that is due; until then the task stays open and this message is not repeated.",
                "Merci d’en désigner une. Elle recevra le rappel le plus récent ; jusque-là, la tâche reste ouverte et ce message n’est pas répété.")));
    }
}
