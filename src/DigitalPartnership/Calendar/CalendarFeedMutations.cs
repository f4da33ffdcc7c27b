using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Site;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Calendar;

/// <summary>Changes of the calendar feed by which a liaison's calendar program follows what concerns the partner, without signing in.</summary>
[Extends(typeof(Mutation))]
public static class CalendarFeedMutations
{
    // A feed that ends is missed by nobody until something is: long enough to be rare, short enough for a forgotten one to end.
    private const int Years = 2;

    /// <summary>
    /// Gives the caller a new address of the calendar of the partner's activities and open proposals, and takes back the one before. Whoever
    /// knows the address can read the calendar, so it is shown this once and kept nowhere; it ends after two years or with the office.
    /// </summary>
    [Allowed(Audience.Liaison)]
    public static Task<RenewCalendarFeedPayload> RenewCalendarFeed([FromServices] Changes changes, [FromServices] SiteSettings site, RenewCalendarFeedInput input)
    {
        // What is remembered of a change is kept for a day; the address must not be.
        string? address = null;
        return changes.MakeAsync<RenewCalendarFeedPayload, DateTime>(input, async change =>
        {
            await change.RevokeFeedsAsync();
            var (link, token) = PersonalLink.Make(PersonalLinkPurpose.CalendarFeed, change.Caller.LiaisonId!.Value, subject: null, change.Now.AddYears(Years));
            change.Db.Add(link);
            address = site.At($"calendar/{token}.ics").ToString();
            return () => link.ExpiresAt;
        }, expiresAt => Task.FromResult(new RenewCalendarFeedPayload { Url = address, Until = DateOnly.FromDateTime(expiresAt) }));
    }

    /// <summary>Takes the address of the caller's calendar feed back; it answers nobody from then on.</summary>
    [Allowed(Audience.Liaison)]
    public static Task<RevokeCalendarFeedPayload> RevokeCalendarFeed([FromServices] Changes changes, RevokeCalendarFeedInput input) =>
        changes.MakeAsync<RevokeCalendarFeedPayload, int>(input, async change =>
        {
            if (!await change.RevokeFeedsAsync())
                throw new Refusal(new WrongStateError("There is no calendar feed to take back."));
            return () => change.Caller.LiaisonId!.Value;
        }, async key => new RevokeCalendarFeedPayload { Liaison = new LiaisonNode(await changes.Db.Liaisons.SingleAsync(row => row.Id == key)) });

    private static async Task<bool> RevokeFeedsAsync(this Change change)
    {
        var feeds = await change.Db.PersonalLinks.AsTracking()
            .Where(row => row.LiaisonId == change.Caller.LiaisonId && row.Purpose == PersonalLinkPurpose.CalendarFeed && row.RevokedAt == null && row.ExpiresAt > change.Now)
            .ToListAsync();
        foreach (var feed in feeds)
            feed.RevokedAt = change.Now;
        return feeds.Count > 0;
    }
}

/// <summary>A wish for a new address.</summary>
public sealed class RenewCalendarFeedInput : MutationInput;

/// <summary>The new address, or why there is none.</summary>
public sealed class RenewCalendarFeedPayload : Payload
{
    /// <summary>The address to subscribe to. It is shown once: null where the same call is answered again.</summary>
    public string? Url { get; set; }

    /// <summary>The day on which the address stops working.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>A wish to take the address back.</summary>
public sealed class RevokeCalendarFeedInput : MutationInput;

/// <summary>The caller's office, or why nothing was taken back.</summary>
[Refuses(typeof(WrongStateError))]
public sealed class RevokeCalendarFeedPayload : Payload
{
    /// <summary>The caller's office.</summary>
    public LiaisonNode? Liaison { get; set; }
}
