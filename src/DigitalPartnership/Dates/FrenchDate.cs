namespace DigitalPartnership.Dates;

/// <summary>Prints dates in French.</summary>
internal static class FrenchDate
{
    private static readonly DateVocabulary Words = DateVocabulary.French;

    public static string Print(DateRange range) => (range.Start.Date, range.End.Date) switch
    {
        ({ } start, { } end) => start == end ? Print(start) : $"{Of(start, PrintStart(start, end))} {To(end)}",
        ({ } start, null) => $"à partir {Of(start, Print(start))}" + (range.End.IsOpen ? "" : $", {Words.EndUnknown}"),
        (null, { } end) => Until(end) + (range.Start.IsOpen ? "" : $", {Words.StartUnknown}"),
        _ => Words.NothingKnown[range.Edtf],
    };

    private static string Print(CalendarDate date) =>
        date.Precision is DatePrecision.Year ? date.PrintedYear : $"{PrintWithoutYear(date)} {date.PrintedYear}";

    private static string PrintStart(CalendarDate start, CalendarDate end)
    {
        if (start.Precision != end.Precision || start.Year != end.Year || end.Season is Season.Winter)
            return Print(start);
        return start.Day is { } day && start.Month == end.Month ? PrintDay(day) : PrintWithoutYear(start);
    }

    private static string PrintWithoutYear(CalendarDate date) => date switch
    {
        { Season: { } season } => Words.Seasons[season - Season.Spring],
        { Month: { } month, Day: { } day } => $"{PrintDay(day)} {Words.Months[month - 1]}",
        { Month: { } month } => Words.Months[month - 1],
        _ => throw new ArgumentException("A year has nothing else to print.", nameof(date)),
    };

    private static string PrintDay(int day) => day == 1 ? "1er" : $"{day}";

    private static string Of(CalendarDate date, string printed) => date switch
    {
        { Day: not null } or { Season: Season.Spring } => $"du {printed}",
        { Season: not null } => $"de l’{printed}",
        _ when printed[0] is 'a' or 'o' => $"d’{printed}",
        _ => $"de {printed}",
    };

    private static string To(CalendarDate date) => date switch
    {
        { Day: not null } or { Season: Season.Spring } => $"au {Print(date)}",
        { Season: not null } => $"à l’{Print(date)}",
        _ => $"à {Print(date)}",
    };

    private static string Until(CalendarDate date) => date switch
    {
        { Day: not null } or { Season: not null } => $"jusqu’{To(date)}",
        _ => $"jusqu’en {Print(date)}",
    };
}
