using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace DigitalPartnership.Exports;

/// <summary>
/// Writes rows as CSV (RFC 4180): UTF-8 with the mark by which spreadsheets know it, cells in quotation marks where they need them. A cell that
/// a spreadsheet would take for a formula, because it begins with <c>= + - @</c>, a tab or a line break, gets an apostrophe before it.
/// </summary>
public sealed class CsvRows(Export export) : IExportFormat
{
    private static readonly CsvConfiguration Safe = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n'],
    };

    private static readonly CsvConfiguration ToTheLetter = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    /// <inheritdoc />
    public string MediaType => "text/csv; charset=utf-8; header=present";

    /// <inheritdoc />
    public byte[] Start() => [.. Encoding.UTF8.Preamble, .. Write([[.. export.Columns.Select(column => column.Name)]])];

    /// <inheritdoc />
    public byte[] Write(IReadOnlyList<object?[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, export.IsToTheLetter ? ToTheLetter : Safe, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var value in row)
                    csv.WriteField(Cell(value));
                csv.NextRecord();
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<string> texts => string.Join("; ", texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
