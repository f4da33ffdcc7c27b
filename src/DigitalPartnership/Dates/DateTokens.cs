using System.Globalization;
using System.Text;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Dates;

/// <summary>The numbers, folded words and marks of a text, taken one after the other.</summary>
internal sealed class DateTokens(string text)
{
    private readonly List<string> tokens = Split(text);
    private int at;

    /// <summary>The token so many places ahead; empty behind the last one.</summary>
    public string Peek(int ahead = 0) => at + ahead < tokens.Count ? tokens[at + ahead] : "";

    public void Skip(int count) => at += count;

    /// <summary>Takes the first of the phrases that comes next, if one does.</summary>
    public bool Take(params IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases.Select(Split))
        {
            if (!tokens.Skip(at).Take(phrase.Count).SequenceEqual(phrase))
                continue;
            at += phrase.Count;
            return true;
        }
        return false;
    }

    public void RefuseRest()
    {
        if (Peek() is { Length: > 0 } rest)
            throw new FormatException($"“{rest}” is not understood where it stands.");
    }

    private static List<string> Split(string text)
    {
        var folded = Folding.Fold(text);
        var tokens = new List<string>();
        for (var at = 0; at < folded.Length;)
        {
            var start = at;
            var sign = folded[at++];
            if (char.IsAsciiDigit(sign))
            {
                while (at < folded.Length && char.IsAsciiDigit(folded[at]))
                    at++;
                tokens.Add(folded[start..at]);
            }
            else if (char.IsLetter(sign))
            {
                while (at < folded.Length && char.IsLetter(folded[at]))
                    at++;
                tokens.Add(folded[start..at]);
                if (at < folded.Length && folded[at] == '.')
                    at++;
            }
            else if (sign is '/' or ',')
            {
                tokens.Add(sign.ToString());
            }
            else if (char.GetUnicodeCategory(sign) is UnicodeCategory.DashPunctuation || sign == '\u2212')
            {
                tokens.Add("-");
            }
            else if (sign != '\'' && !char.IsWhiteSpace(sign))
            {
                var unknown = Rune.GetRuneAt(folded, start);
                throw new FormatException($"The character “{unknown}” (U+{unknown.Value:X4}) does not belong in a date.");
            }
        }
        return tokens;
    }
}
