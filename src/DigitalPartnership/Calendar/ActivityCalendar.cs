using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Site;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Calendar;

/// <summary>Writes activities as an iCalendar file (RFC 5545). The same data gives the same text, byte for byte.</summary>
public sealed class ActivityCalendar(PartnershipDb db, SiteSettings site)
{
    /// <summary>The media type of what is written.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    private const string HowLongToKeep = "PT6H";

    /// <summary>Writes those activities that have a date, in the order of their dates, and says how many have none.</summary>
    public async Task<string> ComposeAsync(IQueryable<Activity> activities, Language language, CancellationToken cancellation = default) =>
        Write(await NewAsync(activities, language, cancellation));

    /// <summary>
    /// Writes for the liaisons of one partner what it takes part in, and what it has proposed and is not decided yet: that is for nobody else to see.
    /// </summary>
    public async Task<string> ComposeForPartnerAsync(int partner, Language language, CancellationToken cancellation = default)
    {
        var calendar = await NewAsync(db.Activities.Where(row => row.Participations.Any(part => part.OrganisationId == partner && !part.IsWithdrawn)), language, cancellation);
        var proposals = await db.ActivityProposals.Include(row => row.Workplan)
            .Where(row => row.OrganisationId == partner && row.State == ActivityProposalState.Proposed)
            .OrderBy(row => row.Date!.Earliest).ThenBy(row => row.Date!.Latest).ThenBy(row => row.Id).ToListAsync(cancellation);
        foreach (var proposal in proposals)
        {
            if (ActivityDays.Of(proposal.Date) is { } days)
                calendar.Events.Add(new ProposalEvent(proposal, days, CalendarWords.In(language), language).Compose(site));
        }
        return Write(calendar);
    }

    private async Task<Ical.Net.Calendar> NewAsync(IQueryable<Activity> activities, Language language, CancellationToken cancellation)
    {
        var rows = await activities.Include(row => row.Workplan).Include(row => row.Sector)
            .OrderBy(row => row.Date!.Earliest).ThenBy(row => row.Date!.Latest).ThenBy(row => row.Id).ToListAsync(cancellation);
        var participants = await ParticipantsAsync(activities, cancellation);
        var changes = await LastChangesAsync(activities, cancellation);

        var words = CalendarWords.In(language);
        var calendar = New(words, rows.Count(row => ActivityDays.Of(row.Date) is null));
        foreach (var row in rows)
        {
            if (ActivityDays.Of(row.Date) is { } days)
                calendar.Events.Add(new ActivityEvent(row, days, participants[row.Id], changes.GetValueOrDefault(row.Id), words, language).Compose(site));
        }
        return calendar;
    }

    private static string Write(Ical.Net.Calendar calendar) => new CalendarSerializer().SerializeToString(calendar)!;

    private static Ical.Net.Calendar New(CalendarWords words, int undated)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Council of Europe//Digital Partnership//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", words.Name);
        calendar.AddProperty("X-WR-CALDESC", words.About(undated));
        calendar.AddProperty("X-PUBLISHED-TTL", HowLongToKeep);
        return calendar;
    }

    private async Task<ILookup<int, Participant>> ParticipantsAsync(IQueryable<Activity> activities, CancellationToken cancellation) =>
        (await db.Participations
            .Where(part => !part.IsWithdrawn && activities.Any(row => row.Id == part.ActivityId))
            .OrderBy(part => part.Organisation.NameKey).ThenBy(part => part.OrganisationId).ThenBy(part => part.Id)
            .Select(part => new { part.ActivityId, Who = new Participant(part.OrganisationId, part.Organisation.Name, part.Certainty) })
            .ToListAsync(cancellation)).ToLookup(part => part.ActivityId, part => part.Who);

    /// <summary>
    /// The last public change of each activity. Its number in the feed only ever rises, which is what a revision number needs.
    /// </summary>
    private async Task<Dictionary<int, LastChange>> LastChangesAsync(IQueryable<Activity> activities, CancellationToken cancellation) =>
        await db.PublicChanges
            .Where(change => change.SubjectKind == ActivityNode.NodeKind && activities.Any(row => row.Id == change.SubjectKey))
            .GroupBy(change => change.SubjectKey)
            .Select(changes => new { changes.Key, Number = changes.Max(change => change.Number), At = changes.Max(change => change.At) })
            .ToDictionaryAsync(change => change.Key, change => new LastChange(change.Number, change.At), cancellation);
}

/// <summary>Who takes part, and how sure that is.</summary>
internal sealed record Participant(int OrganisationId, string Name, ParticipationCertainty Certainty);

/// <summary>When an activity was changed last, and the number of that change in the public feed.</summary>
internal sealed record LastChange(long Number, DateTime At);
