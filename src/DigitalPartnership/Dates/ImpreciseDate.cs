using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Dates;

/// <summary>
/// A date as precise as its source states it: a day, month, season or year, or a range between two of them
/// of which either end may be open or unknown. Two such dates are equal when they mean the same, however they were printed.
/// </summary>
public sealed record ImpreciseDate
{
    /// <summary>The most characters that <see cref="Edtf"/> has.</summary>
    public const int LongestEdtf = 32;

    /// <summary>The most characters that <see cref="Printed"/> has.</summary>
    public const int LongestPrinted = 100;

    private const int LongestText = 200;
    private const int MostTexts = 10_000;

    // Lists show the same few dates again and again.
    private static readonly ConcurrentDictionary<(string Edtf, Language Language), string> Texts = new();

    private ImpreciseDate()
    {
    }

    /// <summary>The date as EDTF (ISO 8601-2), for example 2019-11-18/2019-11-20; one text for each meaning.</summary>
    public string Edtf { get; private init; } = "";

    /// <summary>The date as its source prints it, for example 18-20/11/2019; null where it was given as EDTF.</summary>
    public string? Printed { get; private init; }

    /// <summary>The first day that the date may denote; null where its start is open or unknown.</summary>
    public DateOnly? Earliest { get; private init; }

    /// <summary>The last day that the date may denote; null where its end is open or unknown.</summary>
    public DateOnly? Latest { get; private init; }

    /// <summary>How finely the date is known; of a range, the coarser of its two ends.</summary>
    public DatePrecision Precision { get; private init; }

    /// <summary>
    /// Reads a date written as EDTF (2021-07-05) or as people write it in English or French, the day first
    /// (5/7/2021, 5 July 2021, du 31 mars au 1er avril 2021).
    /// </summary>
    /// <exception cref="FormatException">The text is no date; the message says why in one sentence.</exception>
    public static ImpreciseDate Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException("A date cannot be blank.");
        if (text.Length > LongestText)
            throw new FormatException($"A date has at most {LongestText} characters.");
        if (text.EnumerateRunes().Contains(Rune.ReplacementChar))
            throw new FormatException("The text of the date is damaged.");

        var trimmed = text.Trim();
        if (EdtfText.Claims(trimmed))
            return Of(EdtfText.Read(trimmed));
        if (trimmed.Length > LongestPrinted)
            throw new FormatException($"A date in words has at most {LongestPrinted} characters.");
        return Of(PrintedDate.Read(trimmed)) with { Printed = trimmed };
    }

    /// <summary>Reads a date like <see cref="Parse"/>, but hands back the reason instead of throwing it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImpreciseDate? date, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            (date, reason) = (Parse(text ?? ""), null);
            return true;
        }
        catch (FormatException refusal)
        {
            (date, reason) = (null, refusal.Message);
            return false;
        }
    }

    /// <summary>The date that is known to be this day.</summary>
    public static ImpreciseDate OnDay(DateOnly day) => Of(DateRange.Single(new CalendarDate(day.Year, day.Month, day.Day)));

    /// <summary>The same date with the text that a source prints for it; a blank text counts as none.</summary>
    /// <exception cref="ArgumentException">The text has more than <see cref="LongestPrinted"/> characters.</exception>
    public ImpreciseDate PrintedAs(string? printed)
    {
        var trimmed = string.IsNullOrWhiteSpace(printed) ? null : printed.Trim();
        if (trimmed?.Length > LongestPrinted)
            throw new ArgumentException($"A printed date has at most {LongestPrinted} characters.", nameof(printed));
        return this with { Printed = trimmed };
    }

    /// <summary>The date in words for people; <see cref="Parse"/> reads every such text back to an equal date.</summary>
    public string Text(Language language)
    {
        if (Texts.TryGetValue((Edtf, language), out var known))
            return known;
        var range = EdtfText.Read(Edtf);
        var text = language is Language.Fr ? FrenchDate.Print(range) : EnglishDate.Print(range);
        if (Texts.Count < MostTexts)
            Texts[(Edtf, language)] = text;
        return text;
    }

    /// <summary>Whether the other date means the same, that is, has the same EDTF text.</summary>
    public bool Equals(ImpreciseDate? other) => other is not null && Edtf == other.Edtf;

    /// <summary>A hash of the EDTF text.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Edtf);

    /// <summary>The EDTF text.</summary>
    public override string ToString() => Edtf;

    private static ImpreciseDate Of(DateRange range) => new()
    {
        Edtf = range.Edtf,
        Earliest = range.Start.Date?.First,
        Latest = range.End.Date?.Last,
        Precision = range.Precision,
    };
}
