using System.Collections;
using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// How many values the answer to an operation may have if every list is as long as asked for. It is told by a document that nobody has checked yet, so that one that
/// asks for too much is refused before the rules of the language are looked at, which takes far longer; what is not in the schema counts as one value and is left to them.
/// </summary>
internal sealed class QueryCost
{
    // Lists that are not paged are short: names, sources, participations.
    internal const int AverageList = 10;

    private readonly ISchema _schema;
    private readonly GraphQLVariablesDefinition? _defined;
    private readonly Inputs _given;
    private readonly GraphQLDocument _document;

    private QueryCost(ValidationContext context) =>
        (_schema, _document, _defined, _given) = (context.Schema, context.Document, context.Operation.Variables, context.Variables);

    /// <summary>Counts what the operation asks for at the given root.</summary>
    public static double Of(ValidationContext context, IGraphType root) => new QueryCost(context).Of(context.Operation.SelectionSet, root, null);

    private double Of(GraphQLSelectionSet? set, IGraphType? parent, GraphQLField? above)
    {
        var cost = 0.0;
        if (set is null)
            return cost;
        foreach (var selection in set.Selections)
        {
            if (IsLeftOut(selection))
                continue;
            cost += selection switch
            {
                GraphQLField field => Of(field, parent, above),
                GraphQLInlineFragment inline => Of(inline.SelectionSet, inline.TypeCondition is { } condition ? TypeOf(condition) : parent, above),
                GraphQLFragmentSpread spread => _document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } fragment ? Of(fragment.SelectionSet, TypeOf(fragment.TypeCondition), above) : 0,
                _ => 0,
            };
        }
        return cost;
    }

    private double Of(GraphQLField field, IGraphType? parent, GraphQLField? above)
    {
        if (field.SelectionSet is null || Find(parent, field.Name.Value) is not { } definition)
            return 1;
        return 1 + Length(definition, field, parent!, above) * Of(field.SelectionSet, definition.ResolvedType?.GetNamedType(), field);
    }

    private FieldType? Find(IGraphType? parent, ROM name)
    {
        if (parent == _schema.Query && name == _schema.SchemaMetaFieldType.Name)
            return _schema.SchemaMetaFieldType;
        if (parent == _schema.Query && name == _schema.TypeMetaFieldType.Name)
            return _schema.TypeMetaFieldType;
        return (parent as IComplexGraphType)?.Fields.Find(name);
    }

    private IGraphType? TypeOf(GraphQLTypeCondition condition) => _schema.AllTypes[condition.Type.Name.Value];

    private double Length(FieldType definition, GraphQLField field, IGraphType parent, GraphQLField? above)
    {
        if (definition.ResolvedType is not (ListGraphType or NonNullGraphType { ResolvedType: ListGraphType }))
            return 1;
        if (parent.Name.StartsWith("__", StringComparison.Ordinal))
            return Introspected(definition);
        if (above is not null && parent.Name.EndsWith("Connection", StringComparison.Ordinal))
            return Number(above, "first") ?? Number(above, "last") ?? PageArguments.DefaultSize;
        // A list of the records that the document names.
        return Given(field, "ids") switch
        {
            GraphQLListValue named => named.Values?.Count ?? 0,
            ICollection named => named.Count,
            // One stands for a list of one.
            GraphQLStringValue or string => 1,
            _ => AverageList,
        };
    }

    // The schema is known: from a type to its fields and on to their types goes round and round.
    private int Introspected(FieldType definition) => definition.Name switch
    {
        "types" => _schema.AllTypes.Count,
        "args" => 3,
        _ => AverageList,
    };

    private double? Number(GraphQLField field, string argument)
    {
        int? number = Given(field, argument) switch
        {
            GraphQLIntValue literal => int.TryParse(literal.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
            int value => value,
            _ => null,
        };
        return number is { } size ? Math.Clamp(size, 0, PageArguments.LargestSize) : null;
    }

    private bool IsLeftOut(ASTNode selection)
    {
        if (selection is not IHasDirectivesNode { Directives: { Count: > 0 } directives })
            return false;
        foreach (var directive in directives)
        {
            bool? condition = Given(directive, "if") switch
            {
                GraphQLBooleanValue literal => literal.BoolValue,
                bool value => value,
                _ => null,
            };
            if (condition is true && directive.Name.Value == "skip" || condition is false && directive.Name.Value == "include")
                return true;
        }
        return false;
    }

    /// <summary>What is given for an argument: a literal of the document, or the value that came with the request for its variable.</summary>
    private object? Given(IHasArgumentsNode node, string argument)
    {
        var value = node.Arguments?.Find(argument)?.Value;
        if (value is not GraphQLVariable variable)
            return value;
        if (_given.TryGetValue((string)variable.Name.Value, out var given))
            return given;
        return _defined?.FirstOrDefault(one => one.Variable.Name.Value == variable.Name.Value)?.DefaultValue;
    }
}
