using System.Security.Cryptography;
using System.Text;
using DigitalPartnership.Auditing;
using DigitalPartnership.Calendar;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>The activities as a calendar to subscribe to.</summary>
internal static class CalendarEndpoint
{
    private static readonly string[] Known = ["partner", "sector", "category", "workplan", "status", "lang"];

    private const string Extension = ".ics";

    public static void MapCalendar(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/calendar.ics", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AddEndpointFilter<Problems>();
        routes.MapMethods("/calendar/" + SecretPaths.Instead, [HttpMethods.Get, HttpMethods.Head], AnswerFeedAsync).AddEndpointFilter<Problems>();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ActivityCalendar calendar, PartnershipDb db, TimeProvider time)
    {
        var parameters = new QueryParameters(http.Request.Query, Known);
        var selection = new ActivitySelection
        {
            Partner = parameters.Text("partner"),
            Sector = parameters.Text("sector"),
            Category = parameters.Choice<ActivityCategory>("category"),
            Workplan = parameters.Text("workplan"),
            Status = parameters.Choice<ActivityStatus>("status"),
        };
        var language = parameters.Choice<Language>("lang") ?? Language.En;
        await selection.CheckAsync(db, http.RequestAborted);
        var text = await calendar.ComposeAsync(selection.Of(db, time.TodayInStrasbourg()), language, http.RequestAborted);

        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.ContentLanguage = language is Language.Fr ? "fr" : "en";
        // What is held today was planned yesterday although nobody has changed it: then only the content tells.
        var changedAt = selection.Status is null ? await db.LastPublicChangeAsync(http.RequestAborted) : null;
        return File(http, text, selection.Partner is { } slug ? $"digital-partnership-{slug}.ics" : "digital-partnership.ics", changedAt);
    }

    /// <summary>The feed of one liaison. The token in its address is all that gives the right, and whoever has none learns nothing.</summary>
    private static async Task<IResult> AnswerFeedAsync(HttpContext http, ActivityCalendar calendar, PartnershipDb db, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var file = http.SecretToken();
        if (!file.EndsWith(Extension, StringComparison.Ordinal)
            || await db.FindLinkAsync(PersonalLinkPurpose.CalendarFeed, file[..^Extension.Length], time.GetUtcNow().UtcDateTime, time.TodayInStrasbourg()) is not var (_, liaison))
            throw new HttpFault(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no calendar at this address, or there is none any more.");
        var text = await calendar.ComposeForPartnerAsync(liaison.OrganisationId, liaison.Language, http.RequestAborted);
        return File(http, text, "digital-partnership-liaison.ics", changedAt: null);
    }

    private static IResult File(HttpContext http, string text, string name, DateTimeOffset? changedAt)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}\"";
        return Results.Bytes(bytes, ActivityCalendar.MediaType, lastModified: changedAt, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }
}
