using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Mail;

/// <summary>Makes texts, some of which come from users, safe and readable as lines of a mail.</summary>
internal static partial class MailWords
{
    /// <summary>The name at the head of every mail.</summary>
    public static readonly Bilingual Sender = new("Council of Europe · Digital Partnership", "Conseil de l’Europe · Partenariat numérique");

    private const int LongestSubject = 150;

    /// <summary>
    /// One line: breaks and runs of blanks become one blank, and characters that cannot be seen but steer a reader
    /// (controls, overrides of the writing direction) are left out. No-break blanks stay, French punctuation needs them.
    /// </summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\u2028' or '\u2029' || Rune.IsControl(rune) && Rune.IsWhiteSpace(rune) || rune.Value == ' ')
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (!Rune.IsControl(rune) && !SteersDirection(rune))
            {
                line.Append(rune.ToString());
            }
        }
        return line.ToString().TrimEnd(' ');
    }

    /// <summary>A line of the mail's body; in French, the blank that sets punctuation apart becomes one at which no line breaks.</summary>
    public static string Line(string text, Language language) =>
        language is Language.Fr ? FrenchBlank().Replace(Line(text), "\u00A0") : Line(text);

    /// <summary>A line that is short enough for a subject or a name.</summary>
    public static string Subject(string text)
    {
        var line = Line(text);
        if (line.Length <= LongestSubject)
            return line;
        var characters = new StringInfo(line[..LongestSubject]);
        // The last one may have been cut.
        return characters.SubstringByTextElements(0, Math.Max(0, characters.LengthInTextElements - 1)).TrimEnd() + "…";
    }

    private static bool SteersDirection(Rune rune) => rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0xFEFF;

    [GeneratedRegex("(?<=«) | (?=[:;!?»])")]
    private static partial Regex FrenchBlank();
}
