using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>Tokens that the hosts of the tests accept, made as <c>dotnet user-jwts</c> makes them.</summary>
public static class Tokens
{
    public const string Issuer = "https://sign-in.example";
    public const string Audience = "https://partnership.example";

    public static readonly byte[] Key = Encoding.ASCII.GetBytes("the key of the tests, 32 bytes..");

    /// <summary>A member of the Secretariat.</summary>
    public static string Admin { get; } = For("secretariat", "admin");

    /// <summary>The settings with which a host accepts the tokens.</summary>
    public static IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Authentication:Schemes:Bearer:ValidIssuer", Issuer),
        ("Authentication:Schemes:Bearer:ValidAudiences:0", Audience),
        ("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", Issuer),
        ("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String(Key)),
        ("Authentication:Schemes:Bearer:SigningKeys:0:Length", $"{Key.Length}"),
    ];

    /// <summary>Somebody with a role, valid from 2022 to 2031.</summary>
    public static string For(string subject, string role, params (string Type, object Value)[] claims) => For(subject, [role], claims);

    /// <summary>Somebody with roles, valid from 2022 to 2031.</summary>
    public static string For(string subject, string[] roles, params (string Type, object Value)[] claims) => Make(token =>
    {
        token.Claims["sub"] = subject;
        token.Claims["roles"] = roles;
        foreach (var (type, value) in claims)
            token.Claims[type] = value;
    });

    /// <summary>Somebody with the role of a liaison, whose address the issuer vouches for.</summary>
    public static string ForLiaison(string address) => For(address.Split('@')[0], "liaison", ("email", address), ("email_verified", true));

    /// <summary>An admin's token with something changed about it.</summary>
    public static string Make(Action<SecurityTokenDescriptor> change)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Expires = new DateTime(2032, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Claims = new Dictionary<string, object> { ["sub"] = "secretariat", ["roles"] = new[] { "admin" } },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Key), SecurityAlgorithms.HmacSha256),
        };
        change(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }
}
