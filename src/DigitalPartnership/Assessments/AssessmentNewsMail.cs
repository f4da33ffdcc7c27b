using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Tells that a part has been submitted, or that the joint conclusion has been written.</summary>
internal sealed class AssessmentNewsMail(PartnershipDb db) : INotice
{
    public const string Submitted = "ASSESSMENT_SUBMITTED";
    public const string Concluded = "ASSESSMENT_CONCLUDED";

    public IReadOnlyList<string> Kinds => [Submitted, Concluded];

    public bool IsInformational => false;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var keys = notifications.Select(row => row.SubjectKey).Distinct().ToList();
        var assessments = await db.Assessments.Include(row => row.Parts).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var partners = assessments.Values.Select(row => row.OrganisationId).ToList();
        var next = (await db.Assessments.Where(row => partners.Contains(row.OrganisationId) && row.State == AssessmentState.Open).Select(row => new { row.OrganisationId, row.DueOn }).ToListAsync(cancellation))
            .GroupBy(row => row.OrganisationId).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.DueOn));
        var names = await db.PartnerNamesAsync(notifications, cancellation);
        return notifications.ToDictionary(row => row, row =>
        {
            var (assessment, partner) = (assessments[row.SubjectKey], names[row.OrganisationId]);
            return row.Kind == Concluded ? Conclusion(assessment, partner, next.TryGetValue(row.OrganisationId, out var due) ? due : null)
                : assessment.IsOpen ? Part(row, assessment, partner)
                : (Draft)new NotDue(assessment.State is AssessmentState.Concluded ? "The assessment is concluded; another notice says so." : "The assessment is cancelled.");
        });
    }

    private static MailDraft Part(Notification row, Assessment assessment, string partner)
    {
        if (row.LiaisonId is null)
        {
            return new MailDraft(new MailText(
                new($"Ready for the joint conclusion: {partner}", $"Prête pour la conclusion commune : {partner}"),
                new("You receive this because the Secretariat writes the joint conclusion with both parties.", "Vous recevez ce message parce que le Secrétariat rédige la conclusion commune avec les deux parties."))
                .Paragraph(new($"Both parts of the assessment with {partner} have been submitted.", $"Les deux contributions à l’évaluation avec {partner} ont été remises.")));
        }
        var side = EnumNames.TryRead<Party>(row.Rung, out var party) && party is Party.Council ? new Bilingual("the Council of Europe", "le Conseil de l’Europe") : Bilingual.Same(partner);
        return new MailDraft(new MailText(
            new($"Assessment with {partner}: a part has been submitted", $"Évaluation avec {partner} : une contribution a été remise"), Because(partner))
            .Paragraph(new($"The part of {side.English} has been submitted.", $"La contribution a été remise par {side.French}."))
            .Paragraph(assessment.State is AssessmentState.PartlySubmitted
                ? new("The other part is still to come. Afterwards both parties write a joint conclusion.", "L’autre contribution est encore attendue. Les deux parties rédigeront ensuite une conclusion commune.")
                : new("Both parts are there. What remains is the joint conclusion.", "Les deux contributions sont réunies. Il reste à rédiger la conclusion commune.")));
    }

    private static MailDraft Conclusion(Assessment assessment, string partner, DateOnly? next)
    {
        var text = new MailText(
            new($"Assessment with {partner}: the joint conclusion", $"Évaluation avec {partner} : la conclusion commune"), Because(partner))
            .Paragraph(new($"The assessment with {partner} has been concluded. Thank you to everybody who took part.", $"L’évaluation avec {partner} est conclue. Merci à toutes les personnes qui y ont contribué."))
            .Heading(new("Joint conclusion", "Conclusion commune"));
        foreach (var paragraph in (assessment.Conclusion ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            text = text.Paragraph(Bilingual.Same(paragraph));
        return new MailDraft(next is not { } due ? text : text.Paragraph(new(
            $"The next one is due on {AssessmentReminderMail.Day(due).English}.", $"La prochaine est prévue pour le {AssessmentReminderMail.Day(due).French}.")));
    }

    private static Bilingual Because(string partner) => new(
        $"You receive this because you are a liaison person for the partnership with {partner}. It belongs to the assessment and has no opt-out.",
        $"Vous recevez ce message en tant que personne de liaison pour le partenariat avec {partner}. Il fait partie de l’évaluation ; on ne peut pas s’en désabonner.");
}
