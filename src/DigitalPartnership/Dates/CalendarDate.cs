namespace DigitalPartnership.Dates;

/// <summary>One day, month, season or year that exists in the calendar.</summary>
internal sealed record CalendarDate
{
    public CalendarDate(int year, int? month = null, int? day = null, Season? season = null)
    {
        if (year is < 1 or > 9999)
            throw new FormatException("Only the years 0001 to 9999 are supported.");
        if (month is < 1 or > 12)
            throw new FormatException($"There is no month {month}; months run from 1 to 12.");
        if (month is { } m && (day < 1 || day > DateTime.DaysInMonth(year, m)))
            throw new FormatException($"There is no day {day} in {EnglishDate.Print(new CalendarDate(year, m))}, which has {DateTime.DaysInMonth(year, m)} days.");
        if (season is Dates.Season.Winter && year == 9999)
            throw new FormatException("The winter of 9999 is not supported, because it ends in the year 10000.");
        (Year, Month, Day, Season) = (year, month, day, season);
    }

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    public Season? Season { get; }

    public DatePrecision Precision =>
        Day is not null ? DatePrecision.Day
        : Month is not null ? DatePrecision.Month
        : Season is not null ? DatePrecision.Season
        : DatePrecision.Year;

    public DateOnly First => new(Year, FirstMonth, Day ?? 1);

    public DateOnly Last
    {
        get
        {
            if (Day is not null)
                return First;
            var lastMonth = First.AddMonths(Precision switch { DatePrecision.Month => 0, DatePrecision.Season => 2, _ => 11 });
            return new(lastMonth.Year, lastMonth.Month, DateTime.DaysInMonth(lastMonth.Year, lastMonth.Month));
        }
    }

    public string Edtf => Precision switch
    {
        DatePrecision.Day => $"{Year:D4}-{Month:D2}-{Day:D2}",
        DatePrecision.Month => $"{Year:D4}-{Month:D2}",
        DatePrecision.Season => $"{Year:D4}-{Season:D}",
        _ => $"{Year:D4}",
    };

    /// <summary>The year as people write it; of a winter, both of its years, lest it be taken for the other winter.</summary>
    public string PrintedYear => Season is Dates.Season.Winter ? $"{Year:D4}/{Year + 1:D4}" : $"{Year:D4}";

    private int FirstMonth => Season switch
    {
        null => Month ?? 1,
        Dates.Season.Spring => 3,
        Dates.Season.Summer => 6,
        Dates.Season.Autumn => 9,
        _ => 12,
    };
}
