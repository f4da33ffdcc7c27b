using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Liaisons;

public sealed class LiaisonTests : IDisposable
{
    private readonly ApiHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Each_party_designates_liaisons_and_gaps_are_warned_about()
    {
        Assert.Equal(["LIAISON_SINGLE", "LIAISON_MISSING", "TASK_OUT_OF_ORDER"], (await _host.TryDesignateAsync("icc", "a@liaison.example")).Warnings());
        Assert.Equal(["LIAISON_MISSING"], (await _host.TryDesignateAsync("icc", "b@liaison.example", name: "Liaison B")).Warnings());
        Assert.Equal(["LIAISON_SINGLE", "TASK_OUT_OF_ORDER"], (await _host.TryDesignateAsync("icc", "c@council.example", "COUNCIL", name: "Liaison C")).Warnings());
        Assert.Empty((await _host.TryDesignateAsync("icc", "a@liaison.example", "COUNCIL")).Warnings());

        var liaisons = (await _host.AskAsync("""{ partner(slug: "icc") { liaisons { party office from to } } }""")).GetProperty("partner").GetProperty("liaisons");
        Assert.Equal(["COUNCIL", "COUNCIL", "PARTNER", "PARTNER"], liaisons.EnumerateArray().Select(liaison => liaison.GetProperty("party").GetString()));
        Assert.All(liaisons.EnumerateArray(), liaison => Assert.Equal("Liaison 2022–", liaison.GetProperty("office").GetString()));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var payload = await _host.TryDesignateAsync("icc", "a@liaison.example\r\nBcc: b@liaison.example", name: new string('x', 201));

        Assert.Equal(["VALIDATION_FAILED name", "VALIDATION_FAILED email"], payload.Errors());
    }

