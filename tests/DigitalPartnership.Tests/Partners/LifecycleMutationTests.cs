using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using LiaisonSteps = DigitalPartnership.Tests.Liaisons.LiaisonSteps;

namespace DigitalPartnership.Tests.Partners;

public sealed class LifecycleMutationTests : IDisposable
{
    private readonly ApiHost _host = new();

    public LifecycleMutationTests() => _host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 28, 10, 0, 0, TimeSpan.Zero));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_name_without_a_letter_or_digit_is_refused()
    {
        Assert.Equal(["VALIDATION_FAILED name", "VALIDATION_FAILED names[0].name"],
            await _host.RefusedAsync(Tokens.Admin, "proposePartner", new { name = "!!!", kind = "COMPANY", names = new[] { new { name = "…", kind = "SHORT" } } }));
        Assert.Equal(["VALIDATION_FAILED name"], await _host.RefusedAsync(Tokens.Admin, "renameOrganisation", new { organisationId = await IdAsync("icc"), name = "-", on = "2022-06-01" }));
        Assert.Equal(["VALIDATION_FAILED name"], await _host.RefusedAsync(Tokens.Admin, "correctOrganisation", new { organisationId = await IdAsync("icc"), name = "-" }));
    }

    [Fact]
    public async Task A_candidate_proposed_again_keeps_what_was_recorded_and_can_be_taken_in()
    {
        var partnerId = await IdAsync("icc");
        await _host.ChangeAsync(Tokens.Admin, "recordLetter", new { partnerId, party = "PARTNER", on = "2022-05", signatoryOffice = "Representative" }, "");
        await _host.ChangeAsync(Tokens.Admin, "declineCandidate", new { partnerId, on = "2022-06-01", internalReason = "postponed" }, "");

        var again = await _host.ChangeAsync(Tokens.Admin, "proposePartner", new { name = "ICC", kind = "ASSOCIATION_OF_COMPANIES" },
            "partner { id onboarding { tasks { key state completedOn } } }");

        Assert.Equal(partnerId, again.GetProperty("partner").GetProperty("id").GetString());
        Assert.Equal(["introduction 2021-03-08", "letter-of-partner 2022-05-31"],
            from task in again.GetProperty("partner").GetProperty("onboarding").GetProperty("tasks").EnumerateArray()
            where task.GetProperty("state").GetString() == "COMPLETED"
            select $"{task.GetProperty("key")} {task.GetProperty("completedOn")}");
        var joined = await _host.ChangeAsync(Tokens.Admin, "recordLetter", new { partnerId, party = "COUNCIL", on = "2022-06-28", signatoryOffice = "Secretary General" }, "partner { status }");
        Assert.Equal("ACTIVE", joined.GetProperty("partner").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_partnership_ends_once_and_takes_no_step_after()
    {
        var partnerId = await IdAsync("apple");
        var end = new { partnerId, decidedOn = "2022-06-01", effectiveOn = "2022-06-15", decidedBy = "Secretary General", publicReason = "by agreement", internalReason = "kept inside" };

        Assert.Equal(["WRONG_STATE"], await _host.RefusedAsync(Tokens.Admin, "declineCandidate", new { partnerId, on = "2022-06-01", internalReason = "no candidate" }));
        var ended = await _host.ChangeAsync(Tokens.Admin, "terminatePartnership", end, "partner { status terminationReason logoPermissions { state } }");

        Assert.Equal("""{"status":"TERMINATED","terminationReason":"by agreement","logoPermissions":[{"state":"LAPSED"}]}""", ended.GetProperty("partner").GetRawText());
        Assert.Equal(["WRONG_STATE"], await _host.RefusedAsync(Tokens.Admin, "terminatePartnership", end));
        Assert.Equal(["WRONG_STATE"], await _host.RefusedAsync(Tokens.Admin, "recordLetter", new { partnerId, party = "COUNCIL", on = "2022-06-20", signatoryOffice = "Secretary General" }));
        Assert.Equal(["WRONG_STATE"], await _host.RefusedAsync(Tokens.Admin, "recordTcInfIntroduction", new { partnerId, on = "2022-06-20" }));
        Assert.Equal(["NAME_TAKEN"], await _host.RefusedAsync(Tokens.Admin, "proposePartner", new { name = "Apple", kind = "COMPANY" }));
    }

    [Fact]
    public async Task Leave_to_use_the_logo_does_not_outlast_a_partnership_that_is_to_end()
    {
        await LiaisonSteps.DesignateAsync(_host, "apple", "a@apple.example");
        var request = await _host.ChangeAsync(Tokens.ForLiaison("a@apple.example"), "requestLogoUse", new { purpose = "A fair" }, "permission { id state }");
        var permissionId = request.GetProperty("permission").GetProperty("id").GetString();
        await _host.ChangeAsync(Tokens.Admin, "terminatePartnership",
            new { partnerId = await IdAsync("apple"), decidedOn = "2022-06-01", effectiveOn = "2022-12-01", decidedBy = "Secretary General", publicReason = "by agreement" }, "");
        var later = await _host.ChangeAsync(Tokens.ForLiaison("a@apple.example"), "requestLogoUse", new { purpose = "Another fair", until = "2030-01-01" }, "permission { id }");

        Assert.Equal(["VALIDATION_FAILED validUntil"], await _host.RefusedAsync(Tokens.Admin, "decideLogoUse", new { permissionId, grant = true, validUntil = "2023-01-01" }));
        var granted = await _host.ChangeAsync(Tokens.Admin, "decideLogoUse", new { permissionId = later.GetProperty("permission").GetProperty("id").GetString(), grant = true }, "permission { state validUntil }");
        Assert.Equal("""{"state":"GRANTED","validUntil":"2022-11-30"}""", granted.GetProperty("permission").GetRawText());
    }

    [Fact]
    public async Task A_correction_that_changes_nothing_is_no_news()
    {
        await _host.ChangeAsync(Tokens.Admin, "correctOrganisation", new { organisationId = await IdAsync("apple"), name = "Apple" }, "");
        var activity = (await _host.AskAsync("{ activities(first: 1, where: { title: { neq: null }, date: { neq: null } }) { nodes { id title date { edtf } } } }"))
            .GetProperty("activities").GetProperty("nodes")[0];
        await _host.ChangeAsync(Tokens.Admin, "updateActivity",
            new { activityId = activity.GetProperty("id").GetString(), title = activity.GetProperty("title").GetString(), date = activity.GetProperty("date").GetProperty("edtf").GetString() }, "");

        var data = await _host.AskAsAsync(Tokens.Admin, "{ changes { totalCount } auditLog { totalCount } }");

        Assert.Equal("""{"changes":{"totalCount":0},"auditLog":{"totalCount":0}}""", data.GetRawText());
    }

    [Fact]
    public async Task The_audit_log_says_which_task_was_completed()
    {
        var task = (await _host.AskAsAsync(Tokens.Admin, "{ partner(slug: \"icc\") { onboarding { tasks { id key } } } }"))
            .GetProperty("partner").GetProperty("onboarding").GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("key").GetString() == "annex");
        await _host.ChangeAsync(Tokens.Admin, "completeOnboardingTask", new { taskId = task.GetProperty("id").GetString() }, "");

        var entry = (await _host.AskAsAsync(Tokens.Admin, "{ auditLog { nodes { action before after } } }")).GetProperty("auditLog").GetProperty("nodes").EnumerateArray().Single();

        Assert.Equal("completeOnboardingTask: OnboardingTask changed", entry.GetProperty("action").GetString());
        Assert.All([entry.GetProperty("before"), entry.GetProperty("after")], side =>
            Assert.Equal("annex", JsonDocument.Parse(side.GetString()!).RootElement.GetProperty("Key").GetString()));
    }

    private async Task<string> IdAsync(string slug) => await LiaisonSteps.PartnerAsync(_host, slug);
}
