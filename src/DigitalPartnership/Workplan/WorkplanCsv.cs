using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>
/// A row of a workplan file, its cells as they stand there; its number without the header, and the line on which it starts.
/// </summary>
internal sealed record WorkplanCsvRow(
    int Number, int Line, string Category, string Sector, string Activity, string Date, string Participants, string Description,
    string Roles, string Certainty, string Note, string SameEventAs, string? Fault);

/// <summary>Reads workplan files: the columns of the published tables, and four optional ones behind them.</summary>
internal static class WorkplanCsv
{
    /// <summary>The largest file that is taken, in characters.</summary>
    public const int LargestFile = 2_000_000;

    /// <summary>The most rows that are taken.</summary>
    public const int MostRows = 5_000;

    private static readonly string[] Needed = ["Category", "Sector", "Activity", "Date", "Companies/associations", "Description"];

    /// <exception cref="RequestError">IMPORT_TOO_LARGE, or IMPORT_UNREADABLE where columns are missing or no row can be told from another.</exception>
    public static IReadOnlyList<WorkplanCsvRow> Read(string csv)
    {
        if (csv.Length > LargestFile)
            throw TooLarge();

        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null };
        using var reader = new CsvReader(new StringReader(csv.TrimStart('\uFEFF')), configuration);
        if (!reader.Read() || !reader.ReadHeader())
            throw new RequestError("IMPORT_UNREADABLE", "The file is empty.");
        var missing = Needed.Except(reader.HeaderRecord!).ToList();
        if (missing.Count > 0)
            throw new RequestError("IMPORT_UNREADABLE", $"The file has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}. It needs {string.Join(", ", Needed)}.");

        var rows = new List<WorkplanCsvRow>();
        while (reader.Read())
        {
            if (rows.Count == MostRows)
                throw TooLarge();
            var width = reader.Parser.Count;
            string Cell(string column) => reader.TryGetField<string>(column, out var cell) ? cell ?? "" : "";
            rows.Add(new WorkplanCsvRow(rows.Count + 1, reader.Parser.RawRow - reader.Parser.RawRecord.TrimEnd('\r', '\n').Count(letter => letter == '\n'),
                Cell("Category"), Cell("Sector"), Cell("Activity"), Cell("Date"), Cell("Companies/associations"), Cell("Description"),
                Cell("Roles"), Cell("Certainty"), Cell("Note"), Cell("SameEventAs"),
                width < Needed.Length ? $"The row has {width} cells; the file has {reader.HeaderRecord!.Length} columns."
                : reader.Parser.RawRecord.Contains('\uFFFD') ? "The row holds characters that could not be decoded; save the file as UTF-8." : null));
        }
        return rows;

        static RequestError TooLarge() =>
            new("IMPORT_TOO_LARGE", $"A workplan file has at most {LargestFile.ToString("N0", CultureInfo.InvariantCulture)} characters and {MostRows.ToString("N0", CultureInfo.InvariantCulture)} rows.");
    }
}
