using System.Text;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.PublishedDocument;

/// <summary>The workplan file as it ships, read without the product.</summary>
internal static class ShippedWorkplan
{
    /// <summary>The rows below the header, each a list of ten cells.</summary>
    public static IReadOnlyList<string[]> Rows { get; } = [.. Records(File.ReadAllText(Repository.At("src/DigitalPartnership/PublishedDocument/workplan-2018-2021.csv"))).Skip(1)];

    private static IEnumerable<string[]> Records(string csv)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            if (quoted && csv[at] == '"' && at + 1 < csv.Length && csv[at + 1] == '"')
                cell.Append(csv[at++]);
            else if (csv[at] == '"')
                quoted = !quoted;
            else if (quoted || csv[at] is not (',' or '\r' or '\n'))
                cell.Append(csv[at]);
            else if (csv[at] is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (csv[at] == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }
        if (cells.Count > 0)
            yield return [.. cells, cell.ToString()];
    }
}
