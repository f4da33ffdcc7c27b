using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace DigitalPartnership.Access;

/// <summary>Who sends the request. One instance lives as long as the request; nobody in particular until somebody signs in.</summary>
public sealed class Caller
{
    /// <summary>The role of the Secretariat.</summary>
    public const string Admin = "admin";

    /// <summary>The role of liaison persons.</summary>
    public const string Liaison = "liaison";

    /// <summary>The most characters of an <see cref="Id"/>.</summary>
    public const int LongestId = 200;

    /// <summary>What names the caller for ever: the directory's object and tenant, else the token's issuer and subject.</summary>
    public string? Id { get; private set; }

    /// <summary>The name in the token.</summary>
    public string? Name { get; private set; }

    /// <summary>The address in the token, where whoever issued it vouches that it is the caller's.</summary>
    public string? VerifiedAddress { get; private set; }

    /// <summary>The roles in the token that this product knows.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>The key of the liaison person that the caller is.</summary>
    public int? LiaisonId { get; private set; }

    /// <summary>The key of the partner whose liaison the caller is.</summary>
    public int? PartnerId { get; private set; }

    /// <summary>Whether somebody has signed in.</summary>
    public bool IsSignedIn => Id is not null;

    /// <summary>Whether the caller belongs to the Secretariat.</summary>
    public bool IsAdmin => Roles.Contains(Admin);

    /// <summary>Whether the caller may see what belongs to a partner: the Secretariat, and that partner's own liaisons.</summary>
    public bool MaySee(int partner) => IsAdmin || PartnerId == partner;

    /// <summary>Takes the caller from a token that has been checked.</summary>
    public void SignIn(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated is not true)
            return;
        Id = (Claim("oid"), Claim("tid"), Claim("iss"), Claim("sub")) switch
        {
            ({ } person, { } tenant, _, _) => Bounded($"{person}@{tenant}"),
            (_, _, { } issuer, { } subject) => Bounded($"{subject}@{issuer}"),
            _ => null,
        };
        if (Id is null)
            return;
        Name = Claim("name") ?? Claim("unique_name");
        VerifiedAddress = "true".Equals(Only("email_verified"), StringComparison.OrdinalIgnoreCase) ? Only("email") : null;
        Roles = [.. user.Claims.Where(claim => claim.Type is "roles" or "role").Select(claim => claim.Value).Where(role => role is Admin or Liaison).Distinct()];

        // Tables hold no more; who has a longer one is known by its digest.
        static string Bounded(string id) => id.Length <= LongestId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

        string? Claim(string type) => user.Claims.FirstOrDefault(claim => claim.Type == type)?.Value;

        string? Only(string type) => user.Claims.Where(claim => claim.Type == type).ToList() is [var claim] ? claim.Value : null;
    }

    /// <summary>Remembers which liaison person the caller is.</summary>
    public void ActAs(int liaison, int partner)
    {
        LiaisonId = liaison;
        PartnerId = partner;
    }
}
