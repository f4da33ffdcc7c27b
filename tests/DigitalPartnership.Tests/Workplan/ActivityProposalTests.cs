using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ActivityProposalTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Shown = "proposal { id version state reason title category sector summary date { edtf } partner { slug } workplan { period } activity { id title participations { role certainty listedAs organisation { slug } } } }";

    [Fact]
    public async Task A_proposal_is_kept_for_the_partner_and_the_public_is_not_told()
    {
        await TokenAsync("google");
        var feed = (await host.FeedAsync()).Length;

        var proposalId = await ProposeAsync("google", "A workshop on captchas");

        var listed = await host.AskAsAsync(Tokens.Admin, "{ activityProposals { nodes { id title state partner { slug } date { edtf } } } }");
        var proposal = listed.GetProperty("activityProposals").GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("id").GetString() == proposalId);
        Assert.Equal("""{"edtf":"2021-06"}""", proposal.GetProperty("date").ToString());
        Assert.Equal("google", proposal.GetProperty("partner").GetProperty("slug").GetString());
        Assert.Contains(await host.AuditOfAsync(await host.OrganisationAsync("google")), entry => entry.GetProperty("action").GetString() == "proposeActivity: ActivityProposal added");
        Assert.Equal(feed, (await host.FeedAsync()).Length);
    }

    [Fact]
    public async Task What_is_proposed_must_fit_the_workplan_and_come_from_a_partner()
    {
        var (google, kaspersky) = (await TokenAsync("google"), await TokenAsync("kaspersky"));
        await host.ChangeAsync(Tokens.Admin, "terminatePartnership", new
        {
            partnerId = await host.OrganisationAsync("kaspersky"),
            decidedOn = "2022-06-08",
            effectiveOn = "2022-06-08",
            decidedBy = "Secretary General",
            publicReason = "For this test."
        }, "partner { status }");
        var before = await host.CountsAsync();

        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(google, "proposeActivity", new { workplanPeriod = "1949-1950", category = "EVENTS", sector = "CAHAI", title = "A" }));
        Assert.Equal(["VALIDATION_FAILED sector", "VALIDATION_FAILED title", "VALIDATION_FAILED date", "VALIDATION_FAILED summary"], (await host.RefusedAsync(google, "proposeActivity",
            new { workplanPeriod = "2018-2021", category = "EVENTS", sector = "", title = "", date = "2030", summary = new string('x', 4001) })).OrderBy(error => Array.IndexOf(["sector", "title", "date", "summary"], error.Split(' ')[^1])));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(kaspersky, "proposeActivity", new { workplanPeriod = "2018-2021", category = "EVENTS", sector = "CAHAI", title = "A" }));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task An_accepted_proposal_becomes_an_activity_of_the_partner()
    {
        var proposalId = await ProposeAsync("ibm", "A workshop on mainframes");
        var version = await VersionAsync(proposalId);
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true, expectedVersion = "x" }));

        var payload = await host.ChangeAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true, expectedVersion = version, idempotencyKey = "accept-1" }, Shown);

        var proposal = payload.GetProperty("proposal");
        Assert.Equal("ACCEPTED", proposal.GetProperty("state").GetString());
        var activity = proposal.GetProperty("activity");
        Assert.Equal("A workshop on mainframes", activity.GetProperty("title").GetString());
        var participation = Assert.Single(activity.GetProperty("participations").EnumerateArray());
        Assert.Equal(("PARTICIPANT", "TENTATIVE", "ibm"), (participation.GetProperty("role").GetString(), participation.GetProperty("certainty").GetString(),
            participation.GetProperty("organisation").GetProperty("slug").GetString()));
        Assert.Empty(payload.Warnings());
        var activityId = activity.GetProperty("id").GetString()!;
        Assert.Equal("ACTIVITY_ADDED", Assert.Single(await host.FeedAsync(), change => change.Subject == activityId).Kind);
        Assert.Equal(["decideActivityProposal: Activity added", "decideActivityProposal: Participation added"],
            (await host.AuditOfAsync(activityId)).Select(entry => entry.GetProperty("action").GetString()));
        var again = await host.ChangeAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true, expectedVersion = version, idempotencyKey = "accept-1" }, Shown);
        Assert.Equal(payload.ToString(), again.ToString());
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true }));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = false, reason = "After all." }));
    }

    [Fact]
    public async Task An_accepted_seat_in_a_committee_warns()
    {
        var proposalId = await ProposeAsync("orange", "A convention on cables", "BINDING_STANDARD_SETTING");

        var payload = await host.ChangeAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true }, Shown);

        Assert.Equal(["PARTICIPATION_DECISION_MISSING"], payload.Warnings());
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_makes_no_activity()
    {
        var proposalId = await ProposeAsync("intel", "A workshop on chips");
        Assert.Equal(["VALIDATION_FAILED reason"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = false }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId = "x", accept = true }));

        var proposal = (await host.ChangeAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = false, reason = "There is one already." }, Shown)).GetProperty("proposal");

        Assert.Equal(("DECLINED", "There is one already."), (proposal.GetProperty("state").GetString(), proposal.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, proposal.GetProperty("activity").ValueKind);
        Assert.Equal("There is one already.", (await host.AuditOfAsync(await host.OrganisationAsync("intel")))[^1].GetProperty("reason").GetString());
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "decideActivityProposal", new { proposalId, accept = true }));
    }

    [Fact]
    public async Task Proposals_are_seen_by_admins_and_the_partners_own_liaisons_alone()
    {
        var id = await ProposeAsync("etno", "A workshop on masts");
        const string List = "{ activityProposals { totalCount } }";
        const string Node = "query($id: ID!) { node(id: $id) { id } }";

        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync(List));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync(List, token: Tokens.For("nobody", [])));
        Assert.Equal("null", (await host.AskAsync(Node, new { id })).GetProperty("node").GetRawText());
        Assert.Equal("null", (await host.AskAsAsync(Tokens.For("nobody", ["liaison"]), Node, new { id })).GetProperty("node").GetRawText());
        Assert.Equal(id, (await host.AskAsAsync(Tokens.Admin, Node, new { id })).GetProperty("node").GetProperty("id").GetString());
        Assert.Equal(1, (await host.AskAsAsync(await TokenAsync("etno"), List)).GetProperty("activityProposals").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, (await host.AskAsAsync(await TokenAsync("gsma"), List)).GetProperty("activityProposals").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Only_liaisons_propose()
    {
        const string Propose = """mutation { proposeActivity(input: { workplanPeriod: "2018-2021", category: EVENTS, sector: "A", title: "A" }) { proposal { id } } }""";

        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync(Propose));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync(Propose, token: Tokens.Admin));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync(Propose, token: Tokens.For("unbound", ["liaison"])));
    }

    private async Task<string> ProposeAsync(string slug, string title, string category = "EVENTS") =>
        (await host.ChangeAsync(await TokenAsync(slug), "proposeActivity",
            new { workplanPeriod = "2018-2021", category, sector = "CAHAI", title, date = "2021-06", summary = "To be arranged." }, Shown)).GetProperty("proposal").GetProperty("id").GetString()!;

    /// <summary>The token of a partner's liaison, who is designated where there is none yet.</summary>
    private async Task<string> TokenAsync(string slug)
    {
        var email = $"of-{slug}@{slug}.example";
        var known = await host.AskAsync("query($slug: String) { partner(slug: $slug) { liaisons { id } } }", new { slug });
        if (known.GetProperty("partner").GetProperty("liaisons").GetArrayLength() == 0)
        {
            await host.ChangeAsync(Tokens.Admin, "designateLiaison",
                new { partnerId = await host.OrganisationAsync(slug), party = "PARTNER", name = "Liaison", email, language = "EN", from = "2022-06-01" }, "liaison { id }");
        }
        var token = Tokens.ForLiaison(email);
        // The first sign-in binds the office, which is a change of its own.
        await host.AskAsAsync(token, "{ viewer { name } }");
        return token;
    }

    private async Task<string> VersionAsync(string id) =>
        (await host.AskAsAsync(Tokens.Admin, "query($id: ID!) { node(id: $id) { ... on ActivityProposal { version } } }", new { id })).GetProperty("node").GetProperty("version").GetString()!;
}
