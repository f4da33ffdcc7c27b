namespace DigitalPartnership.Dates;

/// <summary>One end of a range: a date, or open (there is no such end), or unknown (there is one, but nobody says when).</summary>
internal readonly record struct DateEnd
{
    public static readonly DateEnd Open = new() { IsOpen = true };

    public static readonly DateEnd Unknown;

    public CalendarDate? Date { get; private init; }

    public bool IsOpen { get; private init; }

    public string Edtf => IsOpen ? ".." : Date?.Edtf ?? "";

    public static implicit operator DateEnd(CalendarDate date) => new() { Date = date };
}
