using DigitalPartnership.Dates;

namespace DigitalPartnership.Calendar;

/// <summary>The days that a calendar shows for a date which need not be exact.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, which still belongs to them.</param>
/// <param name="IsExact">Whether both are known to the day; else the date is to be confirmed.</param>
internal readonly record struct ActivityDays(DateOnly First, DateOnly Last, bool IsExact)
{
    /// <summary>
    /// The days on which something may take place; of a date with one end open or unknown the day that is known. Null where
    /// there is none.
    /// </summary>
    public static ActivityDays? Of(ImpreciseDate? date) => (date?.Earliest, date?.Latest) switch
    {
        ({ } first, { } last) => new(first, last, date!.Precision is DatePrecision.Day),
        ({ } first, null) => new(first, first, IsExact: false),
        (null, { } last) => new(last, last, IsExact: false),
        _ => null,
    };
}
