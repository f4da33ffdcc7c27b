namespace DigitalPartnership.Charts;

/// <summary>
/// How wide a text becomes at most. Which font a reader has is not known here, so letters are taken as wide as in DejaVu Sans,
/// the widest that a browser falls back to for <see cref="ChartStyle"/>.
/// </summary>
internal static class TextWidth
{
    private const double Bold = 1.15;
    private const double Wide = 1.03;
    private const double Accented = 0.65;

    // Hundredths of the font's size, from the space to the tilde.
    private static ReadOnlySpan<byte> Letters =>
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    /// <summary>The width in the unit of the size, which is that of the font.</summary>
    public static double Of(ReadOnlySpan<char> text, double size, bool isBold)
    {
        var width = 0.0;
        foreach (var letter in text)
            width += letter switch
            {
                >= ' ' and <= '~' => Letters[letter - ' '] / 100.0,
                '’' or '·' or '\u00a0' or '\u202f' => 0.35,
                < '\u0250' and not ('œ' or 'Œ' or 'æ' or 'Æ') => Accented,
                _ => Wide,
            };
        return width * size * (isBold ? Bold : 1);
    }
}
