using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;

namespace DigitalPartnership.Tests.Exports;

/// <summary>Asks for exports and reads them without the product.</summary>
internal static class ExportRequests
{
    /// <summary>A CSV file: its header and its rows.</summary>
    public static async Task<(string[] Header, List<string[]> Rows)> CsvAsync(this ApiHost host, string path)
    {
        using var response = await host.Http.GetAsync("/exports/" + path);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        var rows = Records(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(3))).ToList();
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return (rows[0], rows[1..]);
    }

    /// <summary>One column of a CSV file.</summary>
    public static async Task<List<string>> ColumnAsync(this ApiHost host, string path, string column)
    {
        var (header, rows) = await host.CsvAsync(path);
        var at = Array.IndexOf(header, column);
        return [.. rows.Select(row => row[at])];
    }

    /// <summary>A JSON Lines file.</summary>
    public static async Task<List<JsonElement>> LinesAsync(this ApiHost host, string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/exports/" + path);
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal("application/jsonl", answer.MediaType);
        Assert.True(answer.Body.Length == 0 || answer.Body.EndsWith('\n'));
        return [.. answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Reads CSV by the letter of RFC 4180.</summary>
    private static IEnumerable<string[]> Records(string csv)
    {
        Assert.EndsWith("\r\n", csv);
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
        {
            var sign = csv[at];
            if (quoted && sign == '"' && csv[at + 1] == '"')
            {
                cell.Append(csv[at++]);
            }
            else if (sign == '"')
            {
                Assert.True(quoted || cell.Length == 0, "A quotation mark stands inside a cell that has none around it.");
                quoted = !quoted;
            }
            else if (quoted || sign is not (',' or '\r'))
            {
                cell.Append(sign);
            }
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (sign == '\r')
                {
                    Assert.Equal('\n', csv[++at]);
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }
    }
}
