using System.Globalization;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;

namespace DigitalPartnership.Workplan;

/// <summary>The list of activities of a period.</summary>
public sealed class Workplan : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => (WorkplanNode.NodeKind, Id);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Its period as people say it, for example <c>2018-2021</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Whether a date can lie within the period; having no date counts as lying within.</summary>
    public bool Covers(ImpreciseDate? date) => date is null || !(date.Latest < From || date.Earliest > To);

    /// <summary>A new workplan for whole years, for example <c>2022-2023</c>; null where the period is not given as two years.</summary>
    public static Workplan? ForYears(string period)
    {
        if (period.Split('-') is not [{ Length: 4 } from, { Length: 4 } to]
            || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || first < 1949 || last < first || last > first + 20)
        {
            return null;
        }
        return new Workplan { Period = period, From = new DateOnly(first, 1, 1), To = new DateOnly(last, 12, 31) };
    }
}

/// <summary>The part of the Council of Europe that holds an activity, as the workplan prints it.</summary>
public sealed class Sector : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => (SectorNode.NodeKind, Id);

    /// <summary>The longest cell, in characters.</summary>
    public const int Longest = 300;

    private static readonly string[] Divisions = [" / ", " – ", " — "];

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The cell as printed.</summary>
    public required string Name { get; init; }

    /// <summary>The cell with case and accents folded.</summary>
    public required string NameKey { get; init; }

    /// <summary>The unit that leads the cell.</summary>
    public required string Body { get; init; }

    /// <summary>The leading unit with case and accents folded.</summary>
    public required string BodyKey { get; init; }

    /// <summary>The key of the sector that the leading unit is by itself.</summary>
    public int? ParentId { get; set; }

    /// <summary>The sector that the leading unit is by itself, where it is one.</summary>
    public Sector? Parent { get; set; }

    /// <summary>
    /// The unit that leads a cell: what stands before a spaced slash or dash, or before the presidency that organises
    /// jointly. A slash without blanks is part of a name.
    /// </summary>
    public static string BodyOf(string name)
    {
        var end = Divisions.Select(division => name.IndexOf(division, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(name.Length).Min();
        var body = name[..end];
        var jointly = body.IndexOf(" and ", StringComparison.Ordinal);
        return jointly > 0 && body.Contains("Presidency", StringComparison.Ordinal) ? body[..jointly] : body.Trim();
    }
}
