using System.Text;
using System.Text.Json.Nodes;

namespace DigitalPartnership.Tests.Fuzzing;

/// <summary>A request that a stranger might send: a document with variables.</summary>
internal sealed record GeneratedRequest(string Query, JsonObject Variables)
{
    public string ToJson() => new JsonObject { ["query"] = Query, ["variables"] = Variables.DeepClone() }.ToJsonString();
}

/// <summary>
/// Writes documents that the schema mostly allows, with everything that the language has: fragments, aliases, directives, variables, inputs within inputs, and now
/// and then what the schema forbids. The same seed writes the same document.
/// </summary>
internal sealed class DocumentGenerator
{
    private const int Deepest = 7;

    private readonly SchemaOutline _schema;
    private readonly Random _random;
    private readonly ValueGenerator _values;
    private readonly List<(string Name, string Type, JsonNode? Value, bool IsGiven)> _variables = [];
    private readonly List<string> _fragments = [];
    private int _left;
    private int _aliases;

    private DocumentGenerator(SchemaOutline schema, Random random)
    {
        (_schema, _random) = (schema, random);
        _values = new ValueGenerator(schema, random);
        // Most strangers ask for little, a few for very much.
        _left = Chance(20) ? 300 : random.Next(3, 40);
    }

    public static GeneratedRequest Write(SchemaOutline schema, Random random) => new DocumentGenerator(schema, random).Write();

    private GeneratedRequest Write()
    {
        var (operation, root) = _random.Next(40) switch { 0 => ("subscription", "Subscription"), 1 or 2 => ("mutation", "Mutation"), _ => ("query", "Query") };
        var selections = Selections(_schema[root], 0);
        var definitions = string.Concat(_variables.Select(variable => $" ${variable.Name}: {variable.Type}{(variable.IsGiven || !Chance(5) ? "" : " = null")}"));
        var head = _variables.Count > 0 ? $"{operation} Generated({definitions})" : operation == "query" && Chance(2) ? "" : operation;
        var document = new StringBuilder($"{head} {selections}");
        foreach (var fragment in _fragments)
            document.Append('\n').Append(fragment);
        if (Chance(60))
            document.Append(" query Another { __typename }");
        var given = new JsonObject();
        foreach (var variable in _variables.Where(variable => variable.IsGiven))
            given[variable.Name] = variable.Value;
        return new GeneratedRequest(document.ToString(), given);
    }

    private string Selections(OutlineType type, int depth)
    {
        if (type.Fields.Length == 0)
            return PossibleSelections(type, depth);
        var parts = new List<string>();
        for (var more = _random.Next(1, 5); more > 0; more--)
        {
            _left--;
            parts.Add(_random.Next(24) switch
            {
                0 => "__typename",
                1 when type.Name == "Query" => "__type(name: \"Partner\") { name fields { name type { name } } }",
                2 when type.PossibleTypes.Length > 0 => PossibleSelections(type, depth)[1..^1],
                3 => $"... on {type.Name}{Directive()} {Nested(type, depth)}",
                4 => Spread(type, depth),
                5 when Chance(8) => $"nothing{_random.Next(10)}",
                _ => Field(type, depth),
            });
        }
        return $"{{ {string.Join(' ', parts)} }}";
    }

    // Where no more is to be asked for, one field ends it.
    private string Nested(OutlineType type, int depth) => depth >= Deepest || _left <= 0 ? "{ __typename }" : Selections(type, depth + 1);

    private string PossibleSelections(OutlineType type, int depth)
    {
        var possible = type.PossibleTypes.Length > 0 ? Pick(type.PossibleTypes) : type.Name;
        return $"{{ __typename ... on {possible}{Directive()} {Nested(_schema[possible], depth)} }}";
    }

    private string Spread(OutlineType type, int depth)
    {
        // Every now and then a fragment is used that another has written, or that nobody has.
        var name = $"F{_fragments.Count}";
        if (Chance(40))
            return $"...F{_random.Next(_fragments.Count + 1)}";
        var at = _fragments.Count;
        _fragments.Add("");
        _fragments[at] = $"fragment {name} on {type.Name} {Nested(type, depth)}";
        return $"...{name}{Directive()}";
    }

    private string Field(OutlineType type, int depth)
    {
        var field = Pick(type.Fields);
        var result = _schema[field.Type.Name];
        // A field that leads further is worth less the less may still be asked for.
        for (var tries = 0; !result.IsLeaf && (depth >= Deepest - 1 || _left <= 0) && tries < 5; tries++)
            (field, result) = Pick(type.Fields) is var other ? (other, _schema[other.Type.Name]) : default;
        var below = result.IsLeaf ? Chance(300) ? " { __typename }" : "" : Chance(300) ? "" : $" {Nested(result, depth)}";
        var arguments = Arguments(field);
        // Two fields of one name must not differ; what differs gets a name of its own, nearly always.
        var alias = Chance(100) ? $"a{_random.Next(4)}: " : arguments.Length > 0 && !Chance(50) || Chance(8) ? $"f{_aliases++}: " : "";
        return $"{alias}{field.Name}{arguments}{Directive()}{below}";
    }

    private string Arguments(OutlineField field)
    {
        var given = field.Arguments.Where(argument => argument.Type.IsNeeded ? !Chance(300) : Chance(argument.Name switch { "first" => 2, "after" or "before" => 60, "last" => 12, _ => 4 }))
            .Select(argument => $"{argument.Name}: {(Chance(4) ? Variable(argument.Type) : _values.Literal(argument.Type))}").ToList();
        if (Chance(400))
            given.Add("unheard: 1");
        return given.Count > 0 ? $"({string.Join(", ", given)})" : "";
    }

    private string Variable(TypeRef type)
    {
        var name = $"v{_variables.Count}";
        _variables.Add((name, type.ToString(), _values.Json(type), type.IsNeeded ? !Chance(50) : !Chance(8)));
        return $"${name}";
    }

    private string Directive() => _random.Next(30) switch
    {
        0 => " @include(if: true)",
        1 => " @skip(if: false)",
        2 => $" @include(if: {Variable(new TypeRef("Boolean", true, null))})",
        3 => $" @skip(if: {Variable(new TypeRef("Boolean", true, null))}) @include(if: true)",
        4 when Chance(10) => " @unheard",
        _ => "",
    };

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
