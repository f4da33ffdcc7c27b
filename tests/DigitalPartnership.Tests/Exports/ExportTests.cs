using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;

namespace DigitalPartnership.Tests.Exports;

public sealed class ExportTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Names => ["partners", "organisations", "activities", "participations"];

    [Theory]
    [InlineData("partners", "{ all: partners { totalCount } }")]
    [InlineData("organisations", "{ all: organisations { totalCount } }")]
    [InlineData("activities", "{ all: activities { totalCount } }")]
    public async Task An_export_holds_as_many_rows_as_the_list(string name, string query)
    {
        var count = (await host.AskAsync(query)).At("all", "totalCount").GetInt32();

        Assert.Equal(count, (await host.CsvAsync($"{name}.csv")).Rows.Count);
        Assert.Equal(count, (await host.LinesAsync($"{name}.jsonl")).Count);
        Assert.True(count > 20);
    }

    [Fact]
    public async Task Participations_are_those_of_the_API_each_with_its_activity_and_its_organisation()
    {
        var data = await host.AskAsync("{ activities(first: 200) { nodes { id title participations { id role certainty listedAs note wasPartner organisation { slug name } } } } }");
        var expected = data.List("activities", "nodes").SelectMany(activity => activity.List("participations").Select(part => string.Join('|',
            part.Text("id"), activity.Text("id"), activity.Text("title"), part.Text("organisation", "slug"), part.Text("organisation", "name"),
            part.Text("role"), part.Text("certainty"), part.Text("listedAs"), part.Text("note"), part.Text("wasPartner"))));

        var lines = await host.LinesAsync("participations.jsonl");

        Assert.Equal(expected.Order(), lines.Select(line => string.Join('|',
            line.Text("id"), line.Text("activityId"), line.Text("activity"), line.Text("organisation"), line.Text("organisationName"),
            line.Text("role"), line.Text("certainty"), line.Text("listedAs"), line.Text("note"), line.Text("wasPartner"))).Order());
    }

    [Fact]
    public async Task Activities_say_what_the_API_says()
    {
        var data = await host.AskAsync("""
            { activities(first: 200) { nodes { id row title category status summary participantsAsPrinted date { edtf printed earliest latest precision }
              sector { name body } workplan { period } participants(first: 100) { nodes { slug } } } } }
            """);
        var expected = data.List("activities", "nodes").Select(activity => string.Join('|',
            activity.Text("id"), activity.Text("row"), activity.Text("title"), activity.Text("category"), activity.Text("status"), activity.Text("summary"), activity.Text("participantsAsPrinted"),
            activity.At("date") is { ValueKind: JsonValueKind.Object } date ? string.Join(',', date.Text("edtf"), date.Text("printed"), date.Text("earliest"), date.Text("latest"), date.Text("precision")) : ",,,,",
            activity.Text("sector", "name"), activity.Text("sector", "body"), activity.Text("workplan", "period"), string.Join(',', activity.Column("slug", "participants", "nodes").Order(StringComparer.Ordinal))));

        var lines = await host.LinesAsync("activities.jsonl");

        Assert.Equal(expected.Order(), lines.Select(line => string.Join('|',
            line.Text("id"), line.Text("row"), line.Text("title"), line.Text("category"), line.Text("status"), line.Text("summary"), line.Text("participantsAsPrinted"),
            string.Join(',', line.Text("date"), line.Text("datePrinted"), line.Text("earliest"), line.Text("latest"), line.Text("precision")),
            line.Text("sector"), line.Text("body"), line.Text("workplan"), string.Join(',', line.List("participants").Select(slug => slug.GetString())))).Order());
    }

    [Theory]
    [InlineData("activities.csv?partner=google&category=EVENTS", "activities(where: { category: { eq: EVENTS }, participants: { some: { slug: { eq: \"google\" } } } })")]
    [InlineData("activities.csv?sector=CAHAI&from=2020&to=2020", "activities(where: { sector: { name: { eq: \"CAHAI\" } }, year: { eq: 2020 } })")]
    [InlineData("activities.csv?certainty=TENTATIVE", "activities(where: { participations: { some: { certainty: { eq: TENTATIVE } } } })")]
    [InlineData("activities.csv?partner=google&certainty=INVITED", "activities(where: { row: { eq: 23 } })")]
    [InlineData("activities.csv?workplan=2018-2021&status=HELD", "activities")]
    [InlineData("partners.csv?status=CANDIDATE", "partners(where: { status: { eq: CANDIDATE } })")]
    [InlineData("partners.csv?country=us&kind=COMPANY", "partners(where: { country: { eq: \"US\" }, kind: { eq: COMPANY } })")]
    [InlineData("organisations.csv?kind=OTHER", "organisations(where: { kind: { eq: OTHER } })")]
    public async Task An_export_takes_the_filters_of_the_list(string path, string list)
    {
        var data = await host.AskAsync($"{{ {(list.Contains('(') ? list.Replace("(where", "(first: 200, where") : list + "(first: 200)")} {{ nodes {{ id }} }} }}");
        var expected = data.Column("id", list.Split('(')[0], "nodes");

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await host.ColumnAsync(path, "id")).Order());
    }

    [Fact]
    public async Task Participations_are_narrowed_by_who_how_sure_and_in_what()
    {
        Assert.All(await host.LinesAsync("participations.jsonl?partner=google&certainty=CONFIRMED&category=EVENTS&from=2019"), line =>
        {
            Assert.Equal(("google", "CONFIRMED", "EVENTS"), (line.Text("organisation"), line.Text("certainty"), line.Text("category")));
            Assert.True(string.CompareOrdinal(line.Text("earliest"), "2019") > 0);
        });
        Assert.Equal(29, (await host.LinesAsync("participations.jsonl?certainty=INVITED")).Count);
        Assert.Empty(await host.LinesAsync("participations.jsonl?status=PLANNED"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_dictionary_describes_every_column_and_every_line_keeps_to_it(string name)
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/exports/dictionary.json");
        var definition = answer.Json.At("$defs", name);
        var properties = definition.At("properties");

        Assert.Equal("application/schema+json", answer.MediaType);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", answer.Json.Text("$schema"));
        Assert.Equal(properties.EnumerateObject().Select(property => property.Name), (await host.CsvAsync($"{name}.csv")).Header);
        Assert.All(properties.EnumerateObject(), property => Assert.EndsWith(".", property.Value.Text("description")));
        foreach (var line in await host.LinesAsync($"{name}.jsonl"))
        {
            Assert.Equal(definition.List("required").Select(column => column.GetString()), line.EnumerateObject().Select(value => value.Name));
            Assert.All(line.EnumerateObject(), value => Assert.True(Fits(value.Value, properties.At(value.Name)), $"{value}: {properties.At(value.Name)}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Csv_and_JSON_Lines_say_the_same(string name)
    {
        var (header, rows) = await host.CsvAsync($"{name}.csv");
        var lines = await host.LinesAsync($"{name}.jsonl");

        Assert.Equal(lines.Select(line => string.Join('|', line.EnumerateObject().Select(value => InCsv(value.Value)))), rows.Select(row => string.Join('|', row)));
        Assert.Equal(["source", "asOf", "licence"], header[^3..]);
        Assert.All(rows, row => Assert.Equal((true, "2022-06-08", ""), (row[^3].StartsWith("Council of Europe's Digital Partnership, 8 June 2022"), row[^2], row[^1])));
    }

    [Fact]
    public async Task The_licence_stands_in_every_row_and_in_the_headers_where_there_is_one()
    {
        const string Licence = "https://licence.example/attribution";
        using var licensed = ApiHost.With(("Site:DataLicence", Licence), ("Site:PublicUrl", "https://partnership.example/"));

        var answer = await licensed.SendAsync(HttpMethod.Get, "/exports/partners.csv");

        Assert.All(await licensed.ColumnAsync("partners.csv", "licence"), licence => Assert.Equal(Licence, licence));
        Assert.Equal(["<https://partnership.example/exports/dictionary.json>; rel=\"describedby\"", $"<{Licence}>; rel=\"license\""], answer.Headers.GetValues("Link"));
        Assert.Equal("attachment; filename=\"digital-partnership-partners-2022-06-08.csv\"", answer.Content.GetValues("Content-Disposition").Single());
        Assert.DoesNotContain("license", string.Concat((await host.SendAsync(HttpMethod.Get, "/exports/partners.csv")).Headers.GetValues("Link")));
    }

    [Theory]
    [InlineData("/exports/liaisons.csv", 404, "NOT_FOUND")]
    [InlineData("/exports/partners.xlsx", 404, "NOT_FOUND")]
    [InlineData("/exports/activities.csv?partner=nobody", 404, "NOT_FOUND")]
    [InlineData("/exports/participations.csv?partner=nobody", 404, "NOT_FOUND")]
    [InlineData("/exports/partners.csv?status=HELD", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/activities.csv?status=ACTIVE", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/activities.csv?from=20", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/activities.csv?from=2021&to=2020", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/activities.jsonl?certainty=sure", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/partners.csv?country=USA", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/partners.csv?sector=CAHAI", 400, "REQUEST_INVALID")]
    [InlineData("/exports/workplan.csv", 400, "VALIDATION_FAILED")]
    [InlineData("/exports/workplan.csv?period=1918-1921", 400, "VALIDATION_FAILED")]
    public async Task What_cannot_be_answered_is_a_problem_with_a_code(string path, int status, string code)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal((status, "application/problem+json", code), (answer.Status, answer.MediaType, answer.Json.Text("code")));
        Assert.EndsWith(".", answer.Json.Text("detail"));
        Assert.False(answer.Content.Contains("Content-Disposition"));
    }

    [Fact]
    public async Task A_database_that_fails_before_the_first_row_is_a_problem_too()
    {
        using var failing = new ApiHost();
        _ = failing.Http;
        failing.Sql.BeforeReading = _ => throw new InvalidOperationException("secret");

        var answer = await failing.SendAsync(HttpMethod.Get, "/exports/activities.csv");

        Assert.Equal((500, "INTERNAL_ERROR"), (answer.Status, answer.Json.Text("code")));
        Assert.DoesNotContain("secret", answer.Body);
    }

    private static bool Fits(JsonElement value, JsonElement schema)
    {
        var types = schema.At("type") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Select(type => type.GetString()) : [schema.Text("type")];
        var isOfType = types.Contains(value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Array => "array",
            _ => "string",
        });
        var isAmongChoices = !schema.TryGetProperty("enum", out var choices) || choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value));
        return isOfType && isAmongChoices && (!schema.TryGetProperty("format", out _) || value.ValueKind is JsonValueKind.Null || DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _));
    }

    private static string InCsv(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(text => text.GetString())),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };
}
