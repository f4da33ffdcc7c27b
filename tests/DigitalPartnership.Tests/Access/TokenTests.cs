using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace DigitalPartnership.Tests.Access;

public sealed class TokenTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Question = "{ viewer { name roles caller } }";

    public static TheoryData<string, string> Refused => new()
    {
        { "expired", Tokens.Make(token => token.Expires = new DateTime(2022, 6, 8, 9, 54, 0, DateTimeKind.Utc)) },
        { "without an end", WithoutEnd() },
        { "not yet valid", Tokens.Make(token => token.NotBefore = new DateTime(2022, 6, 8, 10, 6, 0, DateTimeKind.Utc)) },
        { "signed with another key", Tokens.Make(token => token.SigningCredentials = Credentials("another key of the same length..")) },
        { "not signed", Tokens.Make(token => token.SigningCredentials = null) },
        { "alg none", WithHeader("""{"alg":"none","typ":"JWT"}""", signature: "") },
        { "alg none with a signature", WithHeader("""{"alg":"none","typ":"JWT"}""", signature: Tokens.Admin.Split('.')[2]) },
        { "alg None", WithHeader("""{"alg":"None","typ":"JWT"}""", signature: "") },
        { "forged roles", Forged() },
        { "truncated signature", Tokens.Admin[..^4] },
        { "for somebody else", Tokens.Make(token => token.Audience = "https://elsewhere.example") },
        { "for nobody", Tokens.Make(token => token.Audience = null) },
        { "from somebody else", Tokens.Make(token => token.Issuer = "https://elsewhere.example") },
        { "from nobody", Tokens.Make(token => token.Issuer = null) },
        { "about nobody", Tokens.Make(token => token.Claims.Remove("sub")) },
    };

    public static TheoryData<string> Garbage =>
    [
        "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer ....", "Basic YTpi", "garbage", $"Bearer {new string('x', 8000)}", Tokens.Admin,
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_not_valid_is_refused(string why, string token) => await AssertRefusedAsync($"Bearer {token}", why);

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task An_authorization_header_that_is_no_token_is_refused(string header) => await AssertRefusedAsync(header, header);

    [Fact]
    public async Task The_viewer_is_told_who_they_are()
    {
        var viewer = (await host.AskAsAsync(Tokens.For("secretariat", ["admin", "janitor"], ("name", "Admin A")), Question)).GetProperty("viewer");

        Assert.Equal("Admin A", viewer.GetProperty("name").GetString());
        Assert.Equal(["admin"], viewer.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal($"secretariat@{Tokens.Issuer}", viewer.GetProperty("caller").GetString());
    }

    [Fact]
    public async Task An_object_of_a_directory_is_known_by_both_ids()
    {
        var viewer = (await host.AskAsAsync(Tokens.For("pairwise", "admin", ("oid", "person"), ("tid", "tenant")), Question)).GetProperty("viewer");

        Assert.Equal("person@tenant", viewer.GetProperty("caller").GetString());
    }

    [Fact]
    public async Task Without_a_token_there_is_no_viewer()
    {
        var answer = await host.PostAsync("{ taxonomy { total } viewer { name } }");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("viewer").ValueKind);
        Assert.Equal(25, answer.GetProperty("data").GetProperty("taxonomy").GetProperty("total").GetInt32());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("AUTH_NOT_AUTHENTICATED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("viewer", Assert.Single(error.GetProperty("path").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Without_a_role_there_is_no_right()
    {
        var token = Tokens.For("visitor", []);

        Assert.Empty((await host.AskAsAsync(token, Question)).GetProperty("viewer").GetProperty("roles").EnumerateArray());
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(token, "{ auditLog { totalCount } }"));
    }

    private async Task AssertRefusedAsync(string authorization, string why)
    {
        using var response = await host.SendAsync(authorization, Question);

        Assert.True(401 == (int)response.StatusCode, why);
        Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal("AUTH_NOT_AUTHENTICATED", Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString());
    }

    private static SigningCredentials Credentials(string key) => new(new SymmetricSecurityKey(Encoding.ASCII.GetBytes(key)), SecurityAlgorithms.HmacSha256);

    private static string WithHeader(string header, string signature) => $"{Base64UrlEncoder.Encode(header)}.{Tokens.Admin.Split('.')[1]}.{signature}";

    private static string WithoutEnd()
    {
        var handler = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken($$"""{"sub":"secretariat","roles":["admin"],"iss":"{{Tokens.Issuer}}","aud":"{{Tokens.Audience}}"}""", Credentials(Encoding.ASCII.GetString(Tokens.Key)));
    }

    private static string Forged()
    {
        var parts = Tokens.For("liaison-a", "liaison").Split('.');
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("liaison\"", "admin\""))}.{parts[2]}";
    }
}
