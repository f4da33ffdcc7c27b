using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Workplan;

/// <summary>A participant found in a printed list.</summary>
/// <param name="Name">The known name by which it was found.</param>
/// <param name="ListedAs">What the list prints.</param>
internal sealed record ListedParticipant(OrganisationName Name, string ListedAs);

/// <summary>
/// Reads a printed list of companies and associations. Lists are separated by commas, by "and", or by nothing at all, and
/// commas are also part of names; so known names are looked for, the longest first, and what is left over is told.
/// </summary>
internal sealed class ParticipantList
{
    // Words that only stand in remarks about a list, never in the name of an organisation.
    private static readonly HashSet<string> RemarkWords = ["tbc", "tba", "exact", "should", "include", "includes", "including", "sent", "whom", "following", "invited"];

    private readonly List<ListedParticipant> _participants = [];
    private readonly List<string> _remarks = [];
    private readonly List<string> _unknown = [];
    private readonly List<string> _contradictions = [];

    private ParticipantList() { }

    /// <summary>The participants, each organisation once, in the order of the list.</summary>
    public IReadOnlyList<ListedParticipant> Participants => _participants;

    /// <summary>What was read as a remark and not as a name.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>What must be a name and is not known.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Names followed by brackets that name somebody else.</summary>
    public IReadOnlyList<string> Contradictions => _contradictions;

    public static ParticipantList Read(string cell, NameIndex names)
    {
        var list = new ParticipantList();
        var words = Folding.Words(cell);
        for (var at = 0; at < words.Count;)
        {
            if (names.LongestAt(words, at) is var (name, count))
                at = list.Take(cell, words, at, count, name, names);
            else if (words[at].Folded is "and" or "et")
                at++;
            else
                at = list.LeaveOver(cell, words, at, names);
        }
        return list;
    }

    private int Take(string cell, IReadOnlyList<Word> words, int at, int count, OrganisationName name, NameIndex names)
    {
        var start = words[at].Start;
        var end = words[at + count - 1].End;
        var inside = cell.AsSpan(start, end - start);
        if (inside.Count('(') > inside.Count(')') && end < cell.Length && cell[end] == ')')
        {
            end++;
        }
        else if (cell.AsSpan(end).TrimStart().StartsWith("(") && cell.IndexOf(')', end) is > 0 and var close)
        {
            var bracket = cell[(cell.IndexOf('(', end) + 1)..close];
            if (names.Resolve(bracket).Organisation is { } other && other.Id != name.OrganisationId)
                _contradictions.Add($"“{cell[start..(close + 1)]}” names {name.Organisation.Name} and {other.Name}.");
            end = close + 1;
        }

        if (_participants.All(known => known.Name.OrganisationId != name.OrganisationId))
            _participants.Add(new ListedParticipant(name, cell[start..end]));
        while (at < words.Count && words[at].Start < end)
            at++;
        return at;
    }

    private int LeaveOver(string cell, IReadOnlyList<Word> words, int at, NameIndex names)
    {
        var first = at;
        do
            at++;
        while (at < words.Count && !Separates(cell[words[at - 1].End..words[at].Start]) && names.LongestAt(words, at) is null);

        var text = cell[words[first].Start..words[at - 1].End];
        var endsInColon = cell.AsSpan(words[at - 1].End).TrimStart().StartsWith(":");
        var isRemark = endsInColon || words.Skip(first).Take(at - first).Any(word => RemarkWords.Contains(word.Folded));
        (isRemark ? _remarks : _unknown).Add(text);
        return at;
    }

    private static bool Separates(string gap) => gap.AsSpan().IndexOfAny(",;:\n") >= 0;
}
