using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Assessments;

/// <summary>Keeps answers and extensions in one column of JSON: they are read with their record and never searched by.</summary>
internal static class ListColumn
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void IsList<T>(this PropertyBuilder<IReadOnlyList<T>> property, int longest) =>
        property.HasConversion(items => Write(items), text => Read<T>(text),
            new ValueComparer<IReadOnlyList<T>>((one, other) => Write(one) == Write(other), items => Write(items).GetHashCode(), items => items))
            .HasMaxLength(longest).IsUnicode();

    private static string Write<T>(IReadOnlyList<T>? items) => JsonSerializer.Serialize(items, Json);

    private static IReadOnlyList<T> Read<T>(string text) => JsonSerializer.Deserialize<List<T>>(text, Json) ?? [];
}
