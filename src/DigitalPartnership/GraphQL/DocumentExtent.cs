using GraphQLParser;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>How large a document is once its fragments stand wherever they are used; each fragment is walked only once.</summary>
/// <param name="Depth">How deep fields are nested.</param>
/// <param name="Selections">How much there is to check: fields and fragments, and what stands beside them, by the time that it takes.</param>
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
            Math.Ceiling(all.Sum(part => part.Selections) + walk.Fragments),
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
        // For how many fields something else counts. Of variables and fragments the rules find all that is wrong at once, when nothing can break them off.
        private const double PlainValue = 0.5;
        private const int Directive = 3;
        private const int Variable = 5;
        private const int Fragment = 5;

        private readonly Dictionary<ROM, Part?> _measured = [];
        private readonly ILookup<ROM, GraphQLFragmentDefinition> _fragments =
            document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.Value);

        public string? Cycle { get; private set; }

        public int Fragments => Fragment * document.Definitions.Count(definition => definition is GraphQLFragmentDefinition);

        public IEnumerable<Part> Unused() => _fragments.Where(fragment => !_measured.ContainsKey(fragment.Key)).Select(fragment => OfFragment(fragment.Key));

        public Part OfOperation(GraphQLOperationDefinition operation) =>
            More(Of(operation.SelectionSet), operation.Variables?.Sum(variable => Variable + Values(variable.DefaultValue) + Directives(variable.Directives)) ?? 0, operation);

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
                part = part.With(More(Of(fragment.SelectionSet), 0, fragment));
            _measured[name] = part;
            return part;
        }

        // What stands beside a selection is checked like one.
        private static Part More(Part part, double selections, ASTNode node) =>
            part with { Selections = part.Selections + selections + Values((node as IHasArgumentsNode)?.Arguments) + Directives((node as IHasDirectivesNode)?.Directives) };

        // At one place, each is compared with each.
        private static double Directives(GraphQLDirectives? directives)
        {
            var count = 0.0;
            foreach (var directive in directives ?? Enumerable.Empty<GraphQLDirective>())
                count += Directive + Values(directive.Arguments);
            return count + ComparedSelections.Pairs(directives?.Count ?? 0);
        }

        private static double Values(GraphQLArguments? arguments)
        {
            var count = 0.0;
            foreach (var argument in arguments ?? Enumerable.Empty<GraphQLArgument>())
                count += Values(argument.Value);
            return count;
        }

        private static double Values(GraphQLValue? value)
        {
            if (value is not (GraphQLListValue or GraphQLObjectValue))
                return value is null ? 0 : value is GraphQLVariable ? Variable : PlainValue;
            var count = 1.0;
            foreach (var item in (value as GraphQLListValue)?.Values ?? [])
                count += Values(item);
            foreach (var field in (value as GraphQLObjectValue)?.Fields ?? [])
                count += Values(field.Value);
            return count;
        }
    }
}
