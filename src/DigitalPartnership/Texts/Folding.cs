using System.Globalization;
using System.Text;

namespace DigitalPartnership.Texts;

/// <summary>
/// Brings texts to a form in which people mean the same thing by them: case and accents folded.
/// Folded texts stand in columns of their own, because neither database folds accents and SQLite folds only ASCII.
/// </summary>
public static class Folding
{
    /// <summary>Folds case and accents and nothing else: <c>Telefónica, S.A.</c> becomes <c>telefonica, s.a.</c></summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in WellFormed(text).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark)
                continue;
            switch (char.ToLowerInvariant(character))
            {
                case 'ß': folded.Append("ss"); break;
                case 'æ': folded.Append("ae"); break;
                case 'œ': folded.Append("oe"); break;
                case 'ø': folded.Append('o'); break;
                case 'ł': folded.Append('l'); break;
                case 'đ': folded.Append('d'); break;
                case 'ı': folded.Append('i'); break;
                case '’' or '‘': folded.Append('\''); break;
                case var lower: folded.Append(lower); break;
            }
        }
        return folded.ToString();
    }

    /// <summary>Folds a text of which null stays null.</summary>
    public static string? FoldOrNull(string? text) => text is null ? null : Fold(text);

    /// <summary>
    /// The words of a text, folded, without punctuation: <c>Computer &amp; Communications (CCIA)</c> gives
    /// computer, and, communications, ccia. A dot or apostrophe inside a word disappears (<c>S.A.</c> gives sa).
    /// </summary>
    public static IReadOnlyList<Word> Words(string text)
    {
        var words = new List<Word>();
        var current = new StringBuilder();
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            var character = at < text.Length ? text[at] : ' ';
            if (char.IsLetterOrDigit(character))
            {
                if (current.Length == 0)
                    start = at;
                current.Append(character);
            }
            else if (IsInsideWord(text, at) && current.Length > 0 || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark)
            {
                current.Append(character);
            }
            else
            {
                if (current.Length > 0)
                    words.Add(new Word(Fold(current.ToString()).Replace(".", "").Replace("'", ""), start, at));
                current.Clear();
                if (character == '&')
                    words.Add(new Word("and", at, at + 1));
            }
        }
        return words;
    }

    /// <summary>The words of a text joined by single blanks: what is unique among the names of organisations.</summary>
    public static string Key(string text) => string.Join(' ', Words(text).Select(word => word.Folded));

    /// <summary>A half of a surrogate pair, which a client can send but nothing can normalise, becomes U+FFFD.</summary>
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static bool IsInsideWord(string text, int at) =>
        text.Length > at && text[at] is '.' or '\'' or '’' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
}

/// <summary>A folded word and where it stands in the original text.</summary>
/// <param name="Folded">The word in lower case without accents and inner punctuation.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last character.</param>
public readonly record struct Word(string Folded, int Start, int End);
