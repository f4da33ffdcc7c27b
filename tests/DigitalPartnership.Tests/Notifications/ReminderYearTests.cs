using DigitalPartnership.Dates;
using DigitalPartnership.Partners;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>The timetable of many days under a clock of the test, against a real mail server.</summary>
public sealed class ReminderYearTests : IAsyncDisposable
{
    // What the document of the workflow says, written down a second time.
    private static readonly (int Days, bool ToLiaisons)[] Rungs = [(-30, true), (-7, true), (0, true), (7, true), (30, false)];

    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public ReminderYearTests() => _host = ReminderScene.HostFor(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Long", "true")]
    public async Task In_a_year_of_28_partners_every_rung_reaches_each_person_once()
    {
        var (first, last) = (ReminderScene.Day("2022-06-09"), ReminderScene.Day("2023-08-01"));
        foreach (var day in ReminderScene.Days(first, last))
        {
            if (day == ReminderScene.Day("2022-06-28"))
                await TakeInCandidatesAsync(day);
            if (day == first || day == ReminderScene.Day("2022-06-28"))
                await _host.DesignateEverywhereAsync();
            await _host.LiveThroughAsync(day);
        }

        var partners = await PartnersAsync();
        Assert.Equal(28, partners.Count);
        var expected = partners.SelectMany(partner => Expected(partner, first, last)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, Told());
        Assert.Equal(expected.Count, expected.Distinct().Count());
        AssertWeekdaysOnly();
    }

    [Fact, Trait("Long", "true")]
    public async Task Around_one_day_on_which_many_partners_are_due_every_rung_reaches_each_person_once()
    {
        _host.ClockAt("2022-11-04");
        await _host.DesignateEverywhereAsync();
        var days = ReminderScene.Days("2022-11-04", "2022-11-09").Concat(ReminderScene.Days("2022-11-14", "2022-11-15")).ToList();
        foreach (var day in days)
            await _host.LiveThroughAsync(day);

        var expected = (await PartnersAsync()).SelectMany(partner => Expected(partner, days[0], days[^1], days)).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(expected, Told());
        Assert.True(expected.Count > 100, $"{expected.Count} reminders");
        AssertWeekdaysOnly();
    }

    /// <summary>The reminders of one partner by the design alone: nothing of the product is asked but its name and the day of joining.</summary>
    private static IEnumerable<string> Expected((string Slug, string Name, DateOnly Joined) partner, DateOnly first, DateOnly last, List<DateOnly>? days = null)
    {
        var installed = ReminderScene.Day("2022-06-08");
        var due = partner.Joined;
        for (var years = 1; due <= installed || due == partner.Joined; years++)
            due = partner.Joined.AddYears(years);
        var sent =
            from rung in Rungs
            let falls = due.AddDays(rung.Days)
            let workday = falls.DayOfWeek switch { DayOfWeek.Saturday => falls.AddDays(2), DayOfWeek.Sunday => falls.AddDays(1), _ => falls }
            let goes = workday < first ? first : days is null ? workday : days.FirstOrDefault(day => day >= workday && !day.IsWeekend())
            where goes >= first && goes <= last
            group rung by goes into together
            select (On: together.Key, together.Last().ToLiaisons);
        return sent.SelectMany(rung => rung.ToLiaisons
            ? from party in Enum.GetValues<Party>()
              from language in Enum.GetValues<Language>()
              select $"{rung.On:yyyy-MM-dd} {ReminderScene.Address(partner.Slug, party, language)} {(language is Language.Fr ? "fr" : "en")} {Subject(partner.Name, due, language)}"
            : [$"{rung.On:yyyy-MM-dd} {ReminderScene.ToSecretariat} en Assessment not concluded: {partner.Name}"]);
    }

    private static string Subject(string name, DateOnly due, Language language) => language is Language.Fr
        ? $"Où en est notre coopération : {name}, {ImpreciseDate.OnDay(due).Text(Language.Fr)}"
        : $"How our cooperation goes: {name}, {ImpreciseDate.OnDay(due).Text(Language.En)}";

    private List<string> Told() => [.. _server.Mails.Where(mail => mail.IsReminder())
        .Select(mail => $"{mail.SentOn():yyyy-MM-dd} {Assert.Single(mail.Recipients)} {mail.Language()} {mail.Topic().Replace('\u00A0', ' ')}").Order(StringComparer.Ordinal)];

    private void AssertWeekdaysOnly() => Assert.All(_server.Mails, mail => Assert.False(mail.SentOn().IsWeekend(), $"{mail.Topic()} on {mail.SentOn()}"));

    private async Task TakeInCandidatesAsync(DateOnly day)
    {
        _host.ClockAt(day, "06:00");
        foreach (var slug in (string[])["icc", "lego-group", "thales"])
        {
            foreach (var party in (string[])["COUNCIL", "PARTNER"])
                await _host.ChangeAsync(Tokens.Admin, "recordLetter", new { partnerId = await _host.PartnerAsync(slug), party, on = "2022-06-28", signatoryOffice = "Secretary General" }, "partner { id }");
        }
    }

    private async Task<List<(string Slug, string Name, DateOnly Joined)>> PartnersAsync() =>
        [.. (await _host.AskAsync("{ partners(first: 200, where: { status: { eq: ACTIVE } }) { nodes { slug name joinedOn { latest } } } }")).List("partners", "nodes")
            .Select(partner => (partner.Text("slug")!, partner.Text("name")!, ReminderScene.Day(partner.Text("joinedOn", "latest")!)))];
}
