using DigitalPartnership.Texts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalPartnership.Agreements;

/// <summary>How the shipped draft of the annex looks. Headings and numbers are Word's own, so that programs that read aloud find them.</summary>
internal static class AnnexDraftLook
{
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Heading = "Heading1";
    public const string Clause = "Clause";
    public const string Notice = "Notice";

    private const int ClauseNumbers = 1;

    public static Styles Styles(Language language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" },
                new FontSize { Val = "20" },
                new Languages { Val = language is Language.Fr ? "fr-FR" : "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "100", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Style(Title, "Title", new StyleParagraphProperties(new SpacingBetweenLines { Before = "120", After = "80" }, new Justification { Val = JustificationValues.Left }), new Bold(), new FontSize { Val = "32" }),
        Style(Subtitle, "Subtitle", new StyleParagraphProperties(new SpacingBetweenLines { After = "200" }), new Color { Val = "404040" }),
        Style(Heading, "heading 1", new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "200", After = "80" }, new OutlineLevel { Val = 0 }), new Bold(), new FontSize { Val = "24" }),
        Style(Clause, "Clause", new StyleParagraphProperties(new NumberingProperties(new NumberingId { Val = ClauseNumbers }))),
        Style(Notice, "Notice", new StyleParagraphProperties(Frame(), new Justification { Val = JustificationValues.Center }), new Bold(), new Color { Val = "8A1C1C" }));

    public static Numbering Numbering()
    {
        var clauses = new Level(
            new StartNumberingValue { Val = 1 },
            new NumberingFormat { Val = NumberFormatValues.Decimal },
            new ParagraphStyleIdInLevel { Val = Clause },
            new LevelText { Val = "%1." },
            new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "567", Hanging = "567" }));
        clauses.LevelIndex = 0;
        var levels = new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, clauses);
        levels.AbstractNumberId = 0;
        var list = new NumberingInstance(new AbstractNumId { Val = 0 });
        list.NumberID = ClauseNumbers;
        return new Numbering(levels, list);
    }

    /// <summary>A4, with the header on every page.</summary>
    public static SectionProperties Page(string header) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1418, Right = 1304, Bottom = 1134, Left = 1304, Header = 567, Footer = 567, Gutter = 0 });

    private static Style Style(string id, string name, StyleParagraphProperties paragraph, params OpenXmlElement[] run)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph) { Type = StyleValues.Paragraph, StyleId = id };
        if (run.Length > 0)
            style.Append(new StyleRunProperties(run));
        return style;
    }

    private static ParagraphBorders Frame() => new(
        new TopBorder { Val = BorderValues.Single, Size = 6, Space = 4, Color = "8A1C1C" },
        new LeftBorder { Val = BorderValues.Single, Size = 6, Space = 4, Color = "8A1C1C" },
        new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 4, Color = "8A1C1C" },
        new RightBorder { Val = BorderValues.Single, Size = 6, Space = 4, Color = "8A1C1C" });
}
