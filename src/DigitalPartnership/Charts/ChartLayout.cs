using System.Globalization;

namespace DigitalPartnership.Charts;

/// <summary>A line of text at its place.</summary>
internal sealed record PlacedText(string Text, double X, double Y, string Style, string Anchor);

/// <summary>A rectangle at its place.</summary>
internal sealed record PlacedBar(double X, double Y, double Width, double Height, string Style, string? Fill);

/// <summary>
/// Lays a chart out on a sheet as wide as a small telephone. It is shown larger where there is room, so that no text ever is
/// smaller than it is here: eleven pixels at least.
/// </summary>
internal sealed class ChartLayout
{
    public const double Width = 360;

    private const double Margin = 12;
    private const double Inner = Width - 2 * Margin;
    private const double ColumnsHeight = 52;

    private readonly List<PlacedText> _texts = [];
    private readonly List<PlacedBar> _bars = [];
    private double _y = Margin;

    public ChartLayout(ChartPicture picture)
    {
        Paragraph(picture.Title, "title", 15, 19, isBold: true);
        Paragraph(picture.Subtitle, "muted", 12, 15);
        var largest = picture.Panels.SelectMany(panel => panel.Bars).Select(bar => bar.Value).DefaultIfEmpty(0).Max();
        foreach (var (at, panel) in picture.Panels.Index())
            Place(panel, largest, picture.Panels.Count > 1 && panel.AreColumns ? $"url(#{picture.Name}-fill-{at % ChartStyle.Fills})" : null);
        _y += 6;
        Paragraph(picture.Definition, "muted small", 11, 14.5);
        Height = Math.Ceiling(_y + Margin / 2);
    }

    public double Height { get; }

    public IReadOnlyList<PlacedText> Texts => _texts;

    public IReadOnlyList<PlacedBar> Bars => _bars;

    /// <summary>A coordinate as SVG writes it, in whatever culture.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The lines of a text that has no more room than this; a longer word is cut.</summary>
    private static IEnumerable<string> Wrapped(string text, double room, double size, bool isBold = false)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && Fits($"{line} {word}"))
            {
                line = $"{line} {word}";
                continue;
            }
            if (line.Length > 0)
                yield return line;
            line = "";
            foreach (var letter in word)
            {
                if (line.Length > 0 && !Fits(line + letter))
                {
                    yield return line;
                    line = "";
                }
                line += letter;
            }
        }
        yield return line;

        bool Fits(string part) => TextWidth.Of(part, size, isBold) <= room;
    }

    private void Place(ChartPanel panel, double largest, string? fill)
    {
        _y += 8;
        if (panel.Heading is { } heading)
            Paragraph(heading, "heading", 13, 17, isBold: true);
        if (panel.AreColumns)
            PlaceColumns(panel, largest, fill);
        else
            PlaceRows(panel, largest);
        if (panel.Note is { } note)
            Paragraph(note, "muted small", 11, 15);
    }

    private void PlaceRows(ChartPanel panel, double largest)
    {
        foreach (var bar in panel.Bars)
        {
            var room = Inner - 10 - TextWidth.Of(bar.Figure, 12, isBold: true);
            _texts.Add(new PlacedText(bar.Figure, Width - Margin, _y + 12, "figure", "end"));
            foreach (var line in Wrapped(bar.Label, Math.Max(room, 80), 12))
            {
                _texts.Add(new PlacedText(line, Margin, _y + 12, "label", "start"));
                _y += 14.5;
            }
            if (panel.Whole is not null)
                _bars.Add(new PlacedBar(Margin, _y + 2, Inner, 7, "track", null));
            if (bar.Value > 0)
                _bars.Add(new PlacedBar(Margin, _y + 2, Math.Max(1, Inner * bar.Value / (panel.Whole ?? largest)), 7, "bar", null));
            _y += 14;
        }
    }

    private void PlaceColumns(ChartPanel panel, double largest, string? fill)
    {
        var step = Inner / Math.Max(panel.Bars.Count, 4);
        var ground = _y + 14 + ColumnsHeight;
        var everyOther = (int)Math.Ceiling(34 / step);
        foreach (var (at, bar) in panel.Bars.Index())
        {
            var (middle, height) = (Margin + step * (at + 0.5), largest == 0 ? 0 : ColumnsHeight * bar.Value / largest);
            if (bar.Value > 0)
                _bars.Add(new PlacedBar(middle - step * 0.34, ground - height, step * 0.68, height, "bar outlined", fill));
            if (step >= 16)
                _texts.Add(new PlacedText(bar.Figure, middle, ground - height - 4, "figure", "middle"));
            if (at % everyOther == 0)
                _texts.Add(new PlacedText(bar.Label, middle, ground + 14, "label", "middle"));
        }
        _bars.Add(new PlacedBar(Margin, ground, Inner, 1, "axis", null));
        _y = ground + 22;
    }

    private void Paragraph(string text, string style, double size, double height, bool isBold = false)
    {
        foreach (var line in Wrapped(text, Inner, size, isBold))
        {
            _texts.Add(new PlacedText(line, Margin, _y + height * 0.78, style, "start"));
            _y += height;
        }
    }
}
