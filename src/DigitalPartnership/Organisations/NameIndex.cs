using DigitalPartnership.Texts;

namespace DigitalPartnership.Organisations;

/// <summary>All names of all organisations, ready to find out whom a written name means.</summary>
public sealed class NameIndex
{
    private static readonly HashSet<string> LegalForms =
        ["inc", "incorporated", "corp", "corporation", "co", "company", "llc", "ltd", "limited", "plc", "sa", "ag", "gmbh", "se", "nv", "bv", "spa", "group", "the"];

    private static readonly string[] Introductions = ["formerly ", "former ", "now ", "ex ", "previously "];

    private readonly Dictionary<string, OrganisationName> _byKey = [];
    private readonly ILookup<string, OrganisationName> _byBareKey;
    private readonly ILookup<string, OrganisationName> _byLetters;
    private readonly IReadOnlyList<OrganisationName> _names;
    private readonly ILookup<int, NeverMerge> _neverMerged;
    private readonly int _longest;

    /// <summary>Builds the index from names that come with their organisations.</summary>
    public NameIndex(IReadOnlyList<OrganisationName> names, IEnumerable<NeverMerge> neverMerged)
    {
        _names = names;
        foreach (var name in names.OrderBy(name => name.Kind))
            _byKey.TryAdd(KeyOf(name), name);
        _byBareKey = _byKey.ToLookup(entry => Bare(entry.Key), entry => entry.Value);
        _byLetters = _byKey.ToLookup(entry => Letters(entry.Key), entry => entry.Value);
        _neverMerged = neverMerged
            .SelectMany(pair => new[] { (pair.OrganisationId, pair), (OrganisationId: pair.OtherId, pair) })
            .ToLookup(entry => entry.OrganisationId, entry => entry.pair);
        _longest = _byKey.Keys.Select(key => key.Count(letter => letter == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>Whose name this is, to the word; null where it is nobody's.</summary>
    public Organisation? Find(string name) => _byKey.GetValueOrDefault(Folding.Key(name))?.Organisation;

    /// <summary>Finds out whom a written name means.</summary>
    public NameResolution Resolve(string written)
    {
        if (Exact(written) is { } exact)
            return Found(exact, $"“{written}” is {Described(exact)}.");

        if (SplitBrackets(written) is var (outside, inside) && (Exact(outside) ?? Exact(inside)) is { } part)
        {
            var other = Exact(inside);
            return other is null || other.OrganisationId == part.OrganisationId
                ? Found(part, $"“{written}” has {Described(part)} in it.")
                : Unsure([part.Organisation, other.Organisation], $"“{outside}” is {part.Organisation.Name}, but “{inside}” is {other.Organisation.Name}.");
        }

        var key = Folding.Key(written);
        foreach (var (found, why) in new[]
        {
            (_byLetters[Letters(key)], "but for blanks"),
            (Bare(key) is { Length: > 0 } bare ? _byBareKey[bare] : [], "but for its legal form"),
        })
        {
            var organisations = found.DistinctBy(name => name.OrganisationId).ToList();
            if (organisations is [var only] && !_neverMerged.Contains(only.OrganisationId))
                return Found(only, $"“{written}” is, {why}, {Described(only)}.");
            if (organisations.Count > 0)
                return Unsure(WithLookalikes(organisations.Select(name => name.Organisation)), $"“{written}” could be more than one organisation; these must not be taken for one another.");
        }

        var similar = Similar(key);
        return Unsure(similar, similar.Count > 0 ? $"“{written}” is no known name; it resembles these." : $"“{written}” is no known name and resembles none.");
    }

    /// <summary>The longest known name that starts at a word of a longer text, and how many words it takes.</summary>
    internal (OrganisationName Name, int Count)? LongestAt(IReadOnlyList<Word> words, int at)
    {
        for (var count = Math.Min(_longest, words.Count - at); count > 0; count--)
        {
            var key = string.Join(' ', words.Skip(at).Take(count).Select(word => word.Folded));
            if (_byKey.TryGetValue(key, out var name))
                return (name, count);
        }
        return null;
    }

    private OrganisationName? Exact(string written)
    {
        var key = Folding.Key(written);
        if (_byKey.TryGetValue(key, out var name))
            return name;
        var introduction = Introductions.FirstOrDefault(start => key.StartsWith(start, StringComparison.Ordinal));
        return introduction is not null && _byKey.TryGetValue(key[introduction.Length..], out name) ? name : null;
    }

    private NameResolution Found(OrganisationName name, string explanation)
    {
        var lookalikes = _neverMerged[name.OrganisationId].Select(pair => pair.OrganisationId == name.OrganisationId ? pair.Other : pair.Organisation).ToList();
        var warning = lookalikes.Count > 0 ? $" Not to be taken for {string.Join(" or ", lookalikes.Select(other => other.Name))}." : "";
        return new NameResolution(name.Organisation, name, explanation + warning, []);
    }

    private static NameResolution Unsure(IReadOnlyList<Organisation> candidates, string explanation) => new(null, null, explanation, candidates);

    private List<Organisation> WithLookalikes(IEnumerable<Organisation> organisations) =>
        [.. organisations.SelectMany(one => _neverMerged[one.Id].SelectMany(pair => new[] { pair.Organisation, pair.Other }).Prepend(one)).DistinctBy(one => one.Id)];

    private List<Organisation> Similar(string key)
    {
        var words = key.Split(' ').Where(word => word.Length > 2).ToHashSet();
        return [.. _names
            .Select(name => (name.Organisation, Likeness: Likeness(key, words, KeyOf(name))))
            .Where(entry => entry.Likeness >= 0.5)
            .OrderByDescending(entry => entry.Likeness).ThenBy(entry => entry.Organisation.NameKey, StringComparer.Ordinal)
            .Select(entry => entry.Organisation).DistinctBy(organisation => organisation.Id).Take(5)];
    }

    private static double Likeness(string key, HashSet<string> words, string known)
    {
        var letters = 1 - (double)Distance(key, known) / Math.Max(1, Math.Max(key.Length, known.Length));
        var knownWords = known.Split(' ').Where(word => word.Length > 2).ToHashSet();
        var shared = words.Count == 0 || knownWords.Count == 0 ? 0 : (double)words.Intersect(knownWords).Count() / Math.Min(words.Count, knownWords.Count);
        return Math.Max(letters < 0.7 ? 0 : letters, shared);
    }

    /// <summary>How many letters have to be changed, added or taken away to make one text the other.</summary>
    private static int Distance(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var current = new int[other.Length + 1];
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var change = previous[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
                current[column] = Math.Min(change, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[^1];
    }

    private static string Described(OrganisationName name) => name.Kind switch
    {
        NameKind.Current => $"the name of {name.Organisation.Name}",
        NameKind.Legal => $"the full name of {name.Organisation.Name}",
        NameKind.Short => $"the short name of {name.Organisation.Name}",
        NameKind.Former => $"a former name of {name.Organisation.Name}",
        _ => $"a spelling of {name.Organisation.Name}",
    };

    private static (string Outside, string Inside)? SplitBrackets(string written)
    {
        var open = written.IndexOf('(');
        var close = written.LastIndexOf(')');
        return open > 0 && close > open ? ((written[..open] + written[(close + 1)..]).Trim(), written[(open + 1)..close].Trim()) : null;
    }

    private static string KeyOf(OrganisationName name) => name.Key ?? Folding.Key(name.Name);

    private static string Bare(string key) => string.Join(' ', key.Split(' ').Where(word => !LegalForms.Contains(word)));

    private static string Letters(string key) => key.Replace(" ", "");
}
