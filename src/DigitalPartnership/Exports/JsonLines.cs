using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DigitalPartnership.Exports;

/// <summary>Writes rows as JSON Lines: an object a line, every column in each, null where there is no value.</summary>
public sealed class JsonLines(Export export) : IExportFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<ExportColumn> _columns = export.Columns;

    /// <inheritdoc />
    public string MediaType => "application/jsonl; charset=utf-8";

    /// <inheritdoc />
    public byte[] Start() => [];

    /// <inheritdoc />
    public byte[] Write(IReadOnlyList<object?[]> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Options);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var at = 0; at < row.Length; at++)
            {
                json.WritePropertyName(_columns[at].Name);
                WriteValue(json, row[at]);
            }
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            bytes.Write("\n"u8);
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case string text: json.WriteStringValue(text); break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default: throw new ArgumentException($"No column holds a {value.GetType().Name}.", nameof(value));
        }
    }
}
