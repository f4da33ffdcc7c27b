using System.Globalization;

namespace DigitalPartnership.Dates;

/// <summary>Reads the part of EDTF that dates of people need: days, months, seasons, years, and intervals of them.</summary>
internal static class EdtfText
{
    private const string Years = "Only the years 0001 to 9999 are supported, each written in four digits.";

    private static readonly (string Signs, string Reason)[] Unsupported =
    [
        ("?~%", "Uncertain and approximate dates (?, ~, %) are not supported."),
        ("X", "Unspecified digits (X) are not supported."),
        ("[]{},", "Sets of dates are not supported."),
        ("TZ:", "Times of day are not supported."),
        ("YES+", Years),
    ];

    /// <summary>
    /// Whether the text means to be EDTF, even if it fails to be, so that its writer is told what is wrong with it as EDTF.
    /// </summary>
    public static bool Claims(string text)
    {
        if (text.Any(sign => !char.IsAsciiDigit(sign) && !"XYESTZ-+/.:?~%[]{},".Contains(sign)) || IsHyphenatedYears(text))
            return false;
        return text[0] switch
        {
            '/' or '.' or '[' or '{' => true,
            '-' or '+' or 'Y' => text.Any(char.IsAsciiDigit),
            _ => text.TakeWhile(sign => char.IsAsciiDigit(sign) || sign == 'X').Count() > 2,
        };
    }

    public static DateRange Read(string text)
    {
        foreach (var (signs, reason) in Unsupported)
        {
            if (text.AsSpan().ContainsAny(signs))
                throw new FormatException(reason);
        }
        return text.Split('/') switch
        {
            [var single] => DateRange.Single(ReadDate(single)),
            [var start, var end] => new DateRange(ReadEnd(start), ReadEnd(end)),
            var ends => throw new FormatException($"An interval has two ends, not {ends.Length}."),
        };
    }

    private static DateEnd ReadEnd(string text) => text switch
    {
        "" => DateEnd.Unknown,
        ".." => DateEnd.Open,
        _ => ReadDate(text),
    };

    private static CalendarDate ReadDate(string text)
    {
        var parts = text.Split('-');
        if (parts[0].Length != 4 && parts[0].All(char.IsAsciiDigit))
            throw new FormatException(Years);
        if (parts.Skip(1).Any(part => part.Length != 2) || !parts.All(part => part.All(char.IsAsciiDigit)))
            throw NotUnderstood(text);
        return parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray() switch
        {
            [var year] => new CalendarDate(year),
            [var year, >= 21 and <= 24 and var season] => new CalendarDate(year, season: (Season)season),
            [_, >= 25 and <= 41] => throw new FormatException("Of the EDTF seasons only 21 (spring) to 24 (winter) are supported."),
            [var year, var month] => new CalendarDate(year, month),
            [var year, var month, var day] => new CalendarDate(year, month, day),
            _ => throw NotUnderstood(text),
        };
    }

    private static FormatException NotUnderstood(string text) =>
        new($"“{text}” is not a date such as 2021-07-05, 2021-07, 2021-21 or 2021.");

    private static bool IsHyphenatedYears(string text) =>
        text.Split('-') is [{ Length: 4 } first, { Length: 4 } second] && first.All(char.IsAsciiDigit) && second.All(char.IsAsciiDigit);
}
