using System.Globalization;
using DigitalPartnership.Access;
using DigitalPartnership.Agreements;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Api.Http;

/// <summary>The annex to the letters as a Word document, for the Secretariat and the partner's own liaisons.</summary>
internal static class AnnexEndpoint
{
    /// <summary>Maps the endpoint. The template is tried here, so that a fault in it stops the start and not the first request.</summary>
    public static void MapAnnex(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<AnnexTemplate>().Check();
        routes.MapMethods("/partners/{slug}/annex.docx", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AddEndpointFilter<Problems>();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string slug, PartnershipDb db, Caller caller, Annex annex, TimeProvider time, ILogger<Annex> log)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        await SignIn.AcceptAsync(http);
        if (!caller.IsSignedIn)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            throw new HttpFault(StatusCodes.Status401Unauthorized, "AUTH_NOT_AUTHENTICATED", "The annex names liaison persons: sign in as one of the partner, or as the Secretariat.");
        }
        var parameters = new QueryParameters(http.Request.Query, "language", "date");
        var language = parameters.Choice<Language>("language") ?? Language.En;
        var day = DayOf(parameters) ?? time.TodayInStrasbourg();
        var partner = await db.Organisations.SingleOrDefaultAsync(row => row.Slug == slug && row.IsPartner, http.RequestAborted)
            ?? throw new HttpFault(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no partner or candidate with this address.");
        if (!caller.MaySee(partner.Id))
            throw new HttpFault(StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED", "Only the Secretariat and the partner's own liaison persons may have this annex.");
        try
        {
            var content = await annex.WriteAsync(partner, day, language, http.RequestAborted);
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"annex-{partner.Slug}-{(language is Language.Fr ? "fr" : "en")}.docx\"";
            return Results.Bytes(content, Annex.MediaType);
        }
        catch (InvalidTemplateException fault)
        {
            log.LogError(fault, "The template of the annex cannot be used");
            throw new HttpFault(StatusCodes.Status500InternalServerError, "TEMPLATE_INVALID", fault.Message);
        }
    }

    private static DateOnly? DayOf(QueryParameters parameters)
    {
        if (parameters.Text("date") is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RequestError("VALIDATION_FAILED", "The parameter 'date' cannot be taken. It is a day such as 2022-06-08.", "date");
    }
}
