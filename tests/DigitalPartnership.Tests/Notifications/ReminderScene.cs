using System.Globalization;
using System.Text.Json;
using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Partners;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>Runs the timetable day by day and looks at what arrives at a mail server.</summary>
internal static class ReminderScene
{
    public const string ToSecretariat = "desk@council.example";

    private static readonly TimeZoneInfo Strasbourg = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The settings by which a host sends to a server.</summary>
    public static (string Key, string Value)[] SettingsFor(SmtpServer server, params (string Key, string Value)[] more) =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Security", "None"),
        ("Mail:From", "Digital Partnership <partnership@sender.example>"), ("Mail:Secretariat", $"Secretariat <{ToSecretariat}>"), .. more,
    ];

    public static ApiHost HostFor(SmtpServer server, params (string Key, string Value)[] more) => ApiHost.With(SettingsFor(server, more));

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IEnumerable<DateOnly> Days(string from, string to) => Days(Day(from), Day(to));

    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    /// <summary>Puts the clock to a time of day in Strasbourg.</summary>
    public static void ClockAt(this ApiHost host, DateOnly day, string time = "07:00") =>
        host.Time.SetUtcNow(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)), Strasbourg), TimeSpan.Zero));

    public static void ClockAt(this ApiHost host, string day, string time = "07:00") => host.ClockAt(Day(day), time);

    /// <summary>Runs a job by hand and gives what it says; it may be running elsewhere where others use the same database.</summary>
    public static async Task<string> DoAsync(this ApiHost host, string name, bool isShared = false)
    {
        // No job runs twice for the same instant.
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        var payload = (await host.AskAsAsync(Tokens.Admin, "mutation($name: String!) { runJob(input: { name: $name }) { run { outcome summary } errors { ... on Error { code } } } }", new { name })).At("runJob");
        if (isShared && payload.At("errors").ValueKind is JsonValueKind.Array)
            return Assert.Single(payload.Column("code", "errors"));
        Assert.True(payload.Text("run", "outcome") == "SUCCEEDED", $"{name} on {host.Time.GetUtcNow():u}: {payload}\n{string.Join('\n', host.Logs.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text))}");
        return payload.Text("run", "summary")!;
    }

    /// <summary>Runs what plans and sends reminders of assessments.</summary>
    public static async Task RemindAsync(this ApiHost host, bool isShared = false)
    {
        await host.DoAsync("AssessmentReminder", isShared);
        await host.DoAsync("NotificationDispatch", isShared);
    }

    /// <summary>Runs the whole timetable of a day.</summary>
    public static async Task LiveThroughAsync(this ApiHost host, DateOnly day)
    {
        host.ClockAt(day);
        await host.DoAsync("AssessmentCycle");
        await host.DoAsync("AssessmentReminder");
        await host.DoAsync("OnboardingFollowUp");
        if (day.DayOfWeek is DayOfWeek.Monday)
            await host.DoAsync("WorkplanDigest");
        await host.DoAsync("NotificationDispatch");
    }

    /// <summary>Designates one liaison of each side, the partner's one French, and opens a round.</summary>
    public static async Task<string> AwaitAsync(this ApiHost host, string slug, string dueOn, string from = "2022-01-01", string? to = null)
    {
        (await host.TryDesignateAsync(slug, $"{slug}@partner.example", language: "FR")).Made();
        (await host.TryDesignateAsync(slug, $"{slug}@council.example", "COUNCIL")).Made();
        return await host.RoundAsync(slug, dueOn, from, to);
    }

    /// <summary>Opens a round.</summary>
    public static async Task<string> RoundAsync(this ApiHost host, string slug, string dueOn, string from = "2022-01-01", string? to = null) =>
        (await host.ChangeAsync(Tokens.Admin, "openAssessment", new { partnerId = await host.PartnerAsync(slug), periodFrom = from, periodTo = to ?? from, dueOn }, "assessment { id }")).Text("assessment", "id")!;

    /// <summary>The id of the office that a person with an address holds.</summary>
    public static async Task<string> OfficeAsync(this ApiHost host, string address) => (await host.AskAsAsync(Tokens.Admin, "{ partners(first: 200) { nodes { liaisons { id email } } } }")).List("partners", "nodes")
        .SelectMany(partner => partner.List("liaisons")).Single(liaison => liaison.Text("email") == address).Text("id")!;

    /// <summary>Designates two liaisons a side of every partner that has none yet, one of them French.</summary>
    public static Task DesignateEverywhereAsync(this ApiHost host) => host.InDatabaseAsync(async db =>
    {
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        var liaisons = db.Liaisons;
        foreach (var partner in await db.Partnerships.Include(row => row.Organisation).Where(row => row.Status == PartnerStatus.Active && !liaisons.Any(liaison => liaison.OrganisationId == row.OrganisationId)).ToListAsync())
        {
            db.AddRange(
                from party in Enum.GetValues<Party>()
                from language in Enum.GetValues<Language>()
                select Liaison.Designate(partner, party, today, $"Liaison {language}", Address(partner.Organisation.Slug, party, language), language, today));
        }
        return await db.SaveChangesAsync();
    });

    public static string Address(string slug, Party party, Language language) => $"{party}-{language}@{slug}.example".ToLowerInvariant();

    /// <summary>Does what no mutation can.</summary>
    public static async Task<T> InDatabaseAsync<T>(this ApiHost host, Func<PartnershipDb, Task<T>> work)
    {
        _ = host.Http;
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PartnershipDb>());
    }

    /// <summary>The ledger of the reminders of assessments as the Secretariat sees it: to whom, which rung, what became of it and why.</summary>
    public static async Task<string[]> LadderAsync(this ApiHost host, string kind = "ASSESSMENT_REMINDER") => [.. (await host.AskAsAsync(Tokens.Admin,
        "query($kind: String!) { notifications(first: 200, where: { kind: { eq: $kind } }) { nodes { rung dueOn state reason recipient { email } } } }", new { kind })).List("notifications", "nodes")
        .Select(row => $"{(row.At("recipient").ValueKind is JsonValueKind.Null ? "secretariat" : row.Text("recipient", "email"))} {row.Text("rung")} {row.Text("dueOn")} {row.Text("state")} {row.Text("reason")}".TrimEnd()).Order(StringComparer.Ordinal)];

    /// <summary>The day in Strasbourg on which a mail was sent.</summary>
    public static DateOnly SentOn(this ReceivedMail mail) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(mail.Message.Date.UtcDateTime, Strasbourg));

    public static string Topic(this ReceivedMail mail) => mail.Message.Subject ?? "";

    public static string Body(this ReceivedMail mail) => mail.Message.TextBody ?? "";

    /// <summary>Whether a mail reminds of an assessment.</summary>
    public static bool IsReminder(this ReceivedMail mail) => ReminderSubjects.Any(begin => mail.Topic().StartsWith(begin, StringComparison.Ordinal));

    /// <summary>The reminders of assessments that arrived: on which day and where.</summary>
    public static string[] Reminders(this SmtpServer server) =>
        [.. server.Mails.Where(IsReminder).Select(mail => $"{mail.SentOn():yyyy-MM-dd} {Assert.Single(mail.Recipients)}").Order(StringComparer.Ordinal)];

    public static string Language(this ReceivedMail mail) => mail.Message.Body!.Headers[HeaderId.ContentLanguage]!;

    private static readonly string[] ReminderSubjects = ["How our cooperation goes: ", "Où en est notre coopération", "Assessment not concluded: "];
}
