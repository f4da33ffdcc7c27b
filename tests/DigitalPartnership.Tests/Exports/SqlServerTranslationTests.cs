using System.Data.Common;
using DigitalPartnership.Calendar;
using DigitalPartnership.Data;
using DigitalPartnership.Exports;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Site;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalPartnership.Tests.Exports;

/// <summary>What is read for exports and calendars can be said in T-SQL; no server is asked.</summary>
public sealed class SqlServerTranslationTests : IDisposable
{
    private static readonly SiteSettings Site = new(new Uri("https://partnership.example/"));

    private static readonly ExportFilter Everything = new()
    {
        Period = "2018-2021",
        Status = PartnerStatus.Active,
        Kind = OrganisationKind.Company,
        Country = "FR",
        Activities = new()
        {
            Partner = "google",
            Sector = "CAHAI",
            Category = ActivityCategory.Events,
            Workplan = "2018-2021",
            Status = ActivityStatus.Held,
            FromYear = 2018,
            ToYear = 2021,
            Certainty = ParticipationCertainty.Confirmed,
        },
    };

    private readonly SqlServerPartnershipDb _db = new(new DbContextOptionsBuilder<SqlServerPartnershipDb>()
        .UseSqlServer("Server=nowhere.example", server => server.UseCompatibilityLevel(SqlServerPartnershipDb.CompatibilityLevel)).AddInterceptors(new NoServer()).Options);

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task Every_export_with_every_filter()
    {
        Export[] exports =
        [
            new PartnersExport(_db, Site, TimeProvider.System), new OrganisationsExport(_db, Site, TimeProvider.System), new ActivitiesExport(_db, Site, TimeProvider.System),
            new ParticipationsExport(_db, Site, TimeProvider.System), new WorkplanExport(_db, Site, TimeProvider.System),
        ];

        foreach (var export in exports)
            await Assert.ThrowsAsync<ServerAskedException>(async () => await export.ReadAsync(Everything, default).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Calendars_with_every_filter()
    {
        var calendar = new ActivityCalendar(_db, Site);

        await Assert.ThrowsAsync<ServerAskedException>(() => calendar.ComposeAsync(Everything.Activities.Of(_db, new DateOnly(2022, 6, 8)), Language.En));
        await Assert.ThrowsAsync<ServerAskedException>(() => calendar.ComposeForPartnerAsync(1, Language.Fr));
    }

    private sealed class ServerAskedException : Exception;

    private sealed class NoServer : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => throw new ServerAskedException();
    }
}
