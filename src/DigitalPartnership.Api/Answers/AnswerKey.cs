using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace DigitalPartnership.Api.Answers;

/// <summary>What makes two anonymous requests the same question.</summary>
internal static class AnswerKey
{
    /// <summary>
    /// A hash (SHA-256) over document, operation, variables and media type. The order of a variable's members and the blanks between them do
    /// not matter; the extensions of a request do not either, since nothing is answered by them.
    /// </summary>
    public static string Of(string document, string? operation, JsonElement variables, string mediaType)
    {
        var text = new ArrayBufferWriter<byte>(document.Length + 256);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteStringValue(document);
            json.WriteStringValue(operation);
            if (variables.ValueKind is JsonValueKind.Object && variables.EnumerateObject().Any())
                Write(json, variables);
            else
                json.WriteNullValue();
            json.WriteStringValue(mediaType);
            json.WriteEndArray();
        }
        return Convert.ToHexString(SHA256.HashData(text.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value);
            }
            json.WriteEndObject();
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(json, item);
            json.WriteEndArray();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
