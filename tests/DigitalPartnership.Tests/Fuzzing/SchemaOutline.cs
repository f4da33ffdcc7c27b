using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>The types of the real schema as introspection tells them, kept for writing documents quickly.</summary>
internal sealed class SchemaOutline
{
    private const string Introspection = """
        { __schema { queryType { name } mutationType { name } subscriptionType { name } types { kind name
            fields { name args { name type { ...t } } type { ...t } }
            inputFields { name type { ...t } } enumValues { name } possibleTypes { name } } } }
        fragment t on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private readonly Dictionary<string, OutlineType> _types;

    private SchemaOutline(JsonElement schema) =>
        _types = schema.List("types").Select(Read).Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)).ToDictionary(type => type.Name);

    public static async Task<SchemaOutline> OfAsync(ApiHost host) => new((await host.AskAsync(Introspection)).At("__schema"));

    public OutlineType this[string name] => _types[name];

    private static OutlineType Read(JsonElement type) => new(
        type.Text("kind")!,
        type.Text("name")!,
        [.. Items(type, "fields").Select(field => new OutlineField(field.Text("name")!, TypeRef.Read(field.At("type")), Values(field, "args")))],
        Values(type, "inputFields"),
        [.. Items(type, "enumValues").Select(value => value.Text("name")!)],
        [.. Items(type, "possibleTypes").Select(value => value.Text("name")!)]);

    private static OutlineValue[] Values(JsonElement of, string member) =>
        [.. Items(of, member).Select(value => new OutlineValue(value.Text("name")!, TypeRef.Read(value.At("type"))))];

    private static IEnumerable<JsonElement> Items(JsonElement of, string member) =>
        of.At(member) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}

/// <summary>A type of the schema.</summary>
internal sealed record OutlineType(string Kind, string Name, OutlineField[] Fields, OutlineValue[] InputFields, string[] EnumValues, string[] PossibleTypes)
{
    public bool IsLeaf => Kind is "SCALAR" or "ENUM";
}

/// <summary>A field that can be selected.</summary>
internal sealed record OutlineField(string Name, TypeRef Type, OutlineValue[] Arguments);

/// <summary>An argument, or a field of an input.</summary>
internal sealed record OutlineValue(string Name, TypeRef Type);

/// <summary>How a type is used: itself, a list, or never null.</summary>
internal sealed record TypeRef(string Name, bool IsNeeded, TypeRef? Items)
{
    public static TypeRef Read(JsonElement type) => type.Text("kind") switch
    {
        "NON_NULL" => Read(type.At("ofType")) with { IsNeeded = true },
        "LIST" => Read(type.At("ofType")) is var items ? new TypeRef(items.Name, false, items) : null!,
        _ => new TypeRef(type.Text("name")!, false, null),
    };

    public override string ToString() => (Items is null ? Name : $"[{Items}]") + (IsNeeded ? "!" : "");
}
