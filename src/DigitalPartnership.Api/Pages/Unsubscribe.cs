using DigitalPartnership.Api.Http;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Api.Pages;

/// <summary>How far somebody is who follows the link to stop mail that only informs.</summary>
public enum UnsubscribeState
{
    /// <summary>The link is not valid.</summary>
    Unknown,

    /// <summary>The page asks, since mail scanners follow links too.</summary>
    Asked,

    /// <summary>It has been stopped.</summary>
    Done,
}

/// <summary>
/// The page behind <c>List-Unsubscribe</c>. A GET only shows it; a POST, from its button or by a mail program (RFC 8058), stops the mail. The token is all that
/// gives the right, and no cookie does, so that no other site can act with it.
/// </summary>
internal static class Unsubscribe
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        var path = "/unsubscribe/" + SecretPaths.Instead;
        routes.MapGet(path, async (HttpContext http, PartnershipDb db, TimeProvider time) =>
            await LinkAsync(http, db, time) is var (_, person) ? Page(UnsubscribeState.Asked, person.Language, 200) : Page(UnsubscribeState.Unknown, default, 404)).AddEndpointFilter<PrivatePages>();
        routes.MapPost(path, StopAsync).AddEndpointFilter<PrivatePages>();
    }

    private static async Task<RazorComponentResult<UnsubscribePage>> StopAsync(HttpContext http, PartnershipDb db, Changes changes, TimeProvider time)
    {
        if (await LinkAsync(http, db, time) is not var (_, person))
            return Page(UnsubscribeState.Unknown, default, 404);
        await changes.MakeAsync("unsubscribe by link", async change =>
        {
            foreach (var office in await change.Db.Liaisons.AsTracking().OfSamePersonAs(person).Where(row => row.InformationalMail).ToListAsync())
                office.InformationalMail = false;
        }, by: $"liaison {person.Id}");
        return Page(UnsubscribeState.Done, person.Language, 200);
    }

    private static Task<(PersonalLink, Liaison)?> LinkAsync(HttpContext http, PartnershipDb db, TimeProvider time) =>
        db.FindLinkAsync(PersonalLinkPurpose.Unsubscribe, http.SecretToken(), time.GetUtcNow().UtcDateTime, time.TodayInStrasbourg());

    private static RazorComponentResult<UnsubscribePage> Page(UnsubscribeState state, Language language, int status) =>
        new(new { State = state, Language = language }) { StatusCode = status };
}
