using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ActivityMutationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Shown = "activity { id version row title category status summary contact date { edtf printed } sector { name body parent { name } } workplan { period } sources { document section } }";

    [Fact]
    public async Task An_activity_is_added_with_its_new_sector_and_told_to_the_public()
    {
        await host.OpenNextWorkplanAsync();

        var activity = (await host.ChangeAsync(Tokens.Admin, "createActivity", new
        {
            workplanPeriod = "2022-2023",
            category = "EVENTS",
            sector = " Cybercrime Division / Octopus project ",
            title = "Octopus Conférence 2023",
            date = "2023-12",
            summary = "The yearly conference.",
            contact = "cybercrime@office.example",
        }, Shown)).GetProperty("activity");

        Assert.Equal(JsonValueKind.Null, activity.GetProperty("row").ValueKind);
        Assert.Equal("PLANNED", activity.GetProperty("status").GetString());
        Assert.Equal("2023-12", activity.GetProperty("date").GetProperty("edtf").GetString());
        Assert.Equal("cybercrime@office.example", activity.GetProperty("contact").GetString());
        Assert.Equal("Cybercrime Division / Octopus project", activity.GetProperty("sector").GetProperty("name").GetString());
        Assert.Equal("Cybercrime Division", activity.GetProperty("sector").GetProperty("parent").GetProperty("name").GetString());
        Assert.Equal("2022-2023", activity.GetProperty("workplan").GetProperty("period").GetString());
        Assert.Equal("Workplan 2022-2023", activity.GetProperty("sources")[0].GetProperty("document").GetString());

        var id = activity.GetProperty("id").GetString()!;
        var told = (await host.FeedAsync()).Single(change => change.Kind == "ACTIVITY_ADDED" && change.Subject == id);
        Assert.Equal("The activity “Octopus Conférence 2023” was added to the workplan 2022-2023.", told.English);
        Assert.Equal("L’activité «\u00A0Octopus Conférence 2023\u00A0» a été ajoutée au plan de travail 2022-2023.", told.French);
        var entry = Assert.Single(await host.AuditOfAsync(id));
        Assert.Equal("createActivity: Activity added", entry.GetProperty("action").GetString());
        Assert.Equal($"secretariat@{Tokens.Issuer}", entry.GetProperty("caller").GetString());
        var found = await host.AskAsync("""{ search(text: "octopus conference 2023") { nodes { ... on Activity { id } } } }""");
        Assert.Equal(id, found.GetProperty("search").GetProperty("nodes")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_once_and_nothing_is_written()
    {
        var before = await host.CountsAsync();

        var errors = await host.RefusedAsync(Tokens.Admin, "createActivity", new
        {
            workplanPeriod = "2018-2021",
            category = "EVENTS",
            sector = " ",
            title = new string('x', 301),
            date = "2022-01-01",
            summary = new string('x', 4001),
            contact = new string('x', 401),
        });

        Assert.Equal(["VALIDATION_FAILED sector", "VALIDATION_FAILED title", "VALIDATION_FAILED date", "VALIDATION_FAILED summary", "VALIDATION_FAILED contact"], errors);
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "createActivity", new { workplanPeriod = "1949-1950", category = "EVENTS", sector = "CAHAI", title = "A" }));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task An_update_changes_only_what_is_given_and_keeps_the_printed_date()
    {
        var (activityId, version) = await host.ActivityAsync(3);
        var before = await ReadAsync(activityId);

        var activity = (await host.ChangeAsync(Tokens.Admin, "updateActivity",
            new { activityId, expectedVersion = version, summary = "Zebra crossings", date = "2020-12-15/2020-12-17" }, Shown)).GetProperty("activity");

        Assert.Equal("Zebra crossings", activity.GetProperty("summary").GetString());
        Assert.Equal("15-17/12/2020", activity.GetProperty("date").GetProperty("printed").GetString());
        Assert.NotEqual(version, activity.GetProperty("version").GetString());
        foreach (var field in new[] { "row", "title", "category", "status", "contact", "sector", "workplan" })
            Assert.Equal(before.GetProperty(field).ToString(), activity.GetProperty(field).ToString());
        var found = await host.AskAsync("""{ search(text: "zebra") { totalCount } }""");
        Assert.Equal(1, found.GetProperty("search").GetProperty("totalCount").GetInt32());
        var entry = Assert.Single(await host.AuditOfAsync(activityId));
        Assert.Equal("updateActivity: Activity changed", entry.GetProperty("action").GetString());
        Assert.Equal("""{"Id":3,"Summary":"Zebra crossings"}""", entry.GetProperty("after").GetString());
        Assert.Contains(await host.FeedAsync(), change => change.Kind == "ACTIVITY_CHANGED" && change.Subject == activityId && change.French.EndsWith("a été modifiée."));
    }

    [Fact]
    public async Task An_activity_without_a_title_can_be_changed_too()
    {
        var (activityId, _) = await host.ActivityAsync(22);

        await host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId, contact = "office@body.example" }, Shown);

        var told = (await host.FeedAsync()).Single(change => change.Subject == activityId);
        Assert.StartsWith("An activity of ", told.English);
        Assert.StartsWith("Une activité (", told.French);
    }

    [Fact]
    public async Task An_update_is_refused_where_it_is_wrong()
    {
        var (activityId, version) = await host.ActivityAsync(1);
        var before = await host.CountsAsync();

        Assert.Equal(["VALIDATION_FAILED input"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId, title = "  " }));
        Assert.Equal(["VALIDATION_FAILED title", "VALIDATION_FAILED date"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId, title = "a\nb", date = "2023" }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId = "nonsense", title = "A" }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId = await host.OrganisationAsync("google"), title = "A" }));
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId, expectedVersion = version[1..] + "0", title = "A" }));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task A_cancelled_activity_stays_and_takes_no_further_change()
    {
        var (activityId, version) = await host.ActivityAsync(4);
        Assert.Equal(["VALIDATION_FAILED reason"], await host.RefusedAsync(Tokens.Admin, "cancelActivity", new { activityId, reason = "" }));
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(Tokens.Admin, "cancelActivity", new { activityId, expectedVersion = "x", reason = "No room." }));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "cancelActivity", new { activityId = "x", reason = "No room." }));

        var payload = await host.ChangeAsync(Tokens.Admin, "cancelActivity", new { activityId, expectedVersion = version, reason = "The room burnt down." }, Shown);

        Assert.Equal("CANCELLED", payload.GetProperty("activity").GetProperty("status").GetString());
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "cancelActivity", new { activityId, reason = "Again." }));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "updateActivity", new { activityId, title = "A" }));
        var organisationId = await host.OrganisationAsync("google");
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "recordParticipation", new { activityId, organisationId, role = "SPEAKER", certainty = "CONFIRMED" }));
        var entry = Assert.Single(await host.AuditOfAsync(activityId));
        Assert.Equal("The room burnt down.", entry.GetProperty("reason").GetString());
        var told = (await host.FeedAsync()).Single(change => change.Subject == activityId);
        Assert.Equal(("ACTIVITY_CANCELLED", "L’activité «\u00A04th plenary meeting\u00A0» a été annulée."), (told.Kind, told.French));
        Assert.DoesNotContain("burnt", told.English + told.French);
    }

    [Fact]
    public async Task A_repeated_call_gives_the_first_answer_and_a_reused_key_is_refused()
    {
        var input = new { workplanPeriod = "2018-2021", category = "STUDIES", sector = "CAHAI", title = "Sent twice", idempotencyKey = "activity-1" };

        var first = await host.ChangeAsync(Tokens.Admin, "createActivity", input, Shown);
        var second = await host.ChangeAsync(Tokens.Admin, "createActivity", input, Shown);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Single(await host.FeedAsync(), change => change.Subject == first.GetProperty("activity").GetProperty("id").GetString());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], await host.RefusedAsync(Tokens.Admin, "createActivity", input with { title = "Something else" }));
    }

    [Theory]
    [InlineData("""createActivity(input: { workplanPeriod: "2018-2021", category: EVENTS, sector: "A", title: "A" }) { activity { id } }""")]
    [InlineData("""updateActivity(input: { activityId: "x", title: "A" }) { activity { id } }""")]
    [InlineData("""cancelActivity(input: { activityId: "x", reason: "A" }) { activity { id } }""")]
    [InlineData("""recordParticipation(input: { activityId: "x", organisationId: "x", role: SPEAKER, certainty: INVITED }) { participation { id } }""")]
    [InlineData("""withdrawParticipation(input: { participationId: "x", reason: "A" }) { activity { id } }""")]
    [InlineData("""decideActivityProposal(input: { proposalId: "x", accept: true }) { proposal { id } }""")]
    [InlineData("""importWorkplan(input: { period: "2022-2023", csv: "" }) { report { rows { line } } }""")]
    public async Task Only_admins_change_the_workplan(string mutation)
    {
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync($"mutation {{ {mutation} }}"));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync($"mutation {{ {mutation} }}", token: Tokens.For("nobody", [])));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsync($"mutation {{ {mutation} }}", token: Tokens.For("liaison", ["liaison"])));
    }

    private async Task<JsonElement> ReadAsync(string id) =>
        (await host.AskAsync($"query($id: ID!) {{ node(id: $id) {{ ... on Activity {{ {Shown["activity {".Length..^1]} }} }} }}", new { id })).GetProperty("node");
}
