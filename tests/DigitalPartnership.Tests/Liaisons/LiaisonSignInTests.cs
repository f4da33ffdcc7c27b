using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Liaisons;

public sealed class LiaisonSignInTests : IDisposable
{
    private const string Address = "a@liaison.example";

    private readonly ApiHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_verified_address_binds_at_the_first_sign_in_and_for_ever()
    {
        await _host.DesignateAsync("icc", Address);

        Assert.Equal("icc", await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", "A@Liaison.example"), ("email_verified", "true"))));
        Assert.Equal("icc", await _host.ActsForAsync(Tokens.For("person", "liaison")));
        Assert.Null(await _host.ActsForAsync(Tokens.For("somebody-else", "liaison", ("email", Address), ("email_verified", true))));

        var entries = (await _host.AskAsAsync(Tokens.Admin, "{ auditLog { nodes { action caller before after } } }")).GetProperty("auditLog").GetProperty("nodes").EnumerateArray()
            .Where(entry => entry.GetProperty("action").GetString() == "signIn: Liaison changed");
        var binding = Assert.Single(entries);
        Assert.Equal($"person@{Tokens.Issuer}", binding.GetProperty("caller").GetString());
        Assert.Equal("""{"Id":1,"CallerId":"(personal)"}""", binding.GetProperty("after").GetString());
    }

    [Fact]
    public async Task An_address_that_nobody_vouches_for_binds_nobody()
    {
        await _host.DesignateAsync("icc", Address);

        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", Address))));
        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", Address), ("email_verified", false))));
        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", Address), ("email_verified", 1))));
        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("preferred_username", Address), ("email_verified", true))));
        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", new[] { "b@liaison.example", Address }), ("email_verified", true))));
        Assert.Null(await _host.ActsForAsync(Tokens.For("person", "liaison", ("email", "á@liaison.example"), ("email_verified", true))));
        Assert.Equal("icc", await _host.ActsForAsync(Tokens.ForLiaison(Address)));
    }

    [Fact]
    public async Task Without_the_role_there_is_no_right_even_where_bound()
    {
        await _host.DesignateAsync("icc", Address);
        Assert.Null(await _host.ActsForAsync(Tokens.For("a", [], ("email", Address), ("email_verified", true))));
        Assert.Equal("icc", await _host.ActsForAsync(Tokens.ForLiaison(Address)));

        var roleless = Tokens.For("a", [], ("email", Address), ("email_verified", true));
        Assert.Null(await _host.ActsForAsync(roleless));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(roleless, """{ partner(slug: "icc") { liaisons { name } } }"""));
    }

    [Fact]
    public async Task An_admin_binds_by_hand_the_id_that_the_viewer_sees()
    {
        var office = await _host.DesignateAsync("icc", Address);
        var other = await _host.DesignateAsync("thales", "b@liaison.example", name: "Liaison B");
        var token = Tokens.For("pairwise", "liaison", ("oid", "person"), ("tid", "tenant"));
        var caller = (await _host.AskAsAsync(token, "{ viewer { caller liaison { id } } }")).GetProperty("viewer").GetProperty("caller").GetString();

        (await _host.ChangeAsync("bindLiaison", new { liaisonId = office, caller })).Made();

        Assert.Equal("icc", await _host.ActsForAsync(token));
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("bindLiaison", new { liaisonId = office, caller = "somebody@tenant" })).Errors());
        Assert.Equal(["CONFLICT"], (await _host.ChangeAsync("bindLiaison", new { liaisonId = other, caller })).Errors());
        var councils = await _host.DesignateAsync("icc", "c@council.example", "COUNCIL", name: "Liaison C");
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("bindLiaison", new { liaisonId = councils, caller = "somebody@tenant" })).Errors());
    }

    [Fact]
    public async Task A_liaison_of_the_Council_does_not_act_for_the_partner()
    {
        await _host.DesignateAsync("icc", Address, "COUNCIL");

        Assert.Null(await _host.ActsForAsync(Tokens.ForLiaison(Address)));
    }

    [Fact]
    public async Task An_office_gives_rights_only_while_it_is_held()
    {
        var office = await _host.DesignateAsync("icc", Address, from: "2022-06-10");
        var token = Tokens.ForLiaison(Address);

        Assert.Null(await _host.ActsForAsync(token));
        _host.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("icc", await _host.ActsForAsync(token));
        (await _host.ChangeAsync("endLiaison", new { liaisonId = office, on = "2022-06-12" })).Made();
        Assert.Equal("icc", await _host.ActsForAsync(token));
        _host.Time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await _host.ActsForAsync(token));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(token, """{ partner(slug: "icc") { liaisons { name } } }"""));
    }

    [Fact]
    public async Task Of_several_offices_the_newest_counts()
    {
        await _host.DesignateAsync("icc", Address, from: "2022-05-01");
        var token = Tokens.ForLiaison(Address);
        Assert.Equal("icc", await _host.ActsForAsync(token));

        var newer = await _host.DesignateAsync("thales", Address);
        Assert.Equal("thales", await _host.ActsForAsync(token));
        (await _host.ChangeAsync("endLiaison", new { liaisonId = newer, on = "2022-06-08" })).Made();
        Assert.Equal("icc", await _host.ActsForAsync(token));
    }

    [Fact]
    public async Task Many_first_requests_at_once_bind_once()
    {
        await _host.DesignateAsync("icc", Address);
        var same = Enumerable.Range(0, 10).Select(_ => Tokens.ForLiaison(Address));
        var others = Enumerable.Range(0, 10).Select(number => Tokens.For($"other-{number}", "liaison", ("email", Address), ("email_verified", true)));

        var answers = await Task.WhenAll(same.Concat(others).Select(async token => (token, slug: await _host.ActsForAsync(token))));

        Assert.Single(answers.Where(answer => answer.slug is not null).Select(answer => answer.token).Distinct());
        var bindings = (await _host.AskAsAsync(Tokens.Admin, "{ auditLog { nodes { action } } }")).GetProperty("auditLog").GetProperty("nodes").EnumerateArray()
            .Count(entry => entry.GetProperty("action").GetString()!.StartsWith("signIn", StringComparison.Ordinal));
        Assert.Equal(1, bindings);
    }

    [Fact]
    public async Task The_viewer_shows_the_office()
    {
        var office = await _host.DesignateAsync("icc", Address);

        var viewer = (await _host.AskAsAsync(Tokens.ForLiaison(Address), "{ viewer { roles partner { slug } liaison { id name email language } } }")).GetProperty("viewer");

        Assert.Equal(office, viewer.GetProperty("liaison").GetProperty("id").GetString());
        Assert.Equal(Address, viewer.GetProperty("liaison").GetProperty("email").GetString());
    }

    [Fact]
    public async Task Everything_kept_about_a_person_is_handed_out_to_admins_and_the_person()
    {
        var past = await _host.DesignateAsync("icc", Address, from: "2018-05-01", name: "Liaison É");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = past, on = "2021-12-31" })).Made();
        var present = await _host.DesignateAsync("thales", Address);
        var colleague = await _host.DesignateAsync("thales", "b@liaison.example", name: "Liaison B");
        var token = Tokens.ForLiaison(Address);
        (await _host.ChangeAsync("updateLiaisonPreferences", new { language = "FR" }, token)).Made();

        const string Export = "query($id: ID!) { personalData(liaisonId: $id) }";
        var text = (await _host.AskAsAsync(Tokens.Admin, Export, new { id = past })).GetProperty("personalData").GetString()!;
        using var json = JsonDocument.Parse(text);
        Assert.Equal(
            ["Liaison É, a@liaison.example, EN, Liaison 2018–2021, ", $"Liaison A, a@liaison.example, FR, Liaison 2022–, a@{Tokens.Issuer}"],
            json.RootElement.GetProperty("offices").EnumerateArray().Select(office =>
                $"{office.GetProperty("name")}, {office.GetProperty("email")}, {office.GetProperty("language")}, {office.GetProperty("office")}, {office.GetProperty("signIn")}"));
        Assert.Equal(["signIn: Liaison changed", "updateLiaisonPreferences: Liaison changed"], json.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("action").GetString()));

        Assert.Equal(text, (await _host.AskAsAsync(token, Export, new { id = past })).GetProperty("personalData").GetString());
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(token, Export, new { id = colleague }));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(Tokens.ForLiaison("b@liaison.example"), Export, new { id = present }));
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await _host.AskForErrorsAsync(Export, new { id = present }));
    }
}
