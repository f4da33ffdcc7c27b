using System.Globalization;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Calendar;

public sealed class CalendarRevisionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_change_of_an_activity_raises_its_revision_and_leaves_the_others_alone()
    {
        var (id, _) = await host.ActivityAsync(1);
        var original = await EntryAsync("1st plenary meeting");
        var others = (await host.CalendarAsync()).Events.Where(entry => entry["UID"] != original["UID"]).Select(Written).ToList();
        var before = await host.SendAsync(HttpMethod.Get, "/calendar.ics");

        host.Time.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = id, date = "2019-11-19/2019-11-21" }, "activity { id }");
        var moved = await EntryAsync("1st plenary meeting");
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(Tokens.Admin, "recordParticipation",
            new { activityId = id, organisationId = await host.OrganisationAsync("apple"), role = "SPEAKER", certainty = "CONFIRMED" }, "participation { id }");
        var joined = await EntryAsync("1st plenary meeting");
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(Tokens.Admin, "cancelActivity", new { activityId = id, reason = "secret" }, "activity { id }");
        var cancelled = await EntryAsync("1st plenary meeting");
        var after = await host.SendAsync(HttpMethod.Get, "/calendar.ics", null, ("If-None-Match", before.Headers.ETag!.Tag));

        Assert.Single(new[] { original, moved, joined, cancelled }.Select(entry => entry["UID"]).Distinct());
        Assert.Equal((new DateOnly(2019, 11, 19), new DateOnly(2019, 11, 21)), (moved.First, moved.Last));
        Assert.Contains("Apple", joined["DESCRIPTION"]);
        Assert.Equal(("CONFIRMED", "CANCELLED"), (joined["STATUS"], cancelled["STATUS"]));
        var revisions = new[] { original, moved, joined, cancelled }.Select(entry => int.Parse(entry["SEQUENCE"]!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(revisions.Distinct().Order(), revisions);
        Assert.Equal(4, revisions.Distinct().Count());
        Assert.Equal(["20220608T110000Z", "20220608T120000Z", "20220608T130000Z"], new[] { moved, joined, cancelled }.Select(entry => entry["LAST-MODIFIED"]));
        Assert.Equal(cancelled["LAST-MODIFIED"], cancelled["DTSTAMP"]);
        Assert.Equal(others, (await host.CalendarAsync()).Events.Where(entry => entry["UID"] != original["UID"]).Select(Written));
        Assert.Equal(200, after.Status);
        Assert.Equal(new DateTimeOffset(2022, 6, 8, 13, 0, 0, TimeSpan.Zero), after.Content.LastModified);
        Assert.DoesNotContain("secret", after.Body);
    }

    [Fact]
    public async Task Signs_that_calendars_use_themselves_and_letters_of_many_bytes_arrive_whole()
    {
        await host.OpenNextWorkplanAsync();
        var title = "Ünïté 🤝; a, b\\n \"c\": " + string.Concat(Enumerable.Repeat("é🤝", 60));
        await host.ChangeAsync(Tokens.Admin, "createActivity",
            new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "A; B, C\\D", title, date = "2022-12-31/2023-01-01" }, "activity { id }");

        var entry = (await host.CalendarAsync("?workplan=2022-2023")).Events.Single(entry => entry.Summary == title);

        Assert.Equal((new DateOnly(2022, 12, 31), new DateOnly(2023, 1, 1)), (entry.First, entry.Last));
        Assert.Contains("Sector: A; B, C\\D", entry["DESCRIPTION"]);
    }

    [Theory]
    [InlineData("2022-03/..", "2022-03-01", "2022-03-01")]
    [InlineData("../2022-10-05", "2022-10-05", "2022-10-05")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2022", "2022-01-01", "2022-12-31")]
    [InlineData("2022-21/2022-22", "2022-03-01", "2022-08-31")]
    public async Task A_date_that_is_not_exact_takes_the_days_that_are_known_and_is_marked(string edtf, string first, string last)
    {
        using var own = new ApiHost();
        own.ChangeDatabase("UPDATE Workplans SET \"To\" = '2025-12-31'");
        var (id, _) = await own.ActivityAsync(1);
        await own.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = id, date = edtf }, "activity { id }");

        var entry = (await own.CalendarAsync()).Events.Single(entry => entry.Summary == "1st plenary meeting (date to be confirmed)");

        Assert.Equal((first, last), (entry.First.ToString("yyyy-MM-dd", null), entry.Last.ToString("yyyy-MM-dd", null)));
    }

    private async Task<CalendarEntry> EntryAsync(string title) => (await host.CalendarAsync("?sector=CAHAI")).Events.Single(entry => entry.Summary == title);

    private static string Written(CalendarEntry entry) => string.Join('\n', entry.Properties);
}
