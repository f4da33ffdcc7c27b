using System.Xml;
using DigitalPartnership.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DigitalPartnership.Agreements;

/// <summary>
/// What the annex is made from: the Secretariat's own file where <c>Agreements:AnnexTemplate</c> names one, else the draft that is
/// shipped. The file is read for every annex, so that a new version of it needs no new start.
/// </summary>
public sealed class AnnexTemplate(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly string? _path = configuration["Agreements:AnnexTemplate"] is { } path && !string.IsNullOrWhiteSpace(path) ? path.Trim() : null;

    /// <summary>Tries the Secretariat's file in both languages.</summary>
    /// <exception cref="InvalidTemplateException">It cannot be used; the message says why.</exception>
    public void Check()
    {
        if (_path is null)
            return;
        foreach (var language in Enum.GetValues<Language>())
            Read(language);
    }

    /// <summary>A template that can be filled.</summary>
    /// <exception cref="InvalidTemplateException">The Secretariat's file is missing, is no Word document or asks for what the annex does not have.</exception>
    internal byte[] Read(Language language)
    {
        if (_path is null)
            return AnnexDraft.Build(language);
        var file = Path.Combine(environment.ContentRootPath, _path.Replace("{language}", language is Language.Fr ? "fr" : "en", StringComparison.OrdinalIgnoreCase));
        try
        {
            var content = File.ReadAllBytes(file);
            Check(content, Path.GetFileName(file));
            return content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidTemplateException($"Agreements:AnnexTemplate: the file '{Path.GetFileName(file)}' is not there or cannot be read.", fault);
        }
    }

    private static void Check(byte[] content, string file)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
            if (document.DocumentType is not WordprocessingDocumentType.Document || document.MainDocumentPart?.Document?.Body is null)
                throw Refuse("is no Word document; save it as .docx");
            foreach (var control in ContentControls.Tagged(document))
            {
                var tag = ContentControls.TagOf(control)!;
                if (AnnexFields.Find(tag) is null)
                    throw Refuse($"has the unknown field '{tag}'; there are: {AnnexFields.All}");
                if (control is not (SdtRun or SdtBlock or SdtCell))
                    throw Refuse($"has the field '{tag}' around a row of a table; put it into a cell");
            }
        }
        catch (Exception fault) when (fault is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or IOException)
        {
            throw Refuse("is no Word document that can be read", fault);
        }

        InvalidTemplateException Refuse(string why, Exception? fault = null) => new($"Agreements:AnnexTemplate: the file '{file}' {why}.", fault);
    }
}

/// <summary>The Secretariat's template of the annex cannot be used.</summary>
public sealed class InvalidTemplateException(string message, Exception? fault = null) : InvalidOperationException(message, fault);
