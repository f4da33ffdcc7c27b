namespace DigitalPartnership.Dates;

/// <summary>Prints dates in English.</summary>
internal static class EnglishDate
{
    private static readonly DateVocabulary Words = DateVocabulary.English;

    public static string Print(DateRange range) => (range.Start.Date, range.End.Date) switch
    {
        ({ } start, { } end) => start == end ? Print(start) : PrintBetween(start, end),
        ({ } start, null) => $"from {Print(start)}" + (range.End.IsOpen ? "" : $", {Words.EndUnknown}"),
        (null, { } end) => $"until {Print(end)}" + (range.Start.IsOpen ? "" : $", {Words.StartUnknown}"),
        _ => Words.NothingKnown[range.Edtf],
    };

    public static string Print(CalendarDate date) =>
        date.Precision is DatePrecision.Year ? date.PrintedYear : $"{PrintWithoutYear(date)} {date.PrintedYear}";

    private static string PrintBetween(CalendarDate start, CalendarDate end)
    {
        if (start.Precision != end.Precision)
            return $"{Print(start)} – {Print(end)}";
        if (start.Precision is DatePrecision.Year)
            return $"{Print(start)}–{Print(end)}";
        if (start.Year != end.Year || end.Season is Season.Winter)
            return $"{Print(start)} – {Print(end)}";
        if (start.Precision is not DatePrecision.Day)
            return $"{PrintWithoutYear(start)}–{Print(end)}";
        return start.Month == end.Month ? $"{start.Day}–{Print(end)}" : $"{PrintWithoutYear(start)} – {Print(end)}";
    }

    private static string PrintWithoutYear(CalendarDate date) => date switch
    {
        { Season: { } season } => Words.Seasons[season - Season.Spring],
        { Month: { } month, Day: { } day } => $"{day} {Words.Months[month - 1]}",
        { Month: { } month } => Words.Months[month - 1],
        _ => throw new ArgumentException("A year has nothing else to print.", nameof(date)),
    };
}
