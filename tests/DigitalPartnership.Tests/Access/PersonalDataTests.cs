using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Access;

/// <summary>A canary is planted as a liaison; it may sing to admins and to its own partner's liaisons, and to nobody else.</summary>
public sealed class PersonalDataTests : IAsyncLifetime, IDisposable
{
    private const string Canary = "canary";
    private const string Address = "canary@liaison.example";
    private const string Everything = "id version party from to office name email language informationalMail deliverable";

    private readonly ApiHost _host = new();
    private string _office = "";

    public async Task InitializeAsync()
    {
        _office = await _host.DesignateAsync("icc", Address, name: "Canary Liaison");
        await _host.DesignateAsync("icc", "colleague@liaison.example");
        await _host.DesignateAsync("thales", "other@liaison.example", name: "Liaison B");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(null, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("other@liaison.example", "AUTH_NOT_AUTHORIZED")]
    public async Task A_restricted_field_is_null_with_an_error_at_its_path_and_the_rest_stays(string? address, string code)
    {
        var answer = await _host.PostAsAsync(address is null ? null : Tokens.ForLiaison(address), $$"""{ partner(slug: "icc") { name liaisons { {{Everything}} } } }""");

        var liaison = answer.GetProperty("data").GetProperty("partner").GetProperty("liaisons")[0];
        Assert.Equal("Liaison 2022–", liaison.GetProperty("office").GetString());
        var hidden = new[] { "name", "email", "language", "informationalMail", "deliverable" };
        Assert.All(hidden, field => Assert.Equal(JsonValueKind.Null, liaison.GetProperty(field).ValueKind));
        var errors = answer.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("extensions").GetProperty("code")} {error.GetProperty("path")}").ToList();
        Assert.Equal(2 * hidden.Length, errors.Count);
        Assert.All(hidden, field => Assert.Contains($"""{code} ["partner","liaisons",0,"{field}"]""", errors));
        Assert.DoesNotContain(Canary, answer.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Admins_and_the_liaisons_of_the_partner_see_who_it_is()
    {
        foreach (var token in new[] { Tokens.Admin, Tokens.ForLiaison(Address), Tokens.ForLiaison("colleague@liaison.example") })
        {
            var data = await _host.AskAsAsync(token, $$"""query($id: ID!) { node(id: $id) { ... on Liaison { {{Everything}} } } }""", new { id = _office });
            Assert.Equal(Address, data.GetProperty("node").GetProperty("email").GetString());
        }
    }

    [Fact]
    public async Task The_canary_appears_nowhere()
    {
        await _host.AskAsAsync(Tokens.ForLiaison(Address), "{ viewer { liaison { name email } } }");
        (await _host.ChangeAsync("updateLiaisonPreferences", new { language = "FR" }, Tokens.ForLiaison(Address))).Made();
        var second = await _host.DesignateAsync("thales", "second-canary@liaison.example", name: "Second Canary");
        (await _host.ChangeAsync("eraseLiaison", new { liaisonId = second, reason = "asked for" })).Made();
        var walks = new List<string>();
        foreach (var token in new[] { null, Tokens.ForLiaison("other@liaison.example"), Tokens.For("visitor", []) })
        {
            walks.Add((await _host.PostAsAsync(token, $$"""
                query($id: ID!) {
                  partners(first: 30) { nodes { name liaisons { {{Everything}} } lifecycle { description } } }
                  node(id: $id) { id ... on Liaison { {{Everything}} } }
                  nodes(ids: [$id]) { ... on Liaison { {{Everything}} } }
                  changes { nodes { kind en: summary fr: summary(language: FR) subject { id ... on Partner { liaisons { {{Everything}} } } } } }
                  auditLog { nodes { caller action before after reason } }
                  personalData(liaisonId: $id)
                  viewer { name liaison { {{Everything}} } partner { liaisons { {{Everything}} } } }
                }
                """, new { id = _office })).ToString());
            foreach (var text in new[] { "anary", "liaison.example" })
                walks.Add((await _host.PostAsAsync(token, "query($text: String!) { search(text: $text) { nodes { ... on Partner { name } } totalCount } }", new { text })).ToString());
            walks.Add((await _host.PostAsAsync(token, $$"""mutation { endLiaison(input: { liaisonId: "{{_office}}", on: "2022-07-01" }) { liaison { {{Everything}} } errors { ... on Error { message } } } }""")).ToString());
            walks.Add((await _host.PostAsAsync(token, "{ partners(where: { liaisons: { some: { name: { eq: 1 } } } }) { totalCount } }")).ToString());
        }
        walks.Add((await _host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { action before after reason } } }")).ToString());
        walks.Add((await _host.TryDesignateAsync("icc", Address)).GetProperty("errors").ToString());
        walks.Add((await _host.TryDesignateAsync("icc", "not an address: canary", name: "Canary\nLiaison")).GetProperty("errors").ToString());

        Assert.All(walks, answer => Assert.DoesNotContain(Canary, answer, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(walks, answer => answer.Contains("(personal)"));
        using var refused = await _host.SendAsync($"Bearer {Tokens.ForLiaison(Address)}x", "{ viewer { name } }");
        Assert.DoesNotContain(Canary, await refused.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        using var malformed = await _host.Http.PostAsJsonAsync("/graphql", $"{{ partner(slug: \"{Address}\"");
        Assert.DoesNotContain(Canary, await malformed.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(_host.Logs.Lines);
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
