using DigitalPartnership.Texts;

namespace DigitalPartnership.Dates;

/// <summary>The words of a language that are both printed and read.</summary>
/// <param name="Months">The names of the months from January on.</param>
/// <param name="Seasons">The names of the seasons from spring on.</param>
/// <param name="StartUnknown">What is said of a range of which only the end is known.</param>
/// <param name="EndUnknown">What is said of a range of which only the start is known.</param>
/// <param name="NothingKnown">What is said of a range without a known end, by its EDTF text.</param>
internal sealed record DateVocabulary(
    string[] Months, string[] Seasons, string StartUnknown, string EndUnknown, IReadOnlyDictionary<string, string> NothingKnown)
{
    private const int ShortestAbbreviation = 3;

    public static readonly DateVocabulary English = new(
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["spring", "summer", "autumn", "winter"],
        "start unknown",
        "end unknown",
        new Dictionary<string, string>
        {
            ["/"] = "date unknown",
            ["../.."] = "no start or end date",
            ["../"] = "no start date, end unknown",
            ["/.."] = "start unknown, no end date",
        });

    public static readonly DateVocabulary French = new(
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["printemps", "été", "automne", "hiver"],
        "début inconnu",
        "fin inconnue",
        new Dictionary<string, string>
        {
            ["/"] = "date inconnue",
            ["../.."] = "sans date de début ni de fin",
            ["../"] = "sans date de début, fin inconnue",
            ["/.."] = "début inconnu, sans date de fin",
        });

    public static readonly DateVocabulary[] All = [English, French];

    /// <summary>The month that the folded word names or, by its first letters, abbreviates; null where it fits none or several.</summary>
    public static int? FindMonth(string word)
    {
        if (word.Length < ShortestAbbreviation)
            return null;
        var found = All
            .SelectMany(language => language.Months.Index())
            .Where(month => Folding.Fold(month.Item).StartsWith(word, StringComparison.Ordinal))
            .Select(month => month.Index + 1)
            .Distinct()
            .ToArray();
        return found is [var single] ? single : null;
    }

    /// <summary>The season that the folded word names.</summary>
    public static Season? FindSeason(string word)
    {
        foreach (var language in All)
        {
            var index = Array.FindIndex(language.Seasons, season => Folding.Fold(season) == word);
            if (index >= 0)
                return Season.Spring + index;
        }
        return null;
    }
}
