using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Agreements;

/// <summary>
/// The content controls of a Word document, each of which its tag makes a field. What is filled in keeps the look of what stood there,
/// and is text: nothing in a name becomes markup.
/// </summary>
internal static class ContentControls
{
    private const string PlaceholderStyle = "PlaceholderText";

    /// <summary>The controls that are fields of the annex.</summary>
    public static IReadOnlyList<SdtElement> Of(WordprocessingDocument document) => [.. Tagged(document).Where(control => AnnexFields.Find(TagOf(control)!) is not null)];

    /// <summary>Every control with a tag, wherever in the document it stands. Those without are Word's own, such as tables of contents.</summary>
    public static IEnumerable<SdtElement> Tagged(WordprocessingDocument document) =>
        Roots(document.MainDocumentPart!).SelectMany(root => root.Descendants<SdtElement>()).Where(control => !string.IsNullOrWhiteSpace(TagOf(control)));

    public static string? TagOf(SdtElement control) => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value;

    /// <summary>Writes the values of its field into a control.</summary>
    public static void Fill(this SdtElement control, IReadOnlyDictionary<AnnexField, IReadOnlyList<string>> values, DateOnly day)
    {
        var texts = values[AnnexFields.Find(TagOf(control)!)!.Value];
        MarkAsFilled(control.SdtProperties!, day);
        switch (control)
        {
            case SdtRun run:
                Replace(run.SdtContentRun ??= new SdtContentRun(), [RunLike(run, string.Join("; ", texts))]);
                break;
            case SdtBlock block:
                Replace(block.SdtContentBlock ??= new SdtContentBlock(), ParagraphsLike(block, texts));
                break;
            case SdtCell cell when cell.SdtContentCell?.GetFirstChild<TableCell>() is { } inner:
                Replace(inner, [.. inner.Elements<TableCellProperties>().Take(1).Select(properties => properties.CloneNode(true)), .. ParagraphsLike(cell, texts)]);
                break;
        }
    }

    /// <summary>A text without what XML cannot hold: control characters and halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
                clean.Append(rune);
        }
        return clean.ToString();
    }

    private static IEnumerable<OpenXmlElement> Roots(MainDocumentPart main) =>
        new OpenXmlElement?[] { main.Document, main.FootnotesPart?.Footnotes, main.EndnotesPart?.Endnotes }
            .Concat(main.HeaderParts.Select(part => part.Header))
            .Concat(main.FooterParts.Select(part => part.Footer))
            .OfType<OpenXmlElement>();

    /// <summary>Without this, Word would show the text as one still to be given, or take another from a data source of the template.</summary>
    private static void MarkAsFilled(SdtProperties properties, DateOnly day)
    {
        properties.RemoveAllChildren<ShowingPlaceholder>();
        properties.RemoveAllChildren<DataBinding>();
        properties.RemoveAllChildren<DocumentFormat.OpenXml.Office2013.Word.DataBinding>();
        if (properties.GetFirstChild<SdtContentDate>() is { } picker)
            picker.FullDate = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    }

    private static void Replace(OpenXmlCompositeElement content, IReadOnlyList<OpenXmlElement> by)
    {
        content.RemoveAllChildren();
        content.Append(by);
    }

    private static IReadOnlyList<OpenXmlElement> ParagraphsLike(SdtElement control, IEnumerable<string> texts)
    {
        var properties = control.Descendants<Paragraph>().FirstOrDefault()?.ParagraphProperties;
        return [.. texts.Select(text => new Paragraph([.. Copy(properties), RunLike(control, text)]))];
    }

    private static Run RunLike(SdtElement control, string text)
    {
        var properties = control.Descendants<Run>().FirstOrDefault()?.RunProperties;
        var run = new Run([.. Copy(properties), new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }]);
        if (run.RunProperties?.RunStyle is { } style && style.Val?.Value == PlaceholderStyle)
            style.Remove();
        return run;
    }

    private static IEnumerable<OpenXmlElement> Copy(OpenXmlElement? properties) => properties is null ? [] : [properties.CloneNode(true)];
}
