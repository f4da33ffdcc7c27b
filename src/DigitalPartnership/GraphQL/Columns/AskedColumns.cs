using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Finds the columns that the items of a connection need for what a document asks of them. Directives are passed over: what they leave out is
/// loaded and not shown, so the same document needs the same columns whatever its variables are.
/// </summary>
internal sealed class AskedColumns
{
    private readonly IResolveFieldContext _context;
    private readonly SortedSet<string> _columns = new(StringComparer.Ordinal);
    private bool _needsAll;

    private AskedColumns(IResolveFieldContext context) => _context = context;

    /// <summary>The names of the record's properties in their order, with commas between them; null where the whole record is needed.</summary>
    public static string? Of(IResolveFieldContext connection)
    {
        var asked = new AskedColumns(connection);
        asked.VisitPage(connection.FieldAst.SelectionSet, connection.FieldDefinition.ResolvedType!.GetNamedType());
        return asked._needsAll ? null : string.Join(',', asked._columns);
    }

    private void VisitPage(GraphQLSelectionSet? selections, IGraphType type)
    {
        foreach (var (field, of) in Fields(selections, type))
        {
            if (of?.GetField(field.Name) is not { ResolvedType: { } shown })
                continue;
            if (field.Name.StringValue is "nodes" or "node")
                VisitItem(field.SelectionSet, shown.GetNamedType());
            else if (field.Name.StringValue is "edges")
                VisitPage(field.SelectionSet, shown.GetNamedType());
        }
    }

    private void VisitItem(GraphQLSelectionSet? selections, IGraphType type)
    {
        Add(ReadsAttribute.Of(type));
        foreach (var (field, of) in Fields(selections, type))
        {
            if (field.Name.StringValue != _context.Schema.TypeNameMetaFieldType.Name)
                Add(of?.GetField(field.Name) is { } definition ? ReadsAttribute.Of(definition) : null);
        }
    }

    private IEnumerable<(GraphQLField Field, IComplexGraphType? Of)> Fields(GraphQLSelectionSet? selections, IGraphType type)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLField field)
            {
                yield return (field, type as IComplexGraphType);
                continue;
            }
            (GraphQLTypeCondition? Condition, GraphQLSelectionSet? Inner) part = selection switch
            {
                GraphQLInlineFragment inline => (inline.TypeCondition, inline.SelectionSet),
                GraphQLFragmentSpread spread when FragmentOf(spread) is { } fragment => (fragment.TypeCondition, fragment.SelectionSet),
                _ => default,
            };
            foreach (var found in Fields(part.Inner, part.Condition is null ? type : _context.Schema.AllTypes[part.Condition.Type.Name] ?? type))
                yield return found;
        }
    }

    private GraphQLFragmentDefinition? FragmentOf(GraphQLFragmentSpread spread) =>
        _context.Document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name == spread.FragmentName.Name);

    private void Add(IReadOnlyList<string>? columns)
    {
        if (columns is null)
            _needsAll = true;
        else
            _columns.UnionWith(columns);
    }
}
