using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Onboarding;

/// <summary>Takes each candidate of the document to a partnership by HTTP requests alone, as the README shows it.</summary>
public sealed class CandidateTests
{
    [Fact]
    public Task ICC_becomes_a_partner() => BecomesAPartnerAsync("icc", "2021-03-08");

    [Fact]
    public Task LEGO_Group_becomes_a_partner() => BecomesAPartnerAsync("lego-group", "2021-10-05");

    [Fact]
    public Task Thales_becomes_a_partner() => BecomesAPartnerAsync("thales", "2020-11-17");

    [Fact]
    public async Task After_all_three_there_are_28_partners_and_the_feed_tells_how()
    {
        using var host = new ApiHost();
        host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 28, 10, 0, 0, TimeSpan.Zero));
        foreach (var slug in (string[])["icc", "lego-group", "thales"])
        {
            await RecordLetterAsync(host, slug, "COUNCIL");
            await RecordLetterAsync(host, slug, "PARTNER");
        }

        var data = await host.AskAsync("{ taxonomy { total byKind { key count } } changes { nodes { kind summary subject { ... on Partner { slug } } } } }");

        Assert.Equal(28, data.GetProperty("taxonomy").GetProperty("total").GetInt32());
        Assert.Equal(
            from slug in (string[])["icc", "lego-group", "thales"]
            from kind in (string[])["LETTER_RECORDED", "LETTER_RECORDED", "PARTNER_JOINED"]
            select $"{slug} {kind}",
            data.GetProperty("changes").GetProperty("nodes").EnumerateArray()
                .Select(change => $"{change.GetProperty("subject").GetProperty("slug")} {change.GetProperty("kind")}"));
    }

    private static async Task BecomesAPartnerAsync(string slug, string introducedOn)
    {
        using var host = new ApiHost();
        host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 28, 10, 0, 0, TimeSpan.Zero));

        var candidate = await PartnerAsync(host, slug);
        Assert.Equal("CANDIDATE", candidate.GetProperty("status").GetString());
        Assert.Equal("2022-06-28", candidate.GetProperty("expectedOn").GetProperty("edtf").GetString());
        Assert.Equal(introducedOn, candidate.GetProperty("introducedToTcInfOn").GetProperty("edtf").GetString());
        Assert.Equal("COMPLETED", Task(candidate, "introduction").GetProperty("state").GetString());
        Assert.Equal(introducedOn, Task(candidate, "introduction").GetProperty("completedOn").GetString());

        await CompleteAsync(host, Task(candidate, "due-diligence"));
        await CompleteAsync(host, Task(candidate, "annex"));
        var first = await RecordLetterAsync(host, slug, "COUNCIL");
        Assert.Equal("CANDIDATE", first.GetProperty("partner").GetProperty("status").GetString());
        var second = await RecordLetterAsync(host, slug, "PARTNER");
        Assert.Equal("ACTIVE", second.GetProperty("partner").GetProperty("status").GetString());

        var partner = await PartnerAsync(host, slug);
        Assert.Equal(candidate.GetProperty("id").GetString(), partner.GetProperty("id").GetString());
        Assert.Equal("2022-06-28", partner.GetProperty("joinedOn").GetProperty("edtf").GetString());
        Assert.Equal(["GRANTED"], partner.GetProperty("logoPermissions").EnumerateArray().Select(permission => permission.GetProperty("state").GetString()));
        Assert.Equal("COMPLETED", Task(partner, "letter-of-partner").GetProperty("state").GetString());
        Assert.Equal("OPEN", Task(partner, "welcome-meeting").GetProperty("state").GetString());
        Assert.Equal(26, (await host.AskAsync("{ taxonomy { total } }")).GetProperty("taxonomy").GetProperty("total").GetInt32());

        var log = (await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { caller action } } }")).GetProperty("auditLog").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Contains(log, entry => entry.GetProperty("action").GetString() == "recordLetter: Letter added");
        Assert.All(log, entry => Assert.StartsWith("secretariat@", entry.GetProperty("caller").GetString()));
    }

    private static async Task<JsonElement> PartnerAsync(ApiHost host, string slug) => (await host.AskAsAsync(Tokens.Admin, """
        query($slug: String) { partner(slug: $slug) { id status expectedOn { edtf } introducedToTcInfOn { edtf } joinedOn { edtf } logoPermissions { state }
          onboarding { tasks { id key state completedOn } } } }
        """, new { slug })).GetProperty("partner");

    private static JsonElement Task(JsonElement partner, string key) =>
        partner.GetProperty("onboarding").GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("key").GetString() == key);

    private static async Task CompleteAsync(ApiHost host, JsonElement task)
    {
        var payload = (await host.AskAsAsync(Tokens.Admin, """
            mutation($id: ID!) { completeOnboardingTask(input: { taskId: $id }) { task { state } warnings { code } errors { __typename } } }
            """, new { id = task.GetProperty("id").GetString() })).GetProperty("completeOnboardingTask");
        Assert.Equal("COMPLETED", payload.GetProperty("task").GetProperty("state").GetString());
        Assert.Empty(payload.GetProperty("warnings").EnumerateArray());
    }

    private static async Task<JsonElement> RecordLetterAsync(ApiHost host, string slug, string party)
    {
        var partner = await PartnerAsync(host, slug);
        var payload = (await host.AskAsAsync(Tokens.Admin, """
            mutation($input: RecordLetterInput!) { recordLetter(input: $input) { partner { status } letter { on { edtf } } warnings { code } errors { __typename } } }
            """, new { input = new { partnerId = partner.GetProperty("id").GetString(), party, on = "2022-06-28", signatoryOffice = "Secretary General" } })).GetProperty("recordLetter");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload;
    }
}
