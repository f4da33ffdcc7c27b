using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Agreements;

public sealed class LogoUseTests
{
    private const string Purposes = "{ partner(slug: \"apple\") { logoPermissions { id purpose state } } changes { nodes { kind } } }";

    [Fact]
    public async Task What_is_only_asked_for_stays_between_the_parties_until_it_is_granted()
    {
        using var host = new ApiHost();
        await host.DesignateAsync("apple", "of-apple@apple.example");
        var liaison = Tokens.ForLiaison("of-apple@apple.example");
        var standing = (await host.AskAsync(Purposes)).GetRawText();

        var asked = (await host.AskAsAsync(liaison, """mutation { requestLogoUse(input: { purpose: "A poster" }) { permission { id state } } }"""))
            .GetProperty("requestLogoUse").GetProperty("permission");

        Assert.Equal("REQUESTED", asked.GetProperty("state").GetString());
        Assert.Equal(standing, (await host.AskAsync(Purposes)).GetRawText());
        var permissionId = asked.GetProperty("id").GetString();
        Assert.Equal("null", (await host.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id = permissionId })).GetProperty("node").GetRawText());
        Assert.Contains("A poster", (await host.AskAsAsync(liaison, Purposes)).GetRawText());

        await host.AskAsAsync(Tokens.Admin, "mutation($id: ID!) { decideLogoUse(input: { permissionId: $id, grant: true }) { permission { state } } }", new { id = permissionId });
        var told = await host.AskAsync(Purposes);
        Assert.Contains("A poster", told.GetRawText());
        Assert.Equal("LOGO_USE_GRANTED", told.GetProperty("changes").GetProperty("nodes").EnumerateArray().Last().GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Who_is_erased_is_nobody_in_the_audit_trail()
    {
        using var host = new ApiHost();
        var liaisonId = await host.DesignateAsync("apple", "of-apple@apple.example");
        await host.AskAsAsync(Tokens.ForLiaison("of-apple@apple.example"), """mutation { requestLogoUse(input: { purpose: "A poster", idempotencyKey: "one" }) { permission { id } } }""");
        Assert.Contains("of-apple@", await CallersAsync());

        await host.ChangeAsync("eraseLiaison", new { liaisonId, reason = "asked for" });

        var callers = await CallersAsync();
        Assert.DoesNotContain("of-apple@", callers);
        Assert.Contains("erased liaison", callers);

        async Task<string> CallersAsync() => (await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { caller action } } }")).GetRawText();
    }
}
