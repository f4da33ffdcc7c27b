using System.Globalization;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;

namespace DigitalPartnership.Tests.Calendar;

public sealed class CalendarTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_dated_activity_stands_on_its_days_and_the_others_are_counted()
    {
        var data = await host.AskAsync("{ activities(first: 200) { nodes { title date { earliest latest precision } } } }");
        var expected = data.List("activities", "nodes").Where(activity => activity.Text("date") is not null).Select(activity => (
            First: activity.Text("date", "earliest"), Last: activity.Text("date", "latest"), IsExact: activity.Text("date", "precision") == "DAY",
            Title: activity.Text("title")));

        var calendar = await host.CalendarAsync();

        Assert.Equal(47, calendar.Events.Count);
        Assert.Equal(expected.Order(), calendar.Events.Select(entry => (
            First: (string?)entry.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Last: (string?)entry.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IsExact: !entry.Summary.EndsWith(" (date to be confirmed)"), Title: (string?)entry.Summary.Replace(" (date to be confirmed)", ""))).Order());
        Assert.Contains("3 activities without a date are left out.", calendar["X-WR-CALDESC"]);
    }

    [Fact]
    public async Task An_entry_says_what_the_record_says()
    {
        var entry = (await host.CalendarAsync()).Events.Single(entry => entry.Summary == "1st plenary meeting");

        Assert.Equal((new DateOnly(2019, 11, 18), new DateOnly(2019, 11, 20)), (entry.First, entry.Last));
        Assert.Equal("20191121", entry["DTEND;VALUE=DATE"]);
        Assert.Equal(("CONFIRMED", "TRANSPARENT", "0", "Binding standard setting"), (entry["STATUS"], entry["TRANSP"], entry["SEQUENCE"], entry["CATEGORIES"]));
        Assert.Equal(
            "18–20 November 2019\nSector: CAHAI\nParticipants: European Telecommunications Network Operators' Association, GSMA, Institute of Electrical and Electronics Engineers, Microsoft",
            entry["DESCRIPTION"]);
        Assert.DoesNotContain(entry.Properties, property => property.Name is "ORGANIZER" or "LOCATION" or "ATTENDEE" or "LAST-MODIFIED");
    }

    [Fact]
    public async Task French_calendars_are_French()
    {
        var calendar = await host.CalendarAsync("?lang=fr");

        var entry = calendar.Events.Single(entry => entry.Summary == "Consultations on the Protocol to the Budapest Convention (date à confirmer)");
        Assert.Equal((new DateOnly(2021, 5, 1), new DateOnly(2021, 5, 31)), (entry.First, entry.Last));
        Assert.StartsWith("mai 2021 (date à confirmer)\nSecteur\u00A0: Cybercrime Division / T-CY\nParticipants\u00A0: Apple, EuroISPA, Google, ICANN, Kaspersky\n", entry["DESCRIPTION"]);
        Assert.Equal("Normes contraignantes", entry["CATEGORIES"]);
        Assert.Contains("3 activités sans date n’y figurent pas.", calendar["X-WR-CALDESC"]);
    }

    [Fact]
    public async Task Who_is_only_expected_or_invited_is_not_said_to_take_part()
    {
        var descriptions = (await host.CalendarAsync("?workplan=2018-2021")).Events.Select(entry => entry["DESCRIPTION"]!).ToList();

        Assert.Contains(descriptions, text => text.Contains("\nTo be confirmed: EuroISPA, Facebook, Global Network Initiative, Kaspersky") && !text.Contains("Participants:"));
        Assert.Contains(descriptions, text => text.Contains("\nInvited: ") && !text.Contains("Participants:"));
    }

    [Theory]
    [InlineData("?partner=google", "participants: { some: { slug: { eq: \"google\" } } }")]
    [InlineData("?sector=cahai", "sector: { name: { eq: \"CAHAI\" } }")]
    [InlineData("?sector=Cybercrime%20Division", "sector: { body: { eq: \"Cybercrime Division\" } }")]
    [InlineData("?category=STUDIES", "category: { eq: STUDIES }")]
    [InlineData("?category=events&partner=microsoft&status=", "category: { eq: EVENTS }, participants: { some: { slug: { eq: \"microsoft\" } } }")]
    [InlineData("?workplan=2018-2021&status=held&lang=EN", "status: { eq: HELD }")]
    [InlineData("?status=PLANNED", "status: { eq: PLANNED }")]
    public async Task A_calendar_holds_what_the_same_filter_lists(string parameters, string where)
    {
        var data = await host.AskAsync($"{{ activities(first: 200, where: {{ {where} }}) {{ nodes {{ title date {{ edtf }} }} }} }}");
        var expected = data.List("activities", "nodes").Where(activity => activity.Text("date") is not null).Select(activity => activity.Text("title")).ToList();

        var calendar = await host.CalendarAsync(parameters);

        Assert.Equal(expected.Order(), calendar.Events.Select(entry => (string?)entry.Summary.Replace(" (date to be confirmed)", "")).Order());
        Assert.Equal(where.Contains("PLANNED"), expected.Count == 0);
    }

    [Theory]
    [InlineData("?partner=nobody", 404, "NOT_FOUND", "partner")]
    [InlineData("?partner=icann", 404, "NOT_FOUND", "partner")]
    [InlineData("?partner=%27%20OR%201=1", 404, "NOT_FOUND", "partner")]
    [InlineData("?sector=nothing", 400, "VALIDATION_FAILED", "sector")]
    [InlineData("?category=PARTIES", 400, "VALIDATION_FAILED", "category")]
    [InlineData("?category=1", 400, "VALIDATION_FAILED", "category")]
    [InlineData("?workplan=2000", 400, "VALIDATION_FAILED", "workplan")]
    [InlineData("?status=over", 400, "VALIDATION_FAILED", "status")]
    [InlineData("?lang=de", 400, "VALIDATION_FAILED", "lang")]
    [InlineData("?partners=google", 400, "REQUEST_INVALID", null)]
    [InlineData("?partner=google&partner=apple", 400, "REQUEST_INVALID", null)]
    public async Task A_wrong_parameter_is_refused_with_its_name(string parameters, int status, string code, string? field)
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/calendar.ics" + parameters);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(code, answer.Json.Text("code"));
        Assert.Equal(field, answer.Json.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.EndsWith(".", answer.Json.Text("detail"));
    }

    [Fact]
    public async Task The_headers_say_what_it_is_and_a_known_version_is_not_sent_again()
    {
        var first = await host.SendAsync(HttpMethod.Get, "/calendar.ics?partner=ripe-ncc");
        var tag = first.Headers.ETag!;
        var again = await host.SendAsync(HttpMethod.Get, "/calendar.ics?partner=ripe-ncc", null, ("If-None-Match", tag.Tag));
        var other = await host.SendAsync(HttpMethod.Get, "/calendar.ics?partner=ripe-ncc&lang=fr", null, ("If-None-Match", tag.Tag));
        var head = await host.SendAsync(HttpMethod.Head, "/calendar.ics?partner=ripe-ncc");

        Assert.Equal("text/calendar; charset=utf-8", first.Content.ContentType!.ToString());
        Assert.Equal("inline; filename=\"digital-partnership-ripe-ncc.ics\"", first.Content.GetValues("Content-Disposition").Single());
        Assert.Equal("public, max-age=300", first.Headers.CacheControl!.ToString());
        Assert.False(tag.IsWeak);
        Assert.Equal((304, ""), (again.Status, again.Body));
        Assert.Equal((200, 200), (other.Status, head.Status));
        Assert.Equal((tag, ""), (head.Headers.ETag, head.Body));
        Assert.Equal(405, (await host.SendAsync(HttpMethod.Post, "/calendar.ics")).Status);
    }

    [Fact]
    public async Task As_many_statements_are_sent_for_one_activity_as_for_all()
    {
        await host.CalendarAsync();
        host.Sql.Clear();
        await host.CalendarAsync();
        var all = host.Sql.Statements.Count;
        host.Sql.Clear();
        await host.CalendarAsync("?category=STUDIES");

        Assert.InRange(all, 1, 4);
        Assert.Equal(all, host.Sql.Statements.Count);
    }
}

/// <summary>Asks for calendars.</summary>
internal static class CalendarRequests
{
    public static async Task<CalendarText> CalendarAsync(this ApiHost host, string parameters = "")
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/calendar.ics" + parameters);
        Assert.True(answer.Status == 200, answer.Body);
        return CalendarText.Read(answer.Body);
    }
}
