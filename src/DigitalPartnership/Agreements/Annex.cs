using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>
/// The annex to the letters, “Modalities and conditions”, as a Word document for one partner. It names the liaison persons of both
/// parties, so only those may have it who may see these.
/// </summary>
public sealed class Annex(PartnershipDb db, AnnexTemplate template, TimeProvider time)
{
    /// <summary>The media type of the document.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static readonly Bilingual Title = new("Modalities and conditions of the collaboration with {0}", "Modalités et conditions de la collaboration avec {0}");
    private static readonly Bilingual Council = new("Council of Europe", "Conseil de l’Europe");
    private static readonly Bilingual Holder = new("{0}: {1} (liaison person since {2})", "{0}\u00a0: {1} (personne de liaison depuis le {2})");
    private static readonly Bilingual Nobody = new("{0}: to be designated", "{0}\u00a0: à désigner");

    /// <summary>Writes the annex as it stands on a day.</summary>
    /// <exception cref="InvalidTemplateException">The Secretariat's template cannot be used.</exception>
    public async Task<byte[]> WriteAsync(Organisation partner, DateOnly day, Language language, CancellationToken cancellation)
    {
        var values = new Dictionary<AnnexField, IReadOnlyList<string>>
        {
            [AnnexField.Partner] = [partner.Name],
            [AnnexField.Date] = [Words(day, language)],
            [AnnexField.MemberStates] = [$"{MemberStates.On(day)}"],
            [AnnexField.Liaisons] = await LiaisonsAsync(partner, day, language, cancellation),
            [AnnexField.Language] = [language is Language.Fr ? "français" : "English"],
        };
        using var content = new MemoryStream();
        await content.WriteAsync(template.Read(language), cancellation);
        using (var document = WordprocessingDocument.Open(content, isEditable: true))
        {
            foreach (var control in ContentControls.Of(document))
                control.Fill(values, day);
            Describe(document, string.Format(null, Title.In(language), partner.Name), language);
        }
        return content.ToArray();
    }

    private async Task<IReadOnlyList<string>> LiaisonsAsync(Organisation partner, DateOnly day, Language language, CancellationToken cancellation)
    {
        var offices = await db.Liaisons.ActiveOn(day).Where(row => row.OrganisationId == partner.Id)
            .OrderBy(row => row.From).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. Of(Party.Council, Council.In(language)), .. Of(Party.Partner, partner.Name)];

        IEnumerable<string> Of(Party party, string name) => offices.Where(office => office.Party == party)
            .Select(office => string.Format(null, Holder.In(language), name, office.Name, Words(office.From, language)))
            .DefaultIfEmpty(string.Format(null, Nobody.In(language), name));
    }

    /// <summary>What Word shows about the document. Whoever made the template is not the author of the annex.</summary>
    private void Describe(WordprocessingDocument document, string title, Language language)
    {
        var properties = document.PackageProperties;
        properties.Title = ContentControls.Clean(title);
        properties.Language = language is Language.Fr ? "fr-FR" : "en-GB";
        properties.Creator = properties.LastModifiedBy = null;
        properties.Created = properties.Modified = time.GetUtcNow().UtcDateTime;
        properties.LastPrinted = null;
    }

    private static string Words(DateOnly day, Language language) => ImpreciseDate.OnDay(day).Text(language);
}
