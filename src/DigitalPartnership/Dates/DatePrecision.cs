namespace DigitalPartnership.Dates;

/// <summary>How finely a date is known, from the finest to the coarsest.</summary>
public enum DatePrecision
{
    /// <summary>Known to the day.</summary>
    Day,

    /// <summary>Known to the month.</summary>
    Month,

    /// <summary>Known to the season of a year.</summary>
    Season,

    /// <summary>Known to the year.</summary>
    Year,

    /// <summary>Neither the start nor the end is known.</summary>
    Unknown,
}
