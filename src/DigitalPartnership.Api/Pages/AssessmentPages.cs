using DigitalPartnership.Api.Http;
using DigitalPartnership.Assessments;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Api.Pages;

/// <summary>
/// The form behind the link in an assessment's mail. A GET changes nothing; a POST keeps a draft or submits the part. The token is all that gives the right, and no
/// cookie does, so that no other site can act with it.
/// </summary>
internal static class AssessmentPages
{
    // Every question answered at full length, in letters of which each takes nine bytes.
    private const int LargestForm = 400_000;

    public static void MapAssessmentPages(this IEndpointRouteBuilder routes)
    {
        var path = "/assessments/" + SecretPaths.Instead;
        routes.MapGet(path, ShowAsync).AddEndpointFilter<PrivatePages>();
        routes.MapPost(path, TakeAsync).AddEndpointFilter<PrivatePages>().AddEndpointFilter<OwnPagesOnly>().WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestForm));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PartnershipDb db, AssessmentSheets sheets, TimeProvider time)
    {
        if (await FindAsync(http, db, sheets, time) is not { } sheet)
            return NotFound(http);
        var done = http.Request.Query["done"].ToString() switch
        {
            "draft" => AnswerOutcome.Saved,
            "submitted" when sheet.Part.IsSubmitted => AnswerOutcome.Submitted,
            _ => AnswerOutcome.None,
        };
        return Page(new AssessmentFormModel(sheet, LanguageOf(http, sheet), done), 200);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, PartnershipDb db, AssessmentSheets sheets, Changes changes, TimeProvider time)
    {
        if (await FindAsync(http, db, sheets, time) is not { } sheet)
            return NotFound(http);
        if (!http.Request.HasFormContentType)
            return Page(new AssessmentFormModel(sheet, LanguageOf(http, sheet), AnswerOutcome.Unreadable), 415);
        if (await FormAsync(http) is not { } form)
            return Page(new AssessmentFormModel(sheet, LanguageOf(http, sheet), AnswerOutcome.Unreadable), 400);
        var isDraft = form["do"] != "submit";
        var given = AssessmentFormModel.Read(sheet, form);
        try
        {
            await changes.MakeAsync(isDraft ? "saveAssessmentDraft by link" : "submitAssessmentPart by link", async change =>
            {
                var assessment = await change.Db.Assessments.AsTracking().Include(row => row.Parts).SingleAsync(row => row.Id == sheet.Assessment.Id);
                Change.Expect(assessment.Part(sheet.Person.Party), form["version"]);
                change.Answer(assessment, sheet.Person.Party, given, isDraft, sheet.Person.Id);
            }, by: $"liaison {sheet.Person.Id}");
        }
        catch (Refusal refusal)
        {
            var model = new AssessmentFormModel(sheet, LanguageOf(http, sheet), Outcome(refusal), given, isDraft);
            return Page(model, refusal.Errors.Any(error => error is InvalidInputError) ? 422 : 409);
        }
        // After a POST the browser is sent to look at the page anew, so that reloading sends nothing twice.
        http.Response.Headers.Location = $"/assessments/{http.SecretToken()}?lang={Code(LanguageOf(http, sheet))}&done={(isDraft ? "draft" : "submitted")}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            await ConnectionThreads.LeaveAsync();
        }
    }

    private static AnswerOutcome Outcome(Refusal refusal) => refusal.Errors[0] switch
    {
        InvalidInputError => AnswerOutcome.Incomplete,
        ConflictError => AnswerOutcome.ChangedElsewhere,
        _ => AnswerOutcome.Closed,
    };

    private static async Task<AssessmentSheet?> FindAsync(HttpContext http, PartnershipDb db, AssessmentSheets sheets, TimeProvider time) =>
        await db.FindLinkAsync(PersonalLinkPurpose.AssessmentForm, http.SecretToken(), time.GetUtcNow().UtcDateTime, time.TodayInStrasbourg()) is ({ SubjectKey: { } assessment }, { } person)
            ? await sheets.FindAsync(assessment, person, http.RequestAborted)
            : null;

    private static Language LanguageOf(HttpContext http, AssessmentSheet sheet) => http.Request.Query["lang"].ToString() switch
    {
        "fr" => Language.Fr,
        "en" => Language.En,
        _ => sheet.Person.Language,
    };

    public static string Code(Language language) => language is Language.Fr ? "fr" : "en";

    private static RazorComponentResult<AssessmentFormPage> Page(AssessmentFormModel model, int status) => new(new { Model = model }) { StatusCode = status };

    private static RazorComponentResult<LinkEndedPage> NotFound(HttpContext http) =>
        new(new { Language = http.Request.Query["lang"] == "fr" || http.Request.GetTypedHeaders().AcceptLanguage.FirstOrDefault()?.Value.StartsWith("fr", StringComparison.OrdinalIgnoreCase) is true ? Language.Fr : Language.En }) { StatusCode = 404 };
}
