using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Access;

/// <summary>
/// A way to every field of the schema: for each type a chain of fields that leads to it from the root, with arguments
/// that find something, and for each mutation an input that the types allow.
/// </summary>
internal sealed class SchemaWalk
{
    private const string Introspection = """
        { __schema { types { kind name
            fields { name args { name defaultValue type { ...t } } type { ...t } }
            inputFields { name type { ...t } } enumValues { name } possibleTypes { name } } } }
        fragment t on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private readonly Dictionary<string, JsonElement> _types;
    private readonly Func<string, string, string?> _argument;

    // The shortest way leads through lists of everybody; these lead to one record of which there is everything.
    private static readonly Dictionary<string, List<string>> ChosenWays = new()
    {
        ["Query"] = [],
        ["Partner"] = ["partner(slug: \"icc\")"],
        ["Liaison"] = ["partner(slug: \"icc\")", "liaisons"],
        ["Onboarding"] = ["partner(slug: \"icc\")", "onboarding"],
        ["PageInfo"] = ["partners(first: 1)", "pageInfo"],
        ["AssessmentConnection"] = ["partner(slug: \"icc\")", "assessments"],
        ["AssessmentEdge"] = ["partner(slug: \"icc\")", "assessments", "edges"],
        ["Assessment"] = ["partner(slug: \"icc\")", "assessments", "nodes"],
        ["Letter"] = ["partner(slug: \"icc\")", "letters"],
    };

    private SchemaWalk(Dictionary<string, JsonElement> types, Func<string, string, string?> argument)
    {
        _types = types;
        _argument = argument;
    }

    /// <param name="host">The host whose schema is walked.</param>
    /// <param name="argument">The value of a field's argument, as it is written in a document; null for one that may be left out.</param>
    public static async Task<SchemaWalk> OfAsync(ApiHost host, Func<string, string, string?> argument) => new(
        (await host.AskAsync(Introspection)).GetProperty("__schema").GetProperty("types").EnumerateArray()
            .Where(type => !type.GetProperty("name").GetString()!.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(type => type.GetProperty("name").GetString()!), argument);

    /// <summary>A document for every field that can be read, by the field's place in the schema.</summary>
    public IEnumerable<(string Field, string Document)> Reads()
    {
        var ways = Ways();
        return from way in ways
               from field in Fields(way.Key)
               select ($"{way.Key}.{Name(field)}", Wrap(way.Value, Call(way.Key, field)));
    }

    /// <summary>
    /// A document for every condition by which a list can be narrowed, and two for every order that it can have: from the start and behind a cursor. Lists of the
    /// root have every operation on every field, those inside records one of them.
    /// </summary>
    public IEnumerable<string> Lists(Func<string, string> sample, string cursorOf)
    {
        foreach (var (type, way) in Ways())
        {
            foreach (var field in Fields(type))
            {
                var arguments = field.GetProperty("args").EnumerateArray().ToDictionary(Name, argument => TypeName(argument.GetProperty("type")));
                if (arguments.TryGetValue("where", out var where) && _types.ContainsKey(where) && Kind(where) == "INPUT_OBJECT")
                {
                    foreach (var condition in Conditions(where, sample, depth: type == "Query" ? 2 : 1).Take(type == "Query" ? int.MaxValue : 1))
                        yield return Wrap(way, List(type, field, $"where: {condition}"));
                }
                if (arguments.TryGetValue("order", out var order) && arguments.ContainsKey("after"))
                {
                    foreach (var by in _types[order].GetProperty("inputFields").EnumerateArray().Select(Name).Take(type == "Query" ? int.MaxValue : 1))
                    {
                        yield return Wrap(way, List(type, field, $"first: 2, order: [{{ {by}: DESC }}]", cursorOf));
                        yield return Wrap(way, List(type, field, $"last: 2, order: [{{ {by}: ASC }}]", cursorOf));
                    }
                }
            }
        }
    }

    private IEnumerable<string> Conditions(string type, Func<string, string> sample, int depth)
    {
        foreach (var field in _types[type].GetProperty("inputFields").EnumerateArray())
        {
            var (name, of) = (Name(field), TypeName(field.GetProperty("type")));
            if (name is "and" or "or")
                continue;
            if (Kind(of) != "INPUT_OBJECT")
                yield return $"{{ {name}: {(IsList(field.GetProperty("type")) ? $"[{Sample(of, sample)}]" : Sample(of, sample))} }}";
            else if (depth > 0)
            {
                // What belongs to several records is asked for with one operation for each way to belong.
                var inner = Conditions(of, sample, depth - 1);
                foreach (var condition in name is "some" or "none" or "all" ? inner.Take(1) : inner)
                    yield return $"{{ {name}: {condition} }}";
            }
        }
    }

    private string Sample(string type, Func<string, string> sample) => Kind(type) == "ENUM" ? Name(_types[type].GetProperty("enumValues")[0]) : sample(type);

    private string List(string type, JsonElement field, string narrowed, string? selection = null) =>
        Name(field) + Arguments(type, field, narrowed) + (TypeName(field.GetProperty("type")).EndsWith("Connection", StringComparison.Ordinal)
            ? $" {{ totalCount nodes {{ __typename }} {selection} }}"
            : " { __typename }");

    private static bool IsList(JsonElement type) => type.GetProperty("kind").GetString() == "LIST" || type.GetProperty("ofType").ValueKind is JsonValueKind.Object && IsList(type.GetProperty("ofType"));

    /// <summary>A document for every type, which asks for nothing but a record of it.</summary>
    public IEnumerable<(string Type, string Document)> Types() => Ways().Select(way => (way.Key, Wrap(way.Value, "__typename")));

    /// <summary>A document for every mutation.</summary>
    public IEnumerable<(string Field, string Document)> Mutations() =>
        from field in Fields("Mutation")
        let input = TypeName(field.GetProperty("args")[0].GetProperty("type"))
        select ($"Mutation.{Name(field)}", $"mutation {{ {Name(field)}(input: {InputOf(input)}) {{ __typename }} }}");

    private Dictionary<string, List<string>> Ways()
    {
        var ways = new Dictionary<string, List<string>>(ChosenWays);
        // A field that may give any of several types may give none of the one that is looked for: such ways come last.
        Extend(ways, type => Kind(type) == "OBJECT");
        Extend(ways, _ => true);
        return ways;
    }

    private void Extend(Dictionary<string, List<string>> ways, Func<string, bool> leads)
    {
        var queue = new Queue<string>(ways.Keys);
        while (queue.TryDequeue(out var from))
        {
            foreach (var field in Fields(from).Where(field => leads(TypeName(field.GetProperty("type")))))
            {
                var to = TypeName(field.GetProperty("type"));
                foreach (var type in Concrete(to))
                {
                    if (ways.TryAdd(type, [.. ways[from], .. Step(from, field, to, type)]))
                        queue.Enqueue(type);
                }
            }
        }
    }

    private IEnumerable<string> Concrete(string type) => Kind(type) switch
    {
        "OBJECT" => [type],
        "INTERFACE" or "UNION" => _types[type].GetProperty("possibleTypes").EnumerateArray().Select(possible => possible.GetProperty("name").GetString()!),
        _ => [],
    };

    private string[] Step(string from, JsonElement field, string declared, string type)
    {
        var call = Name(field) + Arguments(from, field);
        return declared == type ? [call] : [call, $"... on {type}"];
    }

    private string Call(string type, JsonElement field) =>
        Name(field) + Arguments(type, field) + (Kind(TypeName(field.GetProperty("type"))) is "SCALAR" or "ENUM" ? "" : " { __typename }");

    private string Arguments(string type, JsonElement field, string? more = null)
    {
        var given = field.GetProperty("args").EnumerateArray()
            .Select(argument => (Name: Name(argument), Value: _argument($"{type}.{Name(field)}", Name(argument)), IsNeeded: argument.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && argument.GetProperty("defaultValue").ValueKind is JsonValueKind.Null))
            .Where(argument => argument.Value is not null || argument.IsNeeded)
            .Select(argument => $"{argument.Name}: {argument.Value ?? throw new InvalidOperationException($"{type}.{Name(field)} needs a value for {argument.Name}.")}")
            .Concat(more is null ? [] : [more])
            .ToList();
        return given.Count > 0 ? $"({string.Join(", ", given)})" : "";
    }

    private string InputOf(string type) => Kind(type) switch
    {
        "ENUM" => Name(_types[type].GetProperty("enumValues")[0]),
        "INPUT_OBJECT" => "{ " + string.Join(", ", _types[type].GetProperty("inputFields").EnumerateArray()
            .Where(field => field.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL")
            .Select(field => $"{Name(field)}: {InputOf(TypeName(field.GetProperty("type")))}")) + " }",
        _ => type switch
        {
            "Boolean" => "true",
            "Int" => "1",
            "Date" or "Edtf" => "\"2022-06-08\"",
            _ => "\"x\"",
        },
    };

    private IEnumerable<JsonElement> Fields(string type) =>
        _types[type].GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields ? fields.EnumerateArray() : [];

    private string Kind(string type) => _types[type].GetProperty("kind").GetString()!;

    private static string Wrap(IEnumerable<string> way, string field) => way.Reverse().Append("").Aggregate(field, (inner, step) => step == "" ? $"{{ {inner} }}" : $"{step} {{ {inner} }}");

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    private static string TypeName(JsonElement type) => type.GetProperty("name").GetString() ?? TypeName(type.GetProperty("ofType"));
}
