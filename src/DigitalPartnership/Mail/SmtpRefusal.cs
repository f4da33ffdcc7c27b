using System.Text.RegularExpressions;

namespace DigitalPartnership.Mail;

/// <summary>How far the talk about one mail had come.</summary>
internal enum SmtpStage
{
    /// <summary>Greeting, TLS and sign-in.</summary>
    Connecting,

    /// <summary>The sender is named; nothing of the mail is known to the server yet.</summary>
    Sender,

    /// <summary>The recipient is named.</summary>
    Recipient,

    /// <summary>The mail itself is handed over.</summary>
    Content,
}

/// <summary>Reads a refusal of the server: whom or what it means, and for how long.</summary>
internal static partial class SmtpRefusal
{
    private const int LongestDetail = 300;
    private const int LongestRead = 2_000;

    /// <summary>What a reply of 400 or above says about the mail, by the stage at which it came.</summary>
    /// <param name="stage">How far the talk had come.</param>
    /// <param name="code">The three digits.</param>
    /// <param name="words">The rest of the reply, which may begin with an enhanced code.</param>
    public static DeliveryOutcome Read(SmtpStage stage, int code, string words) => (stage, code) switch
    {
        (_, 421) => DeliveryOutcome.Unavailable,
        (SmtpStage.Connecting or SmtpStage.Sender, < 500) => DeliveryOutcome.Unavailable,
        (SmtpStage.Sender, 552) => DeliveryOutcome.MessageRefused,
        (SmtpStage.Connecting or SmtpStage.Sender, _) => DeliveryOutcome.RefusedForAll,
        (_, < 500) => DeliveryOutcome.Deferred,
        (SmtpStage.Recipient, _) => ReadRecipient(code, EnhancedCode().Match(words).Groups[1].Value, words),
        _ => DeliveryOutcome.MessageRefused,
    };

    /// <summary>The code and the words in one line of bounded length, without anything that looks like an address.</summary>
    /// <param name="code">The three digits; null for a failure that is not the server's reply.</param>
    /// <param name="words">What was said.</param>
    /// <param name="recipient">The address that the mail was for, whose local part is hidden where it stands alone.</param>
    public static string Describe(int? code, string words, string? recipient)
    {
        var line = Blank().Replace(words.Length > LongestRead ? words[..LongestRead] : words, " ").Trim();
        line = Address().Replace(line, "(address)");
        if (recipient?.Split('@')[0] is { Length: > 2 } person)
            line = Regex.Replace(line, $@"(?<![\w.]){Regex.Escape(person)}(?![\w])", "(address)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        line = code is null ? line : $"{code} {line}".TrimEnd();
        return line.Length <= LongestDetail ? line : line[..(LongestDetail - 1)] + "…";
    }

    /// <summary>
    /// 5.7 is policy, 5.1.7 and 5.1.8 mean the sender: neither says anything about the recipient's address. A full mailbox
    /// (552, 5.2.2) is no reason to look for another one. Old servers refuse to relay with a bare 550, and only their words say so.
    /// </summary>
    private static DeliveryOutcome ReadRecipient(int code, string enhanced, string words) => enhanced switch
    {
        "5.1.7" or "5.1.8" => DeliveryOutcome.RefusedForAll,
        "5.2.2" => DeliveryOutcome.Deferred,
        _ when enhanced.StartsWith("5.7.", StringComparison.Ordinal) => DeliveryOutcome.RefusedForAll,
        _ when enhanced.StartsWith("5.1.", StringComparison.Ordinal) || enhanced.StartsWith("5.2.", StringComparison.Ordinal) => DeliveryOutcome.AddressRefused,
        "" when Policy().IsMatch(words) => DeliveryOutcome.RefusedForAll,
        _ => code switch
        {
            552 => DeliveryOutcome.Deferred,
            501 or 550 or 551 or 553 => DeliveryOutcome.AddressRefused,
            _ => DeliveryOutcome.RefusedForAll,
        },
    };

    [GeneratedRegex(@"\A\s*(5\.\d{1,3}\.\d{1,3})(?!\S)")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"\b(relay|relaying|policy|authenticat\w*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Policy();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"(""[^""]*""|[^\s<>()\[\],;:""]+)\s?(@|＠|%40)\s?[^\s<>(),;:""]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
