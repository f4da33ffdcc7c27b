using System.Text.Json.Nodes;
using DigitalPartnership.Site;

namespace DigitalPartnership.Exports;

/// <summary>Describes every export as a JSON Schema (2020-12), made from the columns that the exports themselves are made from.</summary>
public sealed class ExportDictionary(IEnumerable<Export> exports, SiteSettings site)
{
    /// <summary>The media type of the dictionary.</summary>
    public const string MediaType = "application/schema+json; charset=utf-8";

    /// <summary>The path at which it is served.</summary>
    public const string Path = "/exports/dictionary.json";

    /// <summary>The dictionary: a definition for each export, by its name.</summary>
    public JsonObject Compose() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = site.At(Path).ToString(),
        ["title"] = "Exports of the Digital Partnership",
        ["description"] = "What the columns of the exports hold. Each definition describes a line of the JSON Lines file of its name. The CSV file has the same columns in the "
            + "same order: a value that is null is an empty cell there, a list is joined by semicolons, and a cell that a spreadsheet would take for a formula begins with an "
            + "apostrophe. The workplan file alone is given back to the letter, without such apostrophes. Where the data comes from, of which day it is and how it may be used "
            + "is said in the columns source, asOf and licence.",
        ["$defs"] = new JsonObject(exports.OrderBy(export => export.Name, StringComparer.Ordinal).Select(export => KeyValuePair.Create<string, JsonNode?>(export.Name, Describe(export)))),
    };

    private static JsonObject Describe(Export export) => new()
    {
        ["type"] = "object",
        ["description"] = $"{export.Description} Parameters: {string.Join(", ", export.Parameters)}.",
        ["properties"] = new JsonObject(export.Columns.Select(column => KeyValuePair.Create<string, JsonNode?>(column.Name, Describe(column)))),
        ["required"] = new JsonArray([.. export.Columns.Select(column => JsonValue.Create(column.Name))]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Describe(ExportColumn column)
    {
        var type = column.Type switch
        {
            ColumnType.Number => "integer",
            ColumnType.Flag => "boolean",
            ColumnType.Texts => "array",
            _ => "string",
        };
        var schema = new JsonObject { ["description"] = column.Description, ["type"] = column.IsNullable ? new JsonArray(type, "null") : type };
        if (column.Type is ColumnType.Day)
            schema["format"] = "date";
        if (column.Type is ColumnType.Texts)
            schema["items"] = new JsonObject { ["type"] = "string" };
        if (column.Choices is { } choices)
            schema["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice)), .. column.IsNullable ? (JsonNode?[])[null] : []]);
        return schema;
    }
}
