using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalPartnership.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Agreements;

/// <summary>
/// The shipped template of the annex: the ten clauses in this system's own words, marked as a draft. Its text stands in
/// <c>annex-draft.json</c>; <c>{partner}</c> there becomes a content control, as in a template made with Word.
/// </summary>
internal sealed partial class AnnexDraft
{
    private static readonly AnnexText Text = ReadText();

    private readonly Language _language;
    private int _controls;

    private AnnexDraft(Language language) => _language = language;

    public static byte[] Build(Language language)
    {
        using var content = new MemoryStream();
        using (var document = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
            new AnnexDraft(language).Write(document.AddMainDocumentPart());
        return content.ToArray();
    }

    private void Write(MainDocumentPart main)
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = AnnexDraftLook.Styles(_language);
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = AnnexDraftLook.Numbering();
        var header = main.AddNewPart<HeaderPart>();
        header.Header = new Header(Paragraph(AnnexDraftLook.Notice, Text.Notice));
        main.Document = new Document(new Body(
        [
            Paragraph(AnnexDraftLook.Title, Text.Title),
            Paragraph(AnnexDraftLook.Subtitle, Text.Subtitle),
            .. Text.Sections.SelectMany(section => section.Clauses.Select(clause => Paragraph(AnnexDraftLook.Clause, clause)).Prepend(Paragraph(AnnexDraftLook.Heading, section.Heading))),
            Paragraph(AnnexDraftLook.Heading, Text.Liaisons),
            new SdtBlock(Properties(AnnexField.Liaisons), new SdtContentBlock(new Paragraph(new Run(new Text(Shown(AnnexField.Liaisons)))))),
            AnnexDraftLook.Page(main.GetIdOfPart(header)),
        ]));
    }

    private Paragraph Paragraph(string style, Bilingual text) => new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. Runs(text.In(_language))]);

    private IEnumerable<OpenXmlElement> Runs(string text)
    {
        foreach (var part in Field().Split(text).Where(part => part.Length > 0))
        {
            yield return part is ['{', .. var tag, '}'] && AnnexFields.Find(tag) is { } field
                ? new SdtRun(Properties(field), new SdtContentRun(Run(Shown(field))))
                : Run(part);
        }
    }

    private SdtProperties Properties(AnnexField field) => new(new SdtAlias { Val = field.Tag }, new Tag { Val = field.Tag }, new SdtId { Val = ++_controls });

    private static Run Run(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static string Shown(AnnexField field) => $"[{field.Tag}]";

    private static AnnexText ReadText()
    {
        using var stream = typeof(AnnexDraft).Assembly.GetManifestResourceStream("DigitalPartnership.Agreements.annex-draft.json")!;
        return JsonSerializer.Deserialize<AnnexText>(stream, JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex(@"(\{\w+\})")]
    private static partial Regex Field();

    private sealed record AnnexText(Bilingual Notice, Bilingual Title, Bilingual Subtitle, IReadOnlyList<AnnexSection> Sections, Bilingual Liaisons);

    private sealed record AnnexSection(Bilingual Heading, IReadOnlyList<Bilingual> Clauses);
}
