namespace DigitalPartnership.Dates;

/// <summary>What a text says about a date: its two ends, which are the same for a single date.</summary>
internal sealed record DateRange
{
    public DateRange(DateEnd start, DateEnd end)
    {
        if (start.Date is { } first && end.Date is { } last && last.First < first.First)
            throw new FormatException($"The range ends with {last.Edtf}, before it starts with {first.Edtf}.");
        (Start, End) = (start, end);
    }

    public static DateRange Single(CalendarDate date) => new(date, date);

    public DateEnd Start { get; }

    public DateEnd End { get; }

    public string Edtf => Start.Date is not null && Start == End ? Start.Edtf : $"{Start.Edtf}/{End.Edtf}";

    public DatePrecision Precision => (Start.Date, End.Date) switch
    {
        ({ } start, { } end) => start.Precision > end.Precision ? start.Precision : end.Precision,
        ({ } start, null) => start.Precision,
        (null, { } end) => end.Precision,
        _ => DatePrecision.Unknown,
    };
}
