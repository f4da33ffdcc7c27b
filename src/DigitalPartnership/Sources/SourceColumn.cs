using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Sources;

/// <summary>
/// Keeps the sources of a record in one column of JSON: they are shown with the record and never searched by.
/// </summary>
internal static class SourceColumn
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly ValueComparer<List<Source>> ByContent = new(
        (one, other) => Write(one) == Write(other),
        sources => Write(sources).GetHashCode(),
        sources => Read(Write(sources)));

    public static void IsSources(this PropertyBuilder<List<Source>> property) =>
        property.HasConversion(sources => Write(sources), text => Read(text), ByContent).HasMaxLength(8000).IsUnicode();

    private static string Write(List<Source>? sources) => JsonSerializer.Serialize(sources, Json);

    private static List<Source> Read(string text) => JsonSerializer.Deserialize<List<Source>>(text, Json) ?? [];
}
