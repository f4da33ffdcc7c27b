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

    /// <exception cref="Refusal">IMPORT_TOO_LARGE, or IMPORT_UNREADABLE where columns are missing.</exception>
    public static IReadOnlyList<WorkplanCsvRow> Read(string csv)
    {
        if (csv.Length > LargestFile)
            throw TooLarge();

        var isBroken = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = _ => isBroken = true };
        using var reader = new CsvReader(new StringReader(csv.TrimStart('\uFEFF')), configuration);
        if (!reader.Read() || !reader.ReadHeader())
            throw new Refusal(new ImportUnreadableError("The file is empty."));
        var missing = Needed.Except(reader.HeaderRecord!).ToList();
        if (missing.Count > 0)
            throw new Refusal(new ImportUnreadableError(
                $"The file has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}. It needs {string.Join(", ", Needed)}, separated by commas."));
        var columns = reader.HeaderRecord!.Length;

        var rows = new List<WorkplanCsvRow>();
        while (reader.Read())
        {
            if (rows.Count == MostRows)
                throw TooLarge();
            isBroken = false;
            string Cell(string column) => reader.TryGetField<string>(column, out var cell) ? cell ?? "" : "";
            rows.Add(new WorkplanCsvRow(rows.Count + 1, reader.Parser.RawRow - reader.Parser.RawRecord.TrimEnd('\r', '\n').Count(letter => letter == '\n'),
                Cell("Category"), Cell("Sector"), Cell("Activity"), Cell("Date"), Cell("Companies/associations"), Cell("Description"),
                Cell("Roles"), Cell("Certainty"), Cell("Note"), Cell("SameEventAs"),
                Fault(reader, columns) ?? (isBroken ? "The quotation marks of the row are not in pairs: a cell that has any stands in quotation marks, and each of its own is doubled." : null)));
        }
        return rows;
    }

    private static string? Fault(CsvReader reader, int columns)
    {
        var width = reader.Parser.Count;
        if (width > columns)
            return $"The row has {width} cells, but the file has {columns} columns; a cell with a comma stands in quotation marks.";
        var missing = Needed.Where(column => Array.IndexOf(reader.HeaderRecord!, column) >= width).ToList();
        if (missing.Count > 0)
            return $"The row ends before {string.Join(", ", missing.Select(name => $"'{name}'"))}.";
        return reader.Parser.RawRecord.Any(sign => sign is '\uFFFD' || char.IsControl(sign) && sign is not ('\r' or '\n' or '\t'))
            ? "The row holds characters that could not be decoded; save the file as UTF-8."
            : null;
    }

    private static Refusal TooLarge() =>
        new(new ImportTooLargeError($"A workplan file has at most {LargestFile.ToString("N0", CultureInfo.InvariantCulture)} characters and {MostRows.ToString("N0", CultureInfo.InvariantCulture)} rows."));
}
