using System.Text.RegularExpressions;

namespace DigitalPartnership.Liaisons;

/// <summary>
/// The form of an e-mail address: plain ASCII without comments, quotes or control characters, so that it cannot smuggle
/// a header into a mail, and a host of at least two labels. No address is taken for another that only looks like it.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>The most characters that an address may have.</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;

    /// <summary>Whether a text has the form of an address.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && text.IndexOf('@') <= LongestLocalPart && Form().IsMatch(text);

    /// <summary>What two spellings of one address have in common; null for a text that is no address.</summary>
    public static string? Key(string? text) => text is not null && IsValid(text) ? text.ToLowerInvariant() : null;

    [GeneratedRegex(@"\A[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
