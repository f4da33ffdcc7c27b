using GraphQLParser;
using GraphQLParser.AST;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Counts the pairs of fields in a document that would be one field of the answer, and those of fragments that stand for fields at the same place. The rules compare
/// the two with each other, and whatever stands below the one with whatever stands below the other.
/// </summary>
internal sealed class ComparedSelections
{
    // For how many pairs two count that cannot be one, which is an error each, and how many signs of arguments count for one: the rules write them down for each pair.
    private const int Differing = 5;
    private const double ArgumentsOfOne = 20;

    private readonly ILookup<ROM, GraphQLFragmentDefinition> _fragments;
    private readonly HashSet<ROM> _used = [];

    private ComparedSelections(GraphQLDocument document) =>
        _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.Value);

    /// <summary>Counts them in a document whose fragments use no fragment in a circle.</summary>
    public static double PairsIn(GraphQLDocument document)
    {
        var compared = new ComparedSelections(document);
        return document.Definitions.OfType<GraphQLOperationDefinition>().Sum(operation => compared.Pairs([operation.SelectionSet]))
            + compared._fragments.Where(fragment => !compared._used.Contains(fragment.Key)).SelectMany(same => same).Sum(fragment => compared.Pairs([fragment.SelectionSet]));
    }

    private double Pairs(List<GraphQLSelectionSet> sets)
    {
        var (fields, seen) = (new Dictionary<ROM, List<GraphQLField>>(), new HashSet<ROM>());
        foreach (var set in sets)
            Gather(set, fields, seen);
        var pairs = Pairs(seen.Count);
        foreach (var same in fields.Values)
        {
            pairs += Pairs(same.Count) + Differing * Differences(same) + (same.Count - 1) * same.Sum(field => Length(field.Arguments) / ArgumentsOfOne);
            var below = same.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>().ToList();
            if (below.Count > 0)
                pairs += Pairs(below);
        }
        return pairs;
    }

    private static double Differences(List<GraphQLField> same) =>
        Pairs(same.Count) - same.CountBy(field => field.Name.Value).Sum(name => Pairs(name.Value));

    private static double Length(GraphQLArguments? arguments) => arguments is null ? 0 : arguments.Location.End - arguments.Location.Start;

    /// <summary>How many pairs can be made of so many.</summary>
    public static double Pairs(int count) => count * (count - 1) / 2.0;

    private void Gather(GraphQLSelectionSet set, Dictionary<ROM, List<GraphQLField>> fields, HashSet<ROM> seen)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is GraphQLField field)
            {
                var name = (field.Alias?.Name ?? field.Name).Value;
                if (!fields.TryGetValue(name, out var same))
                    fields[name] = same = [];
                same.Add(field);
            }
            else if (selection is GraphQLInlineFragment inline)
            {
                Gather(inline.SelectionSet, fields, seen);
            }
            else if (selection is GraphQLFragmentSpread spread && seen.Add(spread.FragmentName.Name.Value))
            {
                _used.Add(spread.FragmentName.Name.Value);
                foreach (var fragment in _fragments[spread.FragmentName.Name.Value])
                    Gather(fragment.SelectionSet, fields, seen);
            }
        }
    }
}
