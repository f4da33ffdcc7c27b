using System.Security.Cryptography;
using System.Text;
using DigitalPartnership.Auditing;
using DigitalPartnership.Calendar;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Http;

/// <summary>The activities as a calendar to subscribe to.</summary>
internal static class CalendarEndpoint
{
    private static readonly string[] Known = ["partner", "sector", "category", "workplan", "status", "lang"];

    public static void MapCalendar(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/calendar.ics", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AddEndpointFilter<Problems>();

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

    private static IResult File(HttpContext http, string text, string name, DateTimeOffset? changedAt)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}\"";
        return Results.Bytes(bytes, ActivityCalendar.MediaType, lastModified: changedAt, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }
}
