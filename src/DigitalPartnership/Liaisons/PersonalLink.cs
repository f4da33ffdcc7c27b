using System.Buffers.Text;
using System.Security.Cryptography;
using DigitalPartnership.Auditing;

namespace DigitalPartnership.Liaisons;

/// <summary>What a personal link lets one do.</summary>
public enum PersonalLinkPurpose
{
    /// <summary>Answer one assessment for one's own party.</summary>
    AssessmentForm,

    /// <summary>Stop mail that only informs.</summary>
    Unsubscribe,

    /// <summary>Read the calendar of one's partner.</summary>
    CalendarFeed,
}

/// <summary>
/// A link that lets one person do one thing without signing in. Whoever holds its token may use it, so the token is random, only
/// its hash is kept, it expires and can be revoked, and it ends with the office.
/// </summary>
public sealed class PersonalLink : IAudited
{
    private const int TokenBytes = 32;

    (string Kind, int Key) IAudited.AuditSubject => ("Liaison", LiaisonId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>What it lets one do.</summary>
    public PersonalLinkPurpose Purpose { get; init; }

    /// <summary>The token's SHA-256 hash in hexadecimal digits.</summary>
    [PersonalData]
    public required string TokenHash { get; init; }

    /// <summary>The key of the office whose holder may use it.</summary>
    public int LiaisonId { get; init; }

    /// <summary>The key of the record that it is about; null where it is about the person alone.</summary>
    public int? SubjectKey { get; init; }

    /// <summary>The first moment at which it is no longer valid, in UTC.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>When it was taken back, in UTC.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>Makes a link and the token that goes into its address; the token is never seen again.</summary>
    public static (PersonalLink Link, string Token) Make(PersonalLinkPurpose purpose, int liaison, int? subject, DateTime expiresAt)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return (new PersonalLink { Purpose = purpose, TokenHash = Hash(token), LiaisonId = liaison, SubjectKey = subject, ExpiresAt = expiresAt }, token);
    }

    /// <summary>The same link as a record that is not in the database yet.</summary>
    internal PersonalLink Unsaved() => new() { Purpose = Purpose, TokenHash = TokenHash, LiaisonId = LiaisonId, SubjectKey = SubjectKey, ExpiresAt = ExpiresAt, RevokedAt = RevokedAt };

    /// <summary>The hash of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}
