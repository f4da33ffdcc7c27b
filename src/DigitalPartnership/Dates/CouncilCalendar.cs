namespace DigitalPartnership.Dates;

/// <summary>The calendar of the Council of Europe, whose day begins at midnight in Strasbourg.</summary>
public static class CouncilCalendar
{
    private static readonly TimeZoneInfo Strasbourg = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Today's date in Strasbourg.</summary>
    public static DateOnly TodayInStrasbourg(this TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Strasbourg).DateTime);

    /// <summary>The date in Strasbourg at an instant in UTC.</summary>
    public static DateOnly DayInStrasbourg(this DateTime instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), Strasbourg));
}
