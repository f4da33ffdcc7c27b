using System.Text.Json;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>Short ways into an answer.</summary>
internal static class Answers
{
    /// <summary>The value at the end of a path of fields.</summary>
    public static JsonElement At(this JsonElement answer, params ReadOnlySpan<string> path)
    {
        foreach (var field in path)
            answer = answer.GetProperty(field);
        return answer;
    }

    /// <summary>The list at the end of a path of fields.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement answer, params ReadOnlySpan<string> path) => [.. answer.At(path).EnumerateArray()];

    /// <summary>The value at the end of a path of fields as a text; null for null.</summary>
    public static string? Text(this JsonElement answer, params ReadOnlySpan<string> path) =>
        answer.At(path) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    /// <summary>One field of each item of the list at the end of a path, as texts.</summary>
    public static string[] Column(this JsonElement answer, string field, params ReadOnlySpan<string> path) => [.. answer.List(path).Select(item => item.Text(field)!)];
}
