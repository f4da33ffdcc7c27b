using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Calendar;

public sealed class CalendarFeedTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_feed_holds_what_the_partner_takes_part_in_and_has_proposed()
    {
        await host.OpenNextWorkplanAsync();
        var (google, googlesFeed) = await FeedAsync("google", "a@google.example");
        var (_, applesFeed) = await FeedAsync("apple", "a@apple.example");
        await host.ChangeAsync(google, "proposeActivity",
            new { workplanPeriod = "2022-2023", category = "STUDIES", sector = "CAHAI", title = "A study; of risks", date = "2022-11" }, "proposal { id }");

        var feed = CalendarText.Read((await host.SendAsync(HttpMethod.Get, googlesFeed)).Body);
        var publicly = await host.CalendarAsync("?partner=google");

        var proposal = feed.Events.Single(entry => entry["STATUS"] == "TENTATIVE");
        Assert.Equal(("A study; of risks (proposed, date to be confirmed)", new DateOnly(2022, 11, 1), new DateOnly(2022, 11, 30)), (proposal.Summary, proposal.First, proposal.Last));
        Assert.Equal(publicly.Events.Select(entry => entry["UID"]), feed.Events.Where(entry => entry != proposal).Select(entry => entry["UID"]));
        Assert.NotEmpty(publicly.Events);
        Assert.DoesNotContain("A study", (await host.SendAsync(HttpMethod.Get, "/calendar.ics")).Body.Replace("\r\n ", ""));
        Assert.DoesNotContain("A study", (await host.SendAsync(HttpMethod.Get, applesFeed)).Body.Replace("\r\n ", ""));
    }

    [Fact]
    public async Task A_decided_proposal_is_no_longer_tentative()
    {
        await host.OpenNextWorkplanAsync();
        var (liaison, feed) = await FeedAsync("intel", "a@intel.example");
        var proposal = (await host.ChangeAsync(liaison, "proposeActivity",
            new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "CAHAI", title = "A round table", date = "2022-11-03" }, "proposal { id }")).Text("proposal", "id");
        await host.ChangeAsync(Tokens.Admin, "decideActivityProposal", new { proposalId = proposal, accept = true }, "proposal { id }");

        var entry = CalendarText.Read((await host.SendAsync(HttpMethod.Get, feed)).Body).Events.Single(entry => entry.Summary.StartsWith("A round table"));

        Assert.Equal(("A round table", "CONFIRMED"), (entry.Summary, entry["STATUS"]));
        Assert.Contains("To be confirmed: Intel", entry["DESCRIPTION"]);
    }

    [Fact]
    public async Task An_address_ends_when_it_is_renewed_revoked_or_the_office_ends()
    {
        using var own = new ApiHost();
        var office = await own.DesignateAsync("google", "b@google.example");
        var token = Tokens.ForLiaison("b@google.example");
        var first = await RenewAsync(own, token);
        Assert.Equal(200, await StatusAsync(own, first));

        var second = await RenewAsync(own, token);
        Assert.Equal((404, 200), (await StatusAsync(own, first), await StatusAsync(own, second)));

        await own.ChangeAsync(token, "revokeCalendarFeed", new { }, "liaison { id }");
        Assert.Equal(404, await StatusAsync(own, second));
        Assert.Equal(["WRONG_STATE"], await own.RefusedAsync(token, "revokeCalendarFeed", new { }));

        var third = await RenewAsync(own, token);
        await own.ChangeAsync(Tokens.Admin, "endLiaison", new { liaisonId = office, on = "2022-06-10" }, "liaison { id }");
        Assert.Equal(200, await StatusAsync(own, third));
        own.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(404, await StatusAsync(own, third));
    }

    [Fact]
    public async Task An_address_ends_after_two_years()
    {
        using var own = new ApiHost();
        await own.DesignateAsync("google", "c@google.example");
        var feed = await RenewAsync(own, Tokens.ForLiaison("c@google.example"));

        own.Time.SetUtcNow(new DateTimeOffset(2024, 6, 8, 9, 59, 59, TimeSpan.Zero));
        Assert.Equal(200, await StatusAsync(own, feed));
        own.Time.SetUtcNow(new DateTimeOffset(2024, 6, 8, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal(404, await StatusAsync(own, feed));
    }

    [Theory]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    [InlineData("/calendar/.ics")]
    [InlineData("/calendar/-")]
    [InlineData("/calendar/")]
    [InlineData("/calendar/a/b.ics")]
    public async Task A_wrong_address_is_told_nothing(string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal((404, "NOT_FOUND"), (answer.Status, answer.Json.Text("code")));
        Assert.Equal("private, no-cache", answer.Headers.CacheControl!.ToString().Replace("no-cache, private", "private, no-cache"));
    }

    [Fact]
    public async Task The_token_stands_neither_in_the_database_nor_in_the_log_nor_in_what_is_remembered()
    {
        using var own = ApiHost.With(("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));
        await own.DesignateAsync("google", "d@google.example");
        var liaison = Tokens.ForLiaison("d@google.example");
        var first = await own.ChangeAsync(liaison, "renewCalendarFeed", new { idempotencyKey = "once" }, "url until");
        var again = await own.ChangeAsync(liaison, "renewCalendarFeed", new { idempotencyKey = "once" }, "url until");
        var path = new Uri(first.Text("url")!).AbsolutePath;
        var token = path["/calendar/".Length..^".ics".Length];

        Assert.Equal(200, (await own.SendAsync(HttpMethod.Get, path)).Status);

        Assert.Equal(43, token.Length);
        Assert.Equal((null, "2024-06-08"), (again.Text("url"), again.Text("until")));
        Assert.DoesNotContain(token, own.Database.Everything());
        Assert.DoesNotContain(own.Logs.Lines, line => line.Text.Contains(token) && !line.Text.Contains("Request starting") && !line.Text.Contains("Request finished"));
    }

    [Fact]
    public async Task Only_liaisons_of_a_partner_have_feeds()
    {
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync("mutation { renewCalendarFeed(input: {}) { url } }"));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(Tokens.Admin, "mutation { renewCalendarFeed(input: {}) { url } }"));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(Tokens.ForLiaison("nobody@site.example"), "mutation { revokeCalendarFeed(input: {}) { liaison { id } } }"));
    }

    private async Task<(string Token, string Path)> FeedAsync(string slug, string address)
    {
        await host.DesignateAsync(slug, address);
        // Two addresses that begin alike are two people.
        var token = Tokens.For(slug, "liaison", ("email", address), ("email_verified", true));
        return (token, await RenewAsync(host, token));
    }

    private static async Task<string> RenewAsync(ApiHost host, string token)
    {
        JsonElement payload = await host.ChangeAsync(token, "renewCalendarFeed", new { }, "url until");
        return new Uri(payload.Text("url")!).AbsolutePath;
    }

    private static async Task<int> StatusAsync(ApiHost host, string path) => (await host.SendAsync(HttpMethod.Get, path)).Status;
}
