using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>Writes values of the types of inputs, as literals of a document and as JSON: mostly plain ones, some at the edges, some of another type.</summary>
internal sealed class ValueGenerator(SchemaOutline schema, Random random)
{
    private const int Deepest = 5;

    private static readonly string[] Texts =
    [
        "Microsoft", "icc", "plenary", "a", "", " ", "US", "fr", "2021", "2018-2021", "AI", "é", "e\u0301", "日本語", "🏛️", "\u202Ea", "a\u0000b", "%", "_", "[a-z]", "' OR 1=1 --", "\"quoted\"", "\\", "\n",
        "<script>", "../../etc/passwd", "a@b.example", "ﬁ", "ß", "İ", "NaN", "null", "${v0}", new('x', 300), new('é', 201), string.Concat(Enumerable.Repeat("a ", 400)),
    ];

    private static readonly string[] Days =
    [
        "2021-07-05", "2022-06-08", "0001-01-01", "9999-12-31", "2020-02-30", "2021-13-01", "21-7-5", "2021-07-05T10:00:00Z", "", "2021", "-2021-01-01",
    ];

    private static readonly string[] Instants =
    [
        "2022-06-08T10:00:00Z", "2022-06-08T10:00:00+02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2022-06-08", "25:00",
    ];

    private static readonly string[] ImpreciseDays = ["2021-07-05", "2021", "2021-21", "2021-07/2021-09", "../2021", "2021~", "20XX", "2021-07-05/..", "Y170000002", "", "1985-04-12T23:20:30Z", "[1667,1668]"];

    // Ids look like the kind and the key; these are of records that there are and that there are not, and no ids at all.
    private static readonly string[] Ids = [.. from kind in (string[])["Organisation", "Partner", "Activity", "Sector", "Workplan", "Participation", "Nothing"] from key in (string[])["1", "2", "46", "999999", "-1", "99999999999"] select Id(kind + ":" + key), "", "1", "====", "T3JnYW5pc2F0aW9uOjE=", "é"];

    private static readonly string[] Numbers = ["0", "1", "2", "3", "5", "10", "-1", "201", "2021", "2147483647", "-2147483648", "2147483648", "1.5", "1e3", "9223372036854775808", "1e400", "123456789012345678901234567890"];

    /// <summary>A value as a document writes it.</summary>
    public string Literal(TypeRef type) => Print(Json(type), type);

    /// <summary>A value as JSON has it.</summary>
    public JsonNode? Json(TypeRef type) => Value(type, 0);

    private JsonNode? Value(TypeRef type, int depth)
    {
        if (!type.IsNeeded && Chance(25) || Chance(800))
            return null;
        if (Chance(300))
            return Anything();
        if (type.Items is { } items)
            return Chance(12) ? Value(items, depth) : new JsonArray([.. Enumerable.Range(0, random.Next(Chance(60) ? 60 : 4)).Select(_ => Value(items, depth + 1))]);
        var named = schema[type.Name];
        return named.Kind switch
        {
            "ENUM" => JsonValue.Create(Chance(200) ? "NOTHING" : Pick(named.EnumValues)),
            "INPUT_OBJECT" => Input(named, depth),
            _ => Scalar(type.Name),
        };
    }

    private JsonNode Input(OutlineType type, int depth)
    {
        var input = new JsonObject();
        foreach (var field in type.InputFields)
        {
            var isGiven = field.Type.IsNeeded ? !Chance(300) : depth < Deepest && random.Next(type.InputFields.Length) < 2;
            if (isGiven)
                input[field.Name] = Value(field.Type, depth + 1);
        }
        if (Chance(200))
            input["unheard"] = 1;
        return input;
    }

    private JsonNode? Scalar(string name) => name switch
    {
        "Boolean" => random.Next(2) == 0,
        "Int" or "Float" or "Long" => Number(),
        "Date" => Chance(3) ? Pick(Days) : Days[0],
        "DateTime" => Chance(3) ? Pick(Instants) : Instants[0],
        "Edtf" => Chance(3) ? Pick(ImpreciseDays) : ImpreciseDays[0],
        "ID" => Pick(Ids),
        _ => Pick(Texts),
    };

    private JsonNode? Number() => JsonNode.Parse(Chance(15) ? Pick(Numbers) : random.Next(6).ToString(CultureInfo.InvariantCulture));

    private JsonNode? Anything() => random.Next(6) switch
    {
        0 => Number(),
        1 => Pick(Texts),
        2 => true,
        3 => new JsonArray(1, "a", null),
        4 => new JsonObject { ["a"] = new JsonObject() },
        _ => null,
    };

    // One value stands for a list of one.
    private string Print(JsonNode? value, TypeRef? type) => value is not JsonArray && type?.Items is { } items ? Print(value, items) : value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(' ', list.Select(item => Print(item, type?.Items)))}]",
        JsonObject fields => $"{{{string.Join(' ', fields.Select(field => $"{field.Key}: {Print(field.Value, FieldType(type, field.Key))}"))}}}",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => type is not null && schema[type.Name].Kind == "ENUM" ? text.GetValue<string>() : Quoted(text.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private TypeRef? FieldType(TypeRef? type, string field) =>
        type is { Items: null } ? schema[type.Name].InputFields.FirstOrDefault(one => one.Name == field)?.Type : null;

    private string Quoted(string text) => Chance(20) && !text.Contains('"') && !text.Contains('\\') && !text.Contains('\0') ? $"\"\"\"{text}\"\"\"" : JsonSerializer.Serialize(text);

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private static string Id(string text) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}
