namespace DigitalPartnership.Dates;

/// <summary>The calendar of the Council of Europe, whose day begins at midnight in Strasbourg.</summary>
public static class CouncilCalendar
{
    private static readonly TimeZoneInfo Strasbourg = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Today's date in Strasbourg.</summary>
    public static DateOnly TodayInStrasbourg(this TimeProvider time) => time.GetUtcNow().UtcDateTime.DayInStrasbourg();

    /// <summary>The date in Strasbourg at an instant in UTC.</summary>
    public static DateOnly DayInStrasbourg(this DateTime instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), Strasbourg));

    /// <summary>The instants at which a day begins and ends in Strasbourg.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Bounds(this DateOnly day)
    {
        return (Midnight(day), Midnight(day.AddDays(1)));

        static DateTimeOffset Midnight(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Strasbourg));
    }

    /// <summary>Whether no mail leaves on a day.</summary>
    public static bool IsWeekend(this DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The day itself, or the Monday after where it falls on a weekend.</summary>
    public static DateOnly OrMondayAfter(this DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
