using DigitalPartnership.Charts;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Engagement;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Home;

/// <summary>What the first page shows on a day.</summary>
internal sealed record HomeContent
{
    private const int ShownActivities = 5;

    public required Language Language { get; init; }
    public required int Partners { get; init; }
    public required int Organisations { get; init; }
    public required int Activities { get; init; }
    public required int Participations { get; init; }

    /// <summary>Whether the activities listed lie ahead; where none does, the latest are listed.</summary>
    public required bool LieAhead { get; init; }

    public required IReadOnlyList<Activity> Listed { get; init; }
    public required IReadOnlyList<ChartPicture> Charts { get; init; }

    public static async Task<HomeContent> LoadAsync(PartnershipDb db, TimeProvider time, Language language, CancellationToken cancellation)
    {
        var today = time.TodayInStrasbourg();
        // Of rows that record the same event the first stands for all.
        var dated = db.Activities.Where(row => !row.IsCancelled && row.SameEventAsId == null && row.Date!.Earliest != null).Include(row => row.Sector);
        var ahead = await dated.Where(row => row.Date!.Latest == null || row.Date.Latest >= today)
            .OrderBy(row => row.Date!.Earliest).ThenBy(row => row.Date!.Latest).ThenBy(row => row.Id).Take(ShownActivities).ToListAsync(cancellation);
        var latest = ahead is not [] ? [] : await dated
            .OrderByDescending(row => row.Date!.Earliest).ThenByDescending(row => row.Date!.Latest).ThenByDescending(row => row.Id).Take(ShownActivities).ToListAsync(cancellation);
        var gallery = new Gallery(db, time);
        var request = new ChartRequest(new EngagementFilter(), language, ChartTheme.Auto);
        return new HomeContent
        {
            Language = language,
            Partners = await db.Partnerships.ActiveOn(today).CountAsync(cancellation),
            Organisations = await db.Organisations.CountAsync(cancellation),
            Activities = await db.Activities.CountAsync(row => !row.IsCancelled, cancellation),
            Participations = await db.Participations.CountAsync(row => !row.IsWithdrawn, cancellation),
            LieAhead = ahead is not [],
            Listed = ahead is [] ? latest : ahead,
            Charts = [(await gallery.PictureAsync("engagement", request, cancellation))!, (await gallery.PictureAsync("domains", request, cancellation))!],
        };
    }

    /// <summary>One of two texts in the language of the page.</summary>
    public string Say(string english, string french) => EngagementWords.Say(Language, english, french);
}
