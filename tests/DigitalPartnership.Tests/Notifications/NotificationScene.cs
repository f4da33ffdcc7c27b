using System.Globalization;
using System.Text.Json;
using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Workplan;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>A host that sends to a server of the tests, and what the Secretariat does and asks about notifications.</summary>
internal static class NotificationScene
{
    public const string Secretariat = "secretariat@council.example";

    /// <summary>The settings by which a host sends to a server.</summary>
    public static (string Key, string Value)[] Settings(SmtpServer server, int timeoutSeconds = 30) =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Security", "None"), ("Mail:TimeoutSeconds", $"{timeoutSeconds}"),
        ("Mail:From", "Digital Partnership <partnership@sender.example>"), ("Mail:Secretariat", $"Secretariat <{Secretariat}>"),
    ];

    public static ApiHost HostOf(SmtpServer server) => ApiHost.With(Settings(server));

    /// <summary>Moves the clock to an instant.</summary>
    public static void MoveTo(this ApiHost host, string instant) => host.Time.SetUtcNow(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    /// <summary>Runs a job by hand, which must succeed, and gives what it says.</summary>
    public static async Task<string> RunJobAsync(this ApiHost host, string name, bool dryRun = false)
    {
        // No job runs twice at the same instant.
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        var run = (await host.ChangeAsync(Tokens.Admin, "runJob", new { name, dryRun }, "run { outcome summary }")).GetProperty("run");
        Assert.Equal("SUCCEEDED", run.Text("outcome"));
        return run.Text("summary")!;
    }

    public static Task<string> DispatchAsync(this ApiHost host) => host.RunJobAsync("NotificationDispatch");

    /// <summary>The ledger as the Secretariat sees it.</summary>
    public static async Task<IReadOnlyList<JsonElement>> LedgerAsync(this ApiHost host, string where = "{}") => (await host.AskAsAsync(Tokens.Admin, $$"""
        { notifications(first: 200, where: {{where}}) { nodes {
          id version kind rung dueOn language state reason messageId sentAt subject { __typename id } recipient { id email } attempts { at outcome detail } } } }
        """)).List("notifications", "nodes");

    public static string[] States(this IEnumerable<JsonElement> ledger) => [.. ledger.Select(row => row.Text("state")!).Order()];

    public static string[] Outcomes(this JsonElement notification) => notification.Column("outcome", "attempts");

    /// <summary>The open tasks of the Secretariat about liaisons.</summary>
    public static async Task<string[]> LiaisonTasksAsync(this ApiHost host, bool open = true) => [.. (await host.AskAsAsync(Tokens.Admin,
        "query($open: Boolean!) { liaisonTasks(open: $open) { nodes { kind party openedOn closedOn partner { slug } liaison { id } } } }", new { open })).List("liaisonTasks", "nodes")
        .Select(task => $"{task.Text("kind")} {task.Text("party")} {task.At("partner").Text("slug")}{(task.Text("closedOn") is null ? "" : " closed")}")];

    /// <summary>An activity of the next workplan that lies ahead.</summary>
    public static async Task<string> ActivityAheadAsync(this ApiHost host, string title = "A workshop", string date = "2023-03")
    {
        await host.OpenNextWorkplanAsync();
        return (await host.ChangeAsync(Tokens.Admin, "createActivity",
            new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "Media", title, date }, "activity { id }")).Text("activity", "id")!;
    }

    /// <summary>Lets an organisation take part, of which its liaisons are told.</summary>
    public static async Task TakesPartAsync(this ApiHost host, string activityId, string slug) => await host.ChangeAsync(Tokens.Admin, "recordParticipation",
        new { activityId, organisationId = await host.OrganisationAsync(slug), role = "PARTICIPANT", certainty = "CONFIRMED" }, "participation { id }");

    public static string Address(int number) => $"person{number:0000}@partner{number % 7}.example";

    /// <summary>Designates many liaisons of a partner at once.</summary>
    public static Task DesignateManyAsync(this ApiHost host, string slug, int count) => host.WriteAsync(async db =>
    {
        var partner = await db.Partnerships.SingleAsync(row => row.Organisation.Slug == slug);
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        db.AddRange(Enumerable.Range(0, count).Select(number =>
            Liaison.Designate(partner, Party.Partner, today, $"Liaison {number}", Address(number), number % 2 == 0 ? Language.En : Language.Fr, today)));
    });

    /// <summary>A partner with many liaisons who are to be told that it takes part in an activity.</summary>
    public static async Task<string> PlanAsync(this ApiHost host, int count, string slug = "apple")
    {
        var activity = await host.ActivityAheadAsync();
        await host.DesignateManyAsync(slug, count);
        await host.TakesPartAsync(activity, slug);
        return activity;
    }

    /// <summary>The same for so many that no request may take the time.</summary>
    public static async Task PlanDirectlyAsync(this ApiHost host, int count)
    {
        await host.TakesPartAsync(await host.ActivityAheadAsync(), "apple");
        await host.DesignateManyAsync("apple", count);
        await host.WriteAsync(async db =>
        {
            var now = host.Time.GetUtcNow().UtcDateTime;
            var activity = await db.Activities.Where(row => row.Title == "A workshop").Select(row => row.Id).SingleAsync();
            db.AddRange((await db.Liaisons.ToListAsync()).Select(person => Notification.To(person, "ACTIVITY_ADDED", ("Activity", activity), DateOnly.FromDateTime(now), "", now)));
        });
    }

    /// <summary>Writes what no mutation can.</summary>
    public static async Task WriteAsync(this ApiHost host, Func<PartnershipDb, Task> write)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        await write(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Dispatches whenever something waits to be sent, as the clock moves on, until nothing waits any more.</summary>
    public static async Task<int> DispatchUntilSettledAsync(this ApiHost host)
    {
        for (var rounds = 1; rounds < 100; rounds++)
        {
            await host.DispatchAsync();
            DateTime? next = null;
            await host.WriteAsync(async db => next = await db.Notifications.Where(row => row.State == NotificationState.Planned).MinAsync(row => (DateTime?)row.NextAttemptAt));
            if (next is null)
                return rounds;
            var wait = DateTime.SpecifyKind(next.Value, DateTimeKind.Utc) - host.Time.GetUtcNow().UtcDateTime;
            host.Time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromHours(6));
        }
        throw new InvalidOperationException("There is always something left.");
    }

    /// <summary>What a mail says in its two parts.</summary>
    public static string Said(this ReceivedMail mail) => $"{mail.Message.Subject}\n{mail.Message.TextBody}\n{mail.Message.HtmlBody}";
}
