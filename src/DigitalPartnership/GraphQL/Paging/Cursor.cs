using System.Buffers.Text;
using System.Text.Json;

namespace DigitalPartnership.GraphQL;

/// <summary>Where an item stands in an ordered list: the values of the order's keys, opaque to clients.</summary>
internal static class Cursor
{
    private const int LongestCursor = 4000;

    public static string Encode(string signature, IReadOnlyList<object?> values) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((object?[])[signature, .. values]));

    /// <exception cref="RequestError">CURSOR_INVALID: not a cursor, or one of another list or order.</exception>
    public static object[] Decode(string cursor, string signature, IReadOnlyList<Type> types)
    {
        try
        {
            if (cursor.Length <= LongestCursor && Base64Url.IsValid(cursor)
                && JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)) is { } parts
                && parts.Length == types.Count + 1 && parts[0].ValueKind == JsonValueKind.String && parts[0].GetString() == signature)
            {
                return [.. types.Select((type, at) => parts[at + 1].Deserialize(type) ?? throw new JsonException())];
            }
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
        }
        throw new RequestError("CURSOR_INVALID", "This is not a cursor of this list in this order.");
    }
}
