using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Partners;
using DigitalPartnership.PublishedDocument;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DigitalPartnership.Benchmarks.Dispatch;

/// <summary>A database of its own in which mails about an activity are planned for many liaisons of one partner.</summary>
internal sealed class DispatchScene : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-benchmark-").FullName;
    private readonly ServiceProvider _services;

    private DispatchScene(SmtpServer server)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Sqlite"] = $"Data Source={Path.Combine(_folder, "benchmark.db")}",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{server.Port}",
            ["Mail:Security"] = "None",
            ["Mail:From"] = "Digital Partnership <partnership@sender.example>",
            ["Mail:Secretariat"] = "secretariat@council.example",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(new Wednesday());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddPartnership(configuration);
        _services = services.BuildServiceProvider();
    }

    public static async Task<DispatchScene> MakeAsync(SmtpServer server, int mails)
    {
        var scene = new DispatchScene(server);
        await using var scope = scene._services.CreateAsyncScope();
        var (db, time) = (scope.ServiceProvider.GetRequiredService<PartnershipDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>());
        await db.MigrateAsync(scope.ServiceProvider.GetRequiredService<ILogger<DispatchScene>>(), time);
        await db.NoteInstallationAsync(time);
        await scope.ServiceProvider.GetRequiredService<PublishedDocumentImport>().ImportWhereEmptyAsync();
        await PlanAsync(db, time.GetUtcNow().UtcDateTime, mails);
        return scene;
    }

    /// <summary>The mails that are planned, as the dispatch writes them.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ComposeAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<PartnershipDb>().Notifications.OrderBy(row => row.Id).ToListAsync();
        return [.. (await scope.ServiceProvider.GetRequiredService<Composition>().ComposeAsync(rows, default)).Select(mail => mail.Message!)];
    }

    public async Task DispatchAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotificationDispatchJob>().RunAsync(false, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task PlanAsync(PartnershipDb db, DateTime now, int mails)
    {
        var today = DateOnly.FromDateTime(now);
        var apple = await db.Partnerships.SingleAsync(row => row.Organisation.Slug == "apple");
        var activity = await db.Activities.AsTracking().FirstAsync(row => row.Participations.Any(part => part.OrganisationId == apple.OrganisationId && !part.IsWithdrawn));
        // What is over is not told of.
        activity.Amend(null, ImpreciseDate.OnDay(today.AddDays(100)), null, null);
        var people = Enumerable.Range(0, mails).Select(number => Liaison.Designate(
            apple, Party.Partner, today, $"Liaison {number}", $"person{number}@partner.example", number % 2 == 0 ? Language.En : Language.Fr, today)).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        db.AddRange(people.Select(person => Notification.To(person, "ACTIVITY_CHANGED", ("Activity", activity.Id), today, "", now)));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>A clock that goes on from a day on which mails leave.</summary>
    private sealed class Wednesday : TimeProvider
    {
        private readonly TimeSpan _offset = new DateTimeOffset(2022, 6, 8, 10, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;
    }
}
