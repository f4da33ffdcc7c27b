using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Tests.Agreements;

/// <summary>Word documents as tests make and read them.</summary>
internal static class WordFile
{
    /// <summary>A template with these blocks in its body, as the Secretariat would save it.</summary>
    public static byte[] Of(params OpenXmlElement[] blocks)
    {
        using var content = new MemoryStream();
        using (var document = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new Document(new Body(blocks));
            document.PackageProperties.Creator = "Somebody of the Secretariat";
        }
        return content.ToArray();
    }

    /// <summary>A paragraph with a control in bold that still shows its placeholder.</summary>
    public static Paragraph WithField(string tag) => new(
        new Run(new Text("<<") { Space = SpaceProcessingModeValues.Preserve }),
        new SdtRun(
            new SdtProperties(new Tag { Val = tag }, new ShowingPlaceholder()),
            new SdtContentRun(new Run(new RunProperties(new RunStyle { Val = "PlaceholderText" }, new Bold()), new Text("Click here")))),
        new Run(new Text(">>")));

    /// <summary>A control that holds whole paragraphs, in italics.</summary>
    public static SdtBlock BlockField(string tag) => new(
        new SdtProperties(new Tag { Val = tag }),
        new SdtContentBlock(new Paragraph(new ParagraphProperties(new KeepNext()), new Run(new RunProperties(new Italic()), new Text("Click here")))));

    /// <summary>The paragraphs of the body, each as its text.</summary>
    public static IReadOnlyList<string> Paragraphs(byte[] content)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return [.. document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText)];
    }

    public static T Read<T>(byte[] content, Func<WordprocessingDocument, T> read)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return read(document);
    }

    /// <summary>What the Open XML SDK finds wrong with it, as Office 2019 would.</summary>
    public static IReadOnlyList<string> Faults(byte[] content) => Read(content, document =>
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}").ToList());
}