    [Theory]
    [InlineData("a@liaison.example", true)]
    [InlineData("a.b+c@sub.liaison.example", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("@liaison.example", false)]
    [InlineData("a@", false)]
    [InlineData("a@liaison", false)]
    [InlineData("a@b@liaison.example", false)]
    [InlineData(".a@liaison.example", false)]
    [InlineData("a..b@liaison.example", false)]
    [InlineData("a@-liaison.example", false)]
    [InlineData("a@liaison..example", false)]
    [InlineData("a@liaison.example\n", false)]
    [InlineData("a@liaison.example\0", false)]
    [InlineData("a b@liaison.example", false)]
    [InlineData("\"a\"@liaison.example", false)]
    [InlineData("Liaison A <a@liaison.example>", false)]
    [InlineData("a,b@liaison.example", false)]
    [InlineData("é@liaison.example", false)]
    [InlineData("a@liaisoñ.example", false)]
    [InlineData("\u212A@liaison.example", false)]
    public void An_address_is_plain(string address, bool isRight) => Assert.Equal(isRight, DigitalPartnership.Liaisons.EmailAddress.IsValid(address));

    [Fact]
    public void An_address_is_not_too_long()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('x', 60), 3)) + ".example";
        Assert.True(DigitalPartnership.Liaisons.EmailAddress.IsValid($"{new string('a', 254 - host.Length - 1)}@{host}"));
        Assert.False(DigitalPartnership.Liaisons.EmailAddress.IsValid($"{new string('a', 254 - host.Length)}@{host}"));
        Assert.False(DigitalPartnership.Liaisons.EmailAddress.IsValid($"{new string('a', 65)}@liaison.example"));
    }

    [Fact]
    public async Task One_address_holds_one_office_of_a_party_at_a_time()
    {
        var office = await _host.DesignateAsync("icc", "a@liaison.example");

        Assert.Equal(["VALIDATION_FAILED email"], (await _host.TryDesignateAsync("icc", "A@Liaison.example")).Errors());
        (await _host.TryDesignateAsync("thales", "a@liaison.example")).Made();
        (await _host.ChangeAsync("endLiaison", new { liaisonId = office, on = "2022-06-08" })).Made();
        (await _host.TryDesignateAsync("icc", "a@liaison.example", from: "2022-06-08")).Made();
    }

    [Fact]
    public async Task Only_candidates_and_active_partners_have_liaisons_designated()
    {
        Assert.Equal(["WRONG_STATE"], (await _host.TryDesignateAsync("sberbank", "a@liaison.example")).Errors());
        Assert.Equal(["NOT_FOUND"], (await _host.ChangeAsync("designateLiaison", new
        {
            partnerId = "x",
            party = "PARTNER",
            name = "Liaison A",
            email = "a@liaison.example",
            language = "FR",
            from = "2022-06-01",
        })).Errors());
    }

    [Fact]
    public async Task An_office_ends_once_and_the_gap_is_warned_about()
    {
        var first = await _host.DesignateAsync("icc", "a@liaison.example", from: "2018-05-01");
        var second = await _host.DesignateAsync("icc", "b@liaison.example");

        Assert.Equal(["VALIDATION_FAILED on"], (await _host.ChangeAsync("endLiaison", new { liaisonId = first, on = "2018-04-30" })).Errors());
        var ended = await _host.ChangeAsync("endLiaison", new { liaisonId = first, on = "2021-12-31" });
        Assert.Equal(["LIAISON_SINGLE"], ended.Warnings());
        Assert.Equal("Liaison 2018–2021", ended.GetProperty("liaison").GetProperty("office").GetString());
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("endLiaison", new { liaisonId = first, on = "2022-01-01" })).Errors());
        ended = await _host.ChangeAsync("endLiaison", new { liaisonId = second, on = "2022-06-08" });
        Assert.Equal(["LIAISON_MISSING"], ended.Warnings());
        Assert.Equal("Liaison 2022", ended.GetProperty("liaison").GetProperty("office").GetString());
    }

    [Fact]
    public async Task What_somebody_else_has_changed_is_not_overwritten()
    {
        var designated = (await _host.TryDesignateAsync("icc", "a@liaison.example")).Made().GetProperty("liaison");
        var (liaisonId, expectedVersion) = (designated.GetProperty("id").GetString(), designated.GetProperty("version").GetString());
        (await _host.ChangeAsync("bindLiaison", new { liaisonId, caller = "person@tenant", expectedVersion })).Made();

        Assert.Equal(["CONFLICT"], (await _host.ChangeAsync("endLiaison", new { liaisonId, on = "2022-06-08", expectedVersion })).Errors());
        Assert.Equal(["CONFLICT"], (await _host.ChangeAsync("eraseLiaison", new { liaisonId, reason = "asked for", expectedVersion })).Errors());
    }

    [Fact]
    public async Task The_feed_tells_of_offices_in_both_languages_and_names_nobody()
    {
        var office = await _host.DesignateAsync("icc", "a@liaison.example");
        await _host.DesignateAsync("icc", "b@council.example", "COUNCIL", name: "Liaison B");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = office, on = "2022-07-01" })).Made();

        var changes = (await _host.AskAsync("{ changes { nodes { kind subject { ... on Partner { slug } } en: summary fr: summary(language: FR) } } }")).GetProperty("changes").GetProperty("nodes");
        var icc = (await _host.AskAsync("""{ partner(slug: "icc") { name } }""")).GetProperty("partner").GetProperty("name").GetString();
        Assert.Equal(
            [
                $"LIAISON_DESIGNATED icc | A liaison person was designated by {icc}. | Une personne de liaison a été désignée par {icc}.",
                $"LIAISON_DESIGNATED icc | A liaison person was designated by the Council of Europe for the partnership with {icc}. | Une personne de liaison a été désignée par le Conseil de l’Europe pour le partenariat avec {icc}.",
                $"LIAISON_ENDED icc | A liaison person designated by {icc} leaves office on 1 July 2022. | Une personne de liaison désignée par {icc} quitte ses fonctions le 1er juillet 2022.",
            ],
            changes.EnumerateArray().Select(change =>
                $"{change.GetProperty("kind")} {change.GetProperty("subject").GetProperty("slug")} | {change.GetProperty("en")} | {change.GetProperty("fr")}"));
    }

    [Fact]
    public async Task A_person_is_erased_from_every_office_and_the_offices_remain()
    {
        var past = await _host.DesignateAsync("icc", "a@liaison.example", from: "2018-05-01");
        (await _host.ChangeAsync("endLiaison", new { liaisonId = past, on = "2021-12-31" })).Made();
        var present = await _host.DesignateAsync("thales", "A@liaison.example");
        var other = await _host.DesignateAsync("thales", "b@liaison.example", name: "Liaison B");
        var token = Tokens.ForLiaison("a@liaison.example");
        Assert.Equal("thales", await _host.ActsForAsync(token));

        Assert.Equal(["VALIDATION_FAILED reason"], (await _host.ChangeAsync("eraseLiaison", new { liaisonId = past, reason = " " })).Errors());
        Assert.Equal(["LIAISON_SINGLE"], (await _host.ChangeAsync("eraseLiaison", new { liaisonId = past, reason = "asked for" })).Warnings());

        var rest = await _host.AskAsAsync(Tokens.Admin, "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Liaison { office to name email language informationalMail } } }", new { ids = new[] { past, present, other } });
        Assert.Equal(
            [
                """{"office":"Liaison 2018–2021","to":"2021-12-31","name":null,"email":null,"language":"EN","informationalMail":true}""",
                """{"office":"Liaison 2022","to":"2022-06-08","name":null,"email":null,"language":"EN","informationalMail":true}""",
                """{"office":"Liaison 2022–","to":null,"name":"Liaison B","email":"b@liaison.example","language":"EN","informationalMail":true}""",
            ],
            rest.GetProperty("nodes").EnumerateArray().Select(node => JsonSerializer.Serialize(node, Readable)));
        Assert.Null(await _host.ActsForAsync(token));
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("eraseLiaison", new { liaisonId = present, reason = "asked for" })).Errors());
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("endLiaison", new { liaisonId = present, on = "2022-06-09" })).Errors());
        Assert.Equal(["WRONG_STATE"], (await _host.ChangeAsync("bindLiaison", new { liaisonId = present, caller = "person@tenant" })).Errors());
        (await _host.TryDesignateAsync("thales", "a@liaison.example")).Made();
    }

    [Fact]
    public async Task Liaisons_choose_their_language_and_mail_for_themselves_alone()
    {
        await _host.DesignateAsync("icc", "a@liaison.example");
        var other = await _host.DesignateAsync("icc", "b@liaison.example", name: "Liaison B");
        var token = Tokens.ForLiaison("a@liaison.example");

        var changed = (await _host.ChangeAsync("updateLiaisonPreferences", new { language = "FR", informationalMail = false }, token)).Made().GetProperty("liaison");
        Assert.Equal("FR", changed.GetProperty("language").GetString());
        Assert.False(changed.GetProperty("informationalMail").GetBoolean());
        changed = (await _host.ChangeAsync("updateLiaisonPreferences", new { informationalMail = true }, token)).Made().GetProperty("liaison");
        Assert.Equal("FR", changed.GetProperty("language").GetString());
        Assert.Equal(["VALIDATION_FAILED input"], (await _host.ChangeAsync("updateLiaisonPreferences", new { }, token)).Errors());
        Assert.Equal(["CONFLICT"], (await _host.ChangeAsync("updateLiaisonPreferences", new { language = "EN", expectedVersion = "x" }, token)).Errors());

        var untouched = (await _host.AskAsAsync(Tokens.Admin, "query($id: ID!) { node(id: $id) { ... on Liaison { language } } }", new { id = other })).GetProperty("node");
        Assert.Equal("EN", untouched.GetProperty("language").GetString());
        const string Mutation = "mutation { updateLiaisonPreferences(input: { language: EN }) { liaison { id } } }";
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _host.AskForErrorsAsAsync(Tokens.Admin, Mutation));
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await _host.AskForErrorsAsync(Mutation));
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
