using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ParticipationMutationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Shown = "participation { id version role certainty listedAs note organisation { slug } activity { id version } }";

    [Fact]
    public async Task A_participation_is_recorded_withdrawn_and_recorded_anew()
    {
        var (activityId, version) = await host.ActivityAsync(50);
        var organisationId = await host.OrganisationAsync("cloudflare");
        var input = new { activityId, organisationId, role = "SPEAKER", certainty = "TENTATIVE", note = "Asked by phone.", expectedVersion = version };

        var recorded = await host.ChangeAsync(Tokens.Admin, "recordParticipation", input, Shown);
        var participation = recorded.GetProperty("participation");
        Assert.Equal(("SPEAKER", "TENTATIVE", "Cloudflare", "Asked by phone."), (participation.GetProperty("role").GetString(), participation.GetProperty("certainty").GetString(),
            participation.GetProperty("listedAs").GetString(), participation.GetProperty("note").GetString()));
        Assert.Empty(recorded.Warnings());
        Assert.NotEqual(version, participation.GetProperty("activity").GetProperty("version").GetString());
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", input with { role = "EXHIBITOR" }));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId, role = "SPEAKER", certainty = "CONFIRMED" }));

        var participationId = participation.GetProperty("id").GetString()!;
        Assert.Equal(["VALIDATION_FAILED reason"], await host.RefusedAsync(Tokens.Admin, "withdrawParticipation", new { participationId, reason = " " }));
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(Tokens.Admin, "withdrawParticipation", new { participationId, reason = "Ill.", expectedVersion = version }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "withdrawParticipation", new { participationId = activityId, reason = "Ill." }));
        var withdrawn = await host.ChangeAsync(Tokens.Admin, "withdrawParticipation",
            new { participationId, reason = "Called off.", expectedVersion = participation.GetProperty("version").GetString() }, "activity { participations { id } }");
        Assert.DoesNotContain(participationId, withdrawn.ToString());
        Assert.Equal("null", (await host.AskAsync("query($participationId: ID!) { node(id: $participationId) { id } }", new { participationId })).GetProperty("node").GetRawText());
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "withdrawParticipation", new { participationId, reason = "Again." }));
        await host.ChangeAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId, role = "SPEAKER", certainty = "CONFIRMED" }, Shown);

        var audit = await host.AuditOfAsync(activityId);
        Assert.Equal(["recordParticipation: Participation added", "withdrawParticipation: Participation changed", "recordParticipation: Participation added"],
            audit.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal("Called off.", audit[1].GetProperty("reason").GetString());
        var told = (await host.FeedAsync()).Where(change => change.Subject == activityId).ToArray();
        Assert.Equal(["PARTICIPATION_RECORDED", "PARTICIPATION_WITHDRAWN", "PARTICIPATION_RECORDED"], told.Select(change => change.Kind));
        Assert.EndsWith("compte une nouvelle participation\u00A0: Cloudflare.", told[0].French);
        Assert.EndsWith("compte une participation de moins\u00A0: Cloudflare.", told[1].French);
    }

    [Fact]
    public async Task A_committee_without_a_decision_warns()
    {
        var (activityId, _) = await host.ActivityAsync(2);
        var organisationId = await host.OrganisationAsync("orange");

        var payload = await host.ChangeAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId, role = "CONSULTED", certainty = "INVITED" }, Shown);

        Assert.Equal(["PARTICIPATION_DECISION_MISSING"], payload.Warnings());
    }

    [Fact]
    public async Task A_decision_that_admits_to_the_committee_takes_the_warning_away_and_one_that_ends_it_brings_it_back()
    {
        var organisationId = await host.OrganisationAsync("telefonica");
        await DecideAsync("ADMITTED", "2022-05-01");
        Assert.Empty(await WarningsAsync("SPEAKER"));

        await DecideAsync("ENDED", "2022-06-01");
        Assert.Equal(["PARTICIPATION_DECISION_MISSING"], await WarningsAsync("CONSULTED"));

        Task<JsonElement> DecideAsync(string outcome, string decidedOn) => host.ChangeAsync(Tokens.Admin, "recordParticipationDecision",
            new { organisationId, body = "Cahai", legalBasis = "CM/Res(2021)3, Article III B.7.b", decidedOn, decidedBy = "Committee of Ministers", outcome }, "decision { id }");

        async Task<string[]> WarningsAsync(string role) => (await host.ChangeAsync(Tokens.Admin, "recordParticipation",
            new { activityId = (await host.ActivityAsync(3)).Id, organisationId, role, certainty = "INVITED" }, Shown)).Warnings();
    }

    [Fact]
    public async Task Nothing_is_written_where_a_participation_is_refused()
    {
        var (activityId, _) = await host.ActivityAsync(1);
        var organisationId = await host.OrganisationAsync("microsoft");
        var before = await host.CountsAsync();

        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId, role = "PARTICIPANT", certainty = "CONFIRMED" }));
        Assert.Equal(["VALIDATION_FAILED note"], await host.RefusedAsync(Tokens.Admin, "recordParticipation",
            new { activityId, organisationId, role = "SPEAKER", certainty = "CONFIRMED", note = new string('x', 1001) }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", new { activityId = "x", organisationId, role = "SPEAKER", certainty = "CONFIRMED" }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId = activityId, role = "SPEAKER", certainty = "CONFIRMED" }));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task Of_many_who_record_the_same_at_once_one_wins()
    {
        var (activityId, _) = await host.ActivityAsync(49);
        var organisationId = await host.OrganisationAsync("telefonica");
        var input = new { activityId, organisationId, role = "EXHIBITOR", certainty = "CONFIRMED" };

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.AskAsAsync(Tokens.Admin,
            "mutation($input: RecordParticipationInput!) { recordParticipation(input: $input) { participation { id } errors { ... on Error { code } } } }", new { input })));

        Assert.Single(attempts, attempt => !attempt.ToString().Contains("\"code\""));
        Assert.Single(await host.AuditOfAsync(activityId));
    }

    [Fact]
    public async Task A_repeated_call_records_once()
    {
        var (activityId, _) = await host.ActivityAsync(48);
        var input = new { activityId, organisationId = await host.OrganisationAsync("orange"), role = "EXHIBITOR", certainty = "CONFIRMED", idempotencyKey = "participation-1" };

        var first = await host.ChangeAsync(Tokens.Admin, "recordParticipation", input, Shown);
        var second = await host.ChangeAsync(Tokens.Admin, "recordParticipation", input, Shown);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", input with { role = "SPEAKER" }));

        var withdrawal = new { participationId = first.GetProperty("participation").GetProperty("id").GetString(), reason = "A slip.", idempotencyKey = "withdrawal-1" };
        await host.ChangeAsync(Tokens.Admin, "withdrawParticipation", withdrawal, "activity { id }");
        await host.ChangeAsync(Tokens.Admin, "withdrawParticipation", withdrawal, "activity { id }");
        Assert.Equal(2, (await host.AuditOfAsync(activityId)).Length);
    }
}
