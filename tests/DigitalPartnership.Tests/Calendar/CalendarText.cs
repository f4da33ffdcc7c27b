using System.Globalization;
using System.Text;

namespace DigitalPartnership.Tests.Calendar;

/// <summary>Reads iCalendar files by the letter of RFC 5545 and refuses what it forbids; knows nothing of the library that writes them.</summary>
internal sealed class CalendarText
{
    private CalendarText(IReadOnlyList<(string Name, string Value)> properties, IReadOnlyList<CalendarEntry> events) =>
        (Properties, Events) = (properties, events);

    public IReadOnlyList<(string Name, string Value)> Properties { get; }

    public IReadOnlyList<CalendarEntry> Events { get; }

    public string this[string name] => Properties.Single(property => property.Name == name).Value;

    public static CalendarText Read(string text)
    {
        Assert.EndsWith("END:VCALENDAR\r\n", text);
        Assert.DoesNotContain('\n', text.Replace("\r\n", ""));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));

        var own = new List<(string, string)>();
        var events = new List<CalendarEntry>();
        List<(string, string)>? current = null;
        foreach (var line in text.Replace("\r\n ", "").TrimEnd().Split("\r\n"))
        {
            var colon = line.IndexOf(':');
            var (name, value) = (line[..colon], line[(colon + 1)..]);
            switch (name, value)
            {
                case ("BEGIN", "VEVENT"): current = []; break;
                case ("END", "VEVENT"): events.Add(new CalendarEntry(current!)); current = null; break;
                case ("BEGIN" or "END", _): Assert.Equal("VCALENDAR", value); break;
                default: (current ?? own).Add((name, value)); break;
            }
        }
        return new CalendarText(own, events);
    }
}

/// <summary>An entry of a calendar, its texts unescaped.</summary>
internal sealed record CalendarEntry(IReadOnlyList<(string Name, string Value)> Properties)
{
    public string? this[string name] => Properties.SingleOrDefault(property => property.Name == name).Value is { } value ? Unescape(value) : null;

    public DateOnly First => Day("DTSTART;VALUE=DATE");

    /// <summary>The last day that belongs to it: the one before its end, which the standard excludes.</summary>
    public DateOnly Last => Day("DTEND;VALUE=DATE").AddDays(-1);

    public string Summary => this["SUMMARY"]!;

    private DateOnly Day(string property) => DateOnly.ParseExact(this[property]!, "yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
            text.Append(value[at] != '\\' ? value[at] : value[++at] is 'n' or 'N' ? '\n' : value[at]);
        return text.ToString();
    }
}
