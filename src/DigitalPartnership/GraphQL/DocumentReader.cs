using GraphQL.Execution;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Parses documents and refuses those that would cost too much only to be checked: the time that the rules take grows
/// with the square of the selections, and fragments within fragments make exponentially many out of a few lines.
/// </summary>
internal sealed class DocumentReader(QueryLimits limits) : IDocumentBuilder
{
    private readonly GraphQLDocumentBuilder _parser = new();

    public GraphQLDocument Build(string document)
    {
        GraphQLDocument parsed;
        try
        {
            parsed = _parser.Build(document);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new LimitError("DEPTH_EXCEEDED", $"The document is nested too deep; fields may be nested {limits.Depth} levels.");
        }
        var selections = new SelectionCount(parsed).Total;
        return selections <= limits.Selections
            ? parsed
            : throw new LimitError("COST_EXCEEDED", $"The document has more than {limits.Selections} selections, counting a fragment's wherever it is used. Ask for fewer fields.");
    }

    /// <summary>Counts the selections of a document, each fragment as often as it is used, yet walks each only once.</summary>
    private sealed class SelectionCount(GraphQLDocument document)
    {
        private readonly Dictionary<GraphQLFragmentDefinition, double> _counted = [];
        private readonly ILookup<string, GraphQLFragmentDefinition> _fragments =
            document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.StringValue);

        public double Total =>
            document.Definitions.OfType<GraphQLOperationDefinition>().Sum(operation => Of(operation.SelectionSet))
            + document.Definitions.OfType<GraphQLFragmentDefinition>().Where(unused => !_counted.ContainsKey(unused)).Sum(Of);

        private double Of(GraphQLSelectionSet? set) => set?.Selections.Sum(selection => 1 + selection switch
        {
            GraphQLField field => Of(field.SelectionSet),
            GraphQLInlineFragment inline => Of(inline.SelectionSet),
            GraphQLFragmentSpread spread => _fragments[spread.FragmentName.Name.StringValue].Sum(Of),
            _ => 0,
        }) ?? 0;

        private double Of(GraphQLFragmentDefinition fragment)
        {
            if (_counted.TryGetValue(fragment, out var known))
                return known;
            _counted[fragment] = 0; // A fragment that uses itself is for the rules to refuse.
            return _counted[fragment] = Of(fragment.SelectionSet);
        }
    }
}
