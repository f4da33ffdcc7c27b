using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Exports;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Site;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Api.Http;

/// <summary>The data to take along: tables as CSV and JSON Lines, and what their columns mean.</summary>
internal static class ExportEndpoint
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("/exports").AddEndpointFilter<Problems>();
        exports.MapMethods("/dictionary.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, ExportDictionary dictionary) =>
        {
            AddSharedHeaders(http);
            return Results.Text(dictionary.Compose().ToJsonString(), ExportDictionary.MediaType);
        });
        exports.MapMethods("/{name}.{format}", [HttpMethods.Get, HttpMethods.Head], AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string name, string format, IEnumerable<Export> exports, PartnershipDb db, TimeProvider time)
    {
        var export = exports.FirstOrDefault(one => one.Name == name) ?? throw Unknown($"There is no export of this name; there are: {string.Join(", ", exports.Select(one => one.Name))}.");
        IExportFormat rows = format switch
        {
            "csv" => new CsvRows(export),
            "jsonl" => new JsonLines(export),
            _ => throw Unknown("An export comes as .csv or as .jsonl."),
        };
        var filter = FilterOf(export, http.Request.Query);
        await filter.CheckAsync(db, http.RequestAborted);
        var changedAt = await db.LastPublicChangeAsync(http.RequestAborted);
        await using var batches = export.ReadAsync(filter, http.RequestAborted).GetAsyncEnumerator();
        // Before anything is sent: what fails later can only break the answer off.
        var isMore = await batches.MoveNextAsync();

        AddSharedHeaders(http);
        http.Response.ContentType = rows.MediaType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"digital-partnership-{name}-{time.TodayInStrasbourg():yyyy-MM-dd}.{format}\"";
        http.Response.GetTypedHeaders().LastModified = changedAt;
        if (HttpMethods.IsHead(http.Request.Method))
            return Results.Empty;
        await http.Response.Body.WriteAsync(rows.Start(), http.RequestAborted);
        for (; isMore; isMore = await batches.MoveNextAsync())
            await http.Response.Body.WriteAsync(rows.Write(batches.Current), http.RequestAborted);
        return Results.Empty;
    }

    private static ExportFilter FilterOf(Export export, IQueryCollection query)
    {
        var parameters = new QueryParameters(query, export.Parameters);
        return new ExportFilter
        {
            Period = parameters.Text("period"),
            Status = export.IsOfOrganisations ? parameters.Choice<PartnerStatus>("status") : null,
            Kind = parameters.Choice<OrganisationKind>("kind"),
            Country = parameters.Text("country"),
            Activities = new ActivitySelection
            {
                Partner = parameters.Text("partner"),
                Sector = parameters.Text("sector"),
                Category = parameters.Choice<ActivityCategory>("category"),
                Workplan = parameters.Text("workplan"),
                Status = export.IsOfOrganisations ? null : parameters.Choice<ActivityStatus>("status"),
                FromYear = parameters.Year("from"),
                ToYear = parameters.Year("to"),
                Certainty = parameters.Choice<ParticipationCertainty>("certainty"),
            },
        };
    }

    private static void AddSharedHeaders(HttpContext http)
    {
        var site = http.RequestServices.GetRequiredService<SiteSettings>();
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.Append("Link", $"<{site.At(ExportDictionary.Path)}>; rel=\"describedby\"");
        if (Uri.TryCreate(site.DataLicence, UriKind.Absolute, out var licence))
            http.Response.Headers.Append("Link", $"<{licence.AbsoluteUri}>; rel=\"license\"");
    }

    private static HttpFault Unknown(string message) => new(StatusCodes.Status404NotFound, "NOT_FOUND", message);
}
