using System.Text.Json;
using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ActivityProposalTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Shown = "proposal { id version state reason title category sector summary date { edtf } partner { slug } workplan { period } activity { id title participations { role certainty listedAs organisation { slug } } } }";

    [Fact]
    public async Task A_proposal_is_kept_for_the_partner_and_the_public_is_not_told()
    {
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
        var before = await host.CountsAsync();

        Assert.Equal(["NOT_FOUND"], await CodesAsync("google", new ProposeActivityInput { WorkplanPeriod = "1949-1950", Sector = "CAHAI", Title = "A" }));
        Assert.Equal(["VALIDATION_FAILED", "VALIDATION_FAILED", "VALIDATION_FAILED", "VALIDATION_FAILED"], await CodesAsync("google",
            new ProposeActivityInput { WorkplanPeriod = "2018-2021", Sector = "", Title = "", Date = "2030", Summary = new string('x', 4001) }));
        Assert.Equal(["WRONG_STATE"], await CodesAsync("sberbank", new ProposeActivityInput { WorkplanPeriod = "2018-2021", Sector = "CAHAI", Title = "A" }));
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
        var proposalId = await ProposeAsync("orange", "A convention on cables", ActivityCategory.BindingStandardSetting);

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
        Assert.Equal(1, await AsLiaisonAsync("etno", CountVisibleAsync));
        Assert.Equal(0, await AsLiaisonAsync("gsma", CountVisibleAsync));

        static Task<int> CountVisibleAsync(IServiceProvider scope) =>
            scope.GetRequiredService<PartnershipDb>().ActivityProposals.VisibleTo(scope.GetRequiredService<Caller>()).CountAsync();
    }

    [Fact]
    public async Task Only_liaisons_propose()
    {
        const string Propose = """mutation { proposeActivity(input: { workplanPeriod: "2018-2021", category: EVENTS, sector: "A", title: "A" }) { proposal { id } } }""";

        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync(Propose));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync(Propose, token: Tokens.Admin));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync(Propose, token: Tokens.For("unbound", ["liaison"])));
    }

    private Task<string> ProposeAsync(string slug, string title, ActivityCategory category = ActivityCategory.Events) => AsLiaisonAsync(slug, async scope =>
    {
        var payload = await ActivityProposalMutations.ProposeActivity(scope.GetRequiredService<Changes>(),
            new ProposeActivityInput { WorkplanPeriod = "2018-2021", Category = category, Sector = "CAHAI", Title = title, Date = "2021-06", Summary = "To be arranged." });
        Assert.Null(payload.Errors);
        return payload.Proposal!.Id;
    });

    private Task<string[]> CodesAsync(string slug, ProposeActivityInput input) => AsLiaisonAsync(slug, async scope =>
        (await ActivityProposalMutations.ProposeActivity(scope.GetRequiredService<Changes>(), input)).Errors!.Select(error => error.Code).ToArray());

    /// <summary>Acts as a liaison person of a partner, in the place of a token that is bound to one.</summary>
    private async Task<T> AsLiaisonAsync<T>(string slug, Func<IServiceProvider, Task<T>> act)
    {
        var partner = NodeId.Parse(await host.OrganisationAsync(slug)).Key;
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().ActAs(liaison: 1, partner);
        return await act(scope.ServiceProvider);
    }

    private async Task<string> VersionAsync(string id) =>
        (await host.AskAsAsync(Tokens.Admin, "query($id: ID!) { node(id: $id) { ... on ActivityProposal { version } } }", new { id })).GetProperty("node").GetProperty("version").GetString()!;
}
