using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQL.Utilities;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Completes the schema's descriptions: those taken from the code lose its line breaks, and the arguments that mean the same
/// in every list are described here once.
/// </summary>
internal sealed partial class Descriptions : BaseSchemaNodeVisitor
{
    private static readonly Dictionary<string, string> SharedArguments = new()
    {
        ["first"] = $"How many items from the start, or behind `after`: at most {PageArguments.LargestSize}, and {PageArguments.DefaultSize} where the number is left out.",
        ["after"] = "The cursor behind which the page starts.",
        ["last"] = $"How many items from the end, or before `before`: at most {PageArguments.LargestSize}; not together with `first`.",
        ["before"] = "The cursor before which the page ends.",
        ["where"] = "Which items to list; all of them where it is left out.",
        ["input"] = "What is to be done.",
        ["language"] = "The language to write it in.",
        ["order"] = "What to sort by, the first of these first; left out, the order that the field tells.",
    };

    public override void VisitObject(IObjectGraphType type, ISchema schema) => Complete(type);

    public override void VisitInterface(IInterfaceGraphType type, ISchema schema) => Complete(type);

    public override void VisitUnion(UnionGraphType type, ISchema schema) => Complete(type);

    public override void VisitEnum(EnumerationGraphType type, ISchema schema) => Complete(type);

    public override void VisitEnumValue(EnumValueDefinition value, EnumerationGraphType type, ISchema schema) => value.Description = OneLine(value.Description);

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema) => Complete(field);

    public override void VisitInterfaceFieldDefinition(FieldType field, IInterfaceGraphType type, ISchema schema) => Complete(field);

    public override void VisitInputObject(IInputObjectGraphType type, ISchema schema) => Complete(type);

    public override void VisitInputObjectFieldDefinition(FieldType field, IInputObjectGraphType type, ISchema schema) => Complete(field);

    private static void Complete(IGraphType type) => type.Description = OneLine(type.Description);

    private static void Complete(FieldType field)
    {
        field.Description = OneLine(field.Description);
        foreach (var argument in field.Arguments ?? [])
            argument.Description = OneLine(argument.Description) ?? SharedArguments.GetValueOrDefault(argument.Name);
    }

    private static string? OneLine(string? description) => description is null ? null : Blanks().Replace(description, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
