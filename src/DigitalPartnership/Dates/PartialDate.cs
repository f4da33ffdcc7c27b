using System.Globalization;

namespace DigitalPartnership.Dates;

/// <summary>What one side of a printed range says by itself: the 18 of 18-20/11/2019 leaves its month and year to the other side.</summary>
internal sealed record PartialDate(int? Year, int? Month = null, int? Day = null, Season? Season = null)
{
    public static PartialDate Read(DateTokens tokens)
    {
        tokens.Take("l'", "le", "the");
        var token = tokens.Peek();
        tokens.Skip(1);
        return token switch
        {
            [] => throw new FormatException("The text breaks off where a day, month, season or year belongs."),
            [_, _, _, _] when IsNumber(token) => new PartialDate(Number(token)),
            [_] or [_, _] when IsNumber(token) => ReadDay(Number(token), tokens),
            _ when DateVocabulary.FindMonth(token) is { } month => new PartialDate(ReadYear(tokens), month),
            _ when DateVocabulary.FindSeason(token) is { } season => ReadSeason(season, tokens),
            _ => throw new FormatException($"“{token}” is not a day, month, season or year."),
        };
    }

    /// <summary>Takes over from the end of the range what the start leaves to it.</summary>
    public PartialDate CompletedBy(PartialDate end)
    {
        var month = Day is not null && end.Day is not null ? Month ?? end.Month : Month;
        var endIsWholeYear = end is { Month: null, Season: null };
        return this with { Year = Year ?? (endIsWholeYear ? null : end.Year), Month = month };
    }

    public CalendarDate ToCalendarDate()
    {
        if (Day is not null && Month is null)
            throw new FormatException($"The day {Day} stands without a month.");
        return new CalendarDate(Year ?? throw new FormatException("The date has no year."), Month, Day, Season);
    }

    private static PartialDate ReadDay(int day, DateTokens tokens)
    {
        tokens.Take("er", "st", "nd", "rd", "th");
        if (DateVocabulary.FindMonth(tokens.Peek()) is { } named)
        {
            tokens.Skip(1);
            return new PartialDate(ReadYear(tokens), named, day);
        }
        if (tokens.Peek() == "/" && tokens.Peek(1) is { Length: 1 or 2 } month && IsNumber(month))
        {
            tokens.Skip(2);
            return new PartialDate(tokens.Take("/") ? ReadYear(tokens) : null, Number(month), day);
        }
        return new PartialDate(null, Day: day);
    }

    private static PartialDate ReadSeason(Season season, DateTokens tokens)
    {
        var year = ReadYear(tokens);
        if (season is Dates.Season.Winter && year + 1 is { } next && tokens.Peek() is "/" or "-")
        {
            if (tokens.Peek(1) == $"{next:D4}" || tokens.Peek(1) == $"{next % 100:D2}")
                tokens.Skip(2);
            else if (tokens.Peek() == "/")
                throw new FormatException($"The winter that begins in {year:D4} ends in {next:D4}.");
        }
        return new PartialDate(year, Season: season);
    }

    private static int? ReadYear(DateTokens tokens)
    {
        var token = tokens.Peek();
        if (!IsNumber(token))
            return null;
        if (token.Length != 4)
            throw new FormatException($"“{token}” stands where a year of four digits belongs.");
        tokens.Skip(1);
        return Number(token);
    }

    private static bool IsNumber(string token) => token.Length > 0 && char.IsAsciiDigit(token[0]);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
