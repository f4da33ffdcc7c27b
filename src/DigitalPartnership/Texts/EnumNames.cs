using System.Text.Json;

namespace DigitalPartnership.Texts;

/// <summary>Writes enumerations as the schema and the data files do: <c>CO_ORGANISER</c>.</summary>
public static class EnumNames
{
    /// <summary>The value's name in the schema.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>All names, for messages.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    /// <summary>Reads a name of the schema in any case.</summary>
    public static bool TryRead<T>(string text, out T value) where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Of(known).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }
        value = default;
        return false;
    }
}
