using System.Text;
using System.Text.RegularExpressions;
using DigitalPartnership.PublishedDocument;

namespace DigitalPartnership.Tests.Engagement;

/// <summary>
/// Counts engagement from the published file by a path of its own: it knows nothing of the importer, of names and of the
/// database, and finds partners by what the cell of companies says.
/// </summary>
internal static partial class Recount
{
    private static readonly Dictionary<string, string> Partners = new()
    {
        ["apple"] = "Apple",
        ["att"] = "AT&T",
        ["bt"] = "BT",
        ["ccia"] = "CCIA",
        ["cloudflare"] = "Cloudflare",
        ["deutsche-telekom"] = "Deutsche Tele[ck]om",
        ["digitaleurope"] = "Digital ?[Ee]urope",
        ["euroispa"] = "EuroISPA",
        ["european-digital-sme-alliance"] = "Digital SME Alliance",
        ["etno"] = "ETNO",
        ["facebook"] = "Facebook",
        ["gni"] = "GNI",
        ["google"] = "Google",
        ["gsma"] = "GSMA",
        ["ibm"] = "IBM",
        ["icc"] = "ICC",
        ["icco"] = "ICCO",
        ["ieee"] = "IEEE",
        ["intel"] = "Intel",
        ["isoc"] = "ISOC",
        ["kaspersky"] = "Kaspersky",
        ["lego-group"] = "Lego",
        ["microsoft"] = "Microsoft",
        ["orange"] = "Orange",
        ["ripe-ncc"] = "RIPE NCC",
        ["servicenow"] = "ServiceNow|Element AI",
        ["sberbank"] = "Sberbank",
        ["telefonica"] = "Telefónica",
        ["thales"] = "Thal[eè]s",
    };

    /// <summary>A row of the file.</summary>
    public sealed record Row(int Number, int Event, string Category, string Sector, string Year, string Certainty, IReadOnlyList<(string Partner, string Role)> Parts);

    /// <summary>What was counted: the activities and the partners of each group, and the denominator.</summary>
    public sealed record Result(int Denominator, Dictionary<string, (int Activities, int Partners)> Groups);

    public static IReadOnlyList<Row> Rows { get; } = Read();

    /// <summary>Counts by what <paramref name="keyOf"/> says of a row and of who takes part.</summary>
    public static Result By(Func<Row, string, string, string> keyOf, IReadOnlyCollection<string> certainties, bool merge, Func<Row, bool>? where = null)
    {
        var counted = new Dictionary<string, (HashSet<int> Events, HashSet<string> Partners)>();
        var events = Rows.Where(where ?? (_ => true)).GroupBy(row => merge ? row.Event : row.Number).ToList();
        foreach (var (rows, partner, role) in
            from rows in events
            from row in rows
            where certainties.Contains(row.Certainty)
            from part in row.Parts
            select (rows, part.Partner, part.Role))
        {
            foreach (var key in rows.Select(row => keyOf(row, partner, role)))
            {
                if (!counted.TryGetValue(key, out var group))
                    counted[key] = group = ([], []);
                group.Events.Add(rows.Key);
                group.Partners.Add(partner);
            }
        }
        return new Result(events.Count, counted.ToDictionary(group => group.Key, group => (group.Value.Events.Count, group.Value.Partners.Count)));
    }

    private static List<Row> Read()
    {
        var lines = Cells(PublishedDocumentImport.WorkplanCsv).Skip(1).ToList();
        return [.. lines.Index().Select(line =>
        {
            var (number, cells) = (line.Index + 1, line.Item);
            var same = cells[9].Length == 0 ? number : Math.Min(number, int.Parse(cells[9]));
            var year = Year().Match(cells[3]);
            var parts =
                from known in Partners
                where Regex.IsMatch(cells[4], $@"(?<!\w)({known.Value})(?!\w)")
                from role in RolesOf(cells[6], known.Value)
                select (known.Key, role);
            return new Row(number, same, CategoryOf(cells[0]), cells[1], year.Success ? year.Value : "UNKNOWN", cells[7].Length == 0 ? "CONFIRMED" : cells[7], [.. parts]);
        })];
    }

    private static string CategoryOf(string printed) => printed[0] switch
    {
        'B' => "BINDING_STANDARD_SETTING",
        'N' => "NON_BINDING_STANDARD_SETTING",
        'S' => "STUDIES",
        _ => "EVENTS",
    };

    private static string[] RolesOf(string cell, string partner) => cell.Split('=') switch
    {
        [""] => ["PARTICIPANT"],
        [var roles] => roles.Split('+'),
        [var name, var roles] => name == partner ? roles.Split('+') : ["PARTICIPANT"],
        _ => throw new FormatException(cell),
    };

    private static IEnumerable<List<string>> Cells(string csv)
    {
        var (line, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in csv.Replace("\r", ""))
        {
            if (character == '"')
            {
                quoted = !quoted;
                if (quoted && cell.Length > 0)
                    cell.Append('"');
            }
            else if (!quoted && character is ',' or '\n')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    yield return line;
                    line = [];
                }
            }
            else
            {
                cell.Append(character);
            }
        }
    }

    [GeneratedRegex(@"\d{4}$")]
    private static partial Regex Year();
}
