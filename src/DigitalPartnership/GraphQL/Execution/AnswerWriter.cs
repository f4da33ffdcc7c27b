using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace DigitalPartnership.GraphQL;

/// <summary>Writes results as JSON, straight from the tree in which the engine leaves them.</summary>
public sealed class AnswerWriter(IErrorInfoProvider errors)
{
    // Answers are never part of a page, so nothing but JSON's own signs need be escaped.
    internal static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    // The engine makes sure of the order in which things are written.
    internal static readonly JsonWriterOptions Unchecked = new() { Encoder = Encoder, SkipValidation = true };

    private readonly JsonSerializerOptions _options = new() { Encoder = Encoder, Converters = { new ExecutionErrorJsonConverter(errors) } };

    /// <summary>Writes one result: its errors, its data and its extensions, as far as it has them.</summary>
    public void Write(IBufferWriter<byte> output, ExecutionResult result)
    {
        using var json = new Utf8JsonWriter(output, Unchecked);
        json.WriteStartObject();
        if (result.Errors is { Count: > 0 } faults)
        {
            json.WritePropertyName("errors"u8);
            JsonSerializer.Serialize(json, faults, _options);
        }
        if (result.Executed)
        {
            json.WritePropertyName("data"u8);
            Write(json, result.Data);
        }
        if (result.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions"u8);
            JsonSerializer.Serialize(json, extensions, _options);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? node)
    {
        switch (node)
        {
            case ValueExecutionNode leaf:
                WriteLeaf(json, leaf.Result);
                break;
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name!);
                    Write(json, field);
                }
                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: WrittenList written }:
                json.WriteRawValue(written.Json.Span, skipInputValidation: true);
                break;
            case ArrayExecutionNode { SerializedResult: { } leaves }:
                json.WriteStartArray();
                foreach (var leaf in leaves)
                    WriteLeaf(json, leaf);
                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Writes a value that a scalar or an enumeration has made ready.</summary>
    internal static void WriteLeaf(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            default:
                JsonSerializer.Serialize(json, value, value.GetType());
                break;
        }
    }
}
