using GraphQLParser;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>How large a document is once its fragments stand wherever they are used; each fragment is walked only once.</summary>
/// <param name="Depth">How deep fields are nested.</param>
/// <param name="Selections">How many fields and fragments are selected, with their directives and the variables.</param>
/// <param name="Aliases">How many fields are renamed, or stand in the same braces again.</param>
/// <param name="RootFields">How many fields the operation that has most selects at its root.</param>
/// <param name="Cycle">The name of a fragment that uses itself; the figures mean nothing then.</param>
internal sealed record DocumentExtent(int Depth, double Selections, double Aliases, double RootFields, string? Cycle)
{
    /// <summary>Measures a document that has been parsed and not checked.</summary>
    public static DocumentExtent Of(GraphQLDocument document)
    {
        var walk = new Walk(document);
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().Select(walk.OfOperation).ToList();
        var all = operations.Concat(walk.Unused()).ToList();
        return new DocumentExtent(
            all.Select(part => part.Depth).DefaultIfEmpty().Max(),
            all.Sum(part => part.Selections),
            all.Sum(part => part.Aliases),
            operations.Select(part => part.Fields).DefaultIfEmpty().Max(),
            walk.Cycle);
    }

    /// <summary>What stands below one pair of braces. Fragments that double each other reach figures beyond any whole number.</summary>
    private readonly record struct Part(int Depth, double Selections, double Aliases, double Fields)
    {
        public Part With(Part other) =>
            new(Math.Max(Depth, other.Depth), Selections + other.Selections, Aliases + other.Aliases, Fields + other.Fields);
    }

    private sealed class Walk(GraphQLDocument document)
    {
        private readonly Dictionary<ROM, Part?> _measured = [];
        private readonly ILookup<ROM, GraphQLFragmentDefinition> _fragments =
            document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.Value);

        public string? Cycle { get; private set; }

        public IEnumerable<Part> Unused() => _fragments.Where(fragment => !_measured.ContainsKey(fragment.Key)).Select(fragment => OfFragment(fragment.Key));

        public Part OfOperation(GraphQLOperationDefinition operation) =>
            More(Of(operation.SelectionSet), operation.Variables?.Count ?? 0, operation);

        private Part Of(GraphQLSelectionSet? set)
        {
            if (set is null)
                return default;
            var whole = default(Part);
            HashSet<ROM>? names = null;
            foreach (var selection in set.Selections)
            {
                var part = selection switch
                {
                    GraphQLField field => OfField(field, isAgain: !(names ??= []).Add(field.Name.Value)),
                    GraphQLInlineFragment inline => Of(inline.SelectionSet),
                    GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.Value),
                    _ => default,
                };
                whole = whole.With(More(part, 1, selection));
            }
            return whole;
        }

        private Part OfField(GraphQLField field, bool isAgain)
        {
            var below = Of(field.SelectionSet);
            return new Part(below.Depth + 1, below.Selections, below.Aliases + (isAgain || field.Alias is not null ? 1 : 0), 1);
        }

        private Part OfFragment(ROM name)
        {
            if (_measured.TryGetValue(name, out var known))
            {
                if (known is null)
                    Cycle ??= (string)name;
                return known ?? default;
            }
            _measured[name] = null;
            var part = default(Part);
            foreach (var fragment in _fragments[name])
                part = part.With(Of(fragment.SelectionSet));
            _measured[name] = part;
            return part;
        }

        // What stands beside a selection is checked like one.
        private static Part More(Part part, int selections, ASTNode node) =>
            part with { Selections = part.Selections + selections + ((node as IHasDirectivesNode)?.Directives?.Count ?? 0) };
    }
}
