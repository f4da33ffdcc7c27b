using System.Text.Json;
using DigitalPartnership.PublishedDocument;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ImportMutationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Shown = "report { rows { line outcome messages candidates { slug } } }";

    [Fact]
    public async Task The_published_workplan_imported_again_changes_nothing()
    {
        var before = await host.CountsAsync();

        var payload = await ImportAsync("2018-2021", PublishedDocumentImport.WorkplanCsv, dryRun: false);

        Assert.Equal(Enumerable.Repeat("UNCHANGED", 50), Outcomes(payload));
        Assert.Empty(payload.Warnings());
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task Without_saying_so_a_file_is_only_reported_on()
    {
        var before = await host.CountsAsync();

        var payload = await host.ChangeAsync(Tokens.Admin, "importWorkplan", new { period = "2024-2025", csv = File("Studies,CAHAI,A conference,12 May 2024,Google,") }, Shown);

        Assert.Equal(["ACCEPTED"], Outcomes(payload));
        Assert.Empty(payload.Warnings());
        Assert.Equal(before, await host.CountsAsync());
        var type = (await host.AskAsync("""{ __type(name: "ImportWorkplanInput") { inputFields { name defaultValue } } }""")).GetProperty("__type").GetProperty("inputFields");
        Assert.Equal("true", type.EnumerateArray().Single(field => field.GetProperty("name").GetString() == "dryRun").GetProperty("defaultValue").GetString());
    }

    [Fact]
    public async Task A_new_workplan_is_written_and_told_to_the_public()
    {
        var csv = File(
            "Conferences / Roundtables / Webinars,New Division,\"A \"\"grand\"\" conference, in May\",12 May 2026,\"Google and Telefonica, S.A.\",About it.",
            "Studies,New Division / its project,A study,,,");

        var payload = await ImportAsync("2026-2027", csv, dryRun: false);

        Assert.Equal(["ACCEPTED", "ACCEPTED"], Outcomes(payload));
        var workplan = (await host.AskAsync("""{ workplan(period: "2026-2027") { id from to activities { nodes { id title row date { printed } sector { name parent { name } } participants { nodes { slug } } sources { document row } } } } }""")).GetProperty("workplan");
        var activities = workplan.GetProperty("activities").GetProperty("nodes");
        Assert.Equal("A \"grand\" conference, in May", activities[0].GetProperty("title").GetString());
        Assert.Equal(["google", "telefonica"], activities[0].GetProperty("participants").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("slug").GetString()));
        Assert.Equal("New Division", activities[1].GetProperty("sector").GetProperty("parent").GetProperty("name").GetString());
        Assert.Equal("Workplan 2026-2027, imported on 2022-06-08", activities[0].GetProperty("sources")[0].GetProperty("document").GetString());
        var id = workplan.GetProperty("id").GetString()!;
        var told = (await host.FeedAsync()).Where(change => change.Subject == id).ToArray();
        Assert.Equal(["Le plan de travail 2026-2027 a été ouvert.", "2 activités ont été ajoutées au plan de travail 2026-2027."], told.Select(change => change.French));
        Assert.Single(await host.AuditOfAsync(id));
        Assert.Equal(3, (await host.AuditOfAsync(activities[0].GetProperty("id").GetString()!)).Length);

        Assert.Equal(["UNCHANGED", "UNCHANGED"], Outcomes(await ImportAsync("2026-2027", csv, dryRun: false)));
        Assert.Equal(["REJECTED", "UNCHANGED"], Outcomes(await ImportAsync("2026-2027", csv.Replace("About it.", "About that."), dryRun: true)));
    }

    [Fact]
    public async Task One_row_that_cannot_be_taken_keeps_the_whole_file_out()
    {
        var before = await host.CountsAsync();

        var payload = await ImportAsync("2024-2025", File(
            "Studies,CAHAI,A good study,2024,Google,",
            "Studies,CAHAI,An unknown company,2024,Wayne Enterprises,",
            "Studies,CAHAI,A near miss,2024,Telefonika,",
            "Studies,CAHAI,A good study,2024,Google,",
            "Stories,,Many faults,2031,,"), dryRun: false);

        Assert.Equal(["ACCEPTED", "REJECTED", "AMBIGUOUS", "REJECTED", "REJECTED"], Outcomes(payload));
        Assert.Equal("telefonica", Row(payload, 2).GetProperty("candidates")[0].GetProperty("slug").GetString());
        Assert.Contains("row 1", Row(payload, 3).GetProperty("messages").ToString());
        Assert.Equal(3, Row(payload, 4).GetProperty("messages").GetArrayLength());
        Assert.Equal("Nothing was written: 4 rows cannot be taken.", payload.GetProperty("warnings")[0].GetProperty("message").GetString());
        Assert.Equal(["IMPORT_NOT_WRITTEN"], payload.Warnings());
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task A_formula_stays_text()
    {
        var payload = await ImportAsync("2028-2029", File("Studies,=HYPERLINK(A1),=1+1,2028,,\"@SUM(1,2)\""), dryRun: false);

        Assert.Equal(["ACCEPTED"], Outcomes(payload));
        var activity = (await host.AskAsync("""{ activities(where: { title: { eq: "=1+1" } }) { nodes { title summary sector { name } } } }""")).GetProperty("activities").GetProperty("nodes")[0];
        Assert.Equal(("=1+1", "@SUM(1,2)", "=HYPERLINK(A1)"), (activity.GetProperty("title").GetString(), activity.GetProperty("summary").GetString(), activity.GetProperty("sector").GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("Studies,CAHAI,Caf\uFFFD,2024,,", "could not be decoded")]
    [InlineData("Studies,CAHAI,A\u0000B,2024,,", "could not be decoded")]
    [InlineData("Studies,CAHAI,A,2024", "'Companies/associations', 'Description'")]
    [InlineData("Studies,CAHAI,A,2024,Google, Microsoft,A study", "7 cells")]
    [InlineData("Studies,CAHAI,A \"B\" C,2024,,", "quotation marks")]
    [InlineData("Studies,CAHAI,A,2024,,\"never closed", "quotation marks")]
    public async Task A_damaged_row_is_that_rows_error(string row, string reason)
    {
        var payload = await ImportAsync("2024-2025", File("Studies,CAHAI,Before,2024,,", row), dryRun: true);

        Assert.Equal(["ACCEPTED", "REJECTED"], Outcomes(payload));
        Assert.Equal(3, Row(payload, 1).GetProperty("line").GetInt32());
        Assert.Contains(reason, Assert.Single(Row(payload, 1).GetProperty("messages").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_cell_longer_than_can_be_kept_is_that_rows_error()
    {
        var payload = await ImportAsync("2024-2025", File($"Studies,{new string('s', 301)},{new string('t', 301)},2024,,{new string('d', 4001)}"), dryRun: true);

        Assert.Equal(["REJECTED"], Outcomes(payload));
        Assert.Equal(3, Row(payload, 0).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_file_that_is_none_is_one_clear_error()
    {
        var before = await host.CountsAsync();

        Assert.Equal(["IMPORT_UNREADABLE"], await host.RefusedAsync(Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv = "", dryRun = false }));
        Assert.Equal(["IMPORT_UNREADABLE"], await host.RefusedAsync(Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv = "Category;Sector\nStudies;CAHAI", dryRun = false }));
        Assert.Equal(["VALIDATION_FAILED period"], await host.RefusedAsync(Tokens.Admin, "importWorkplan", new { period = "next", csv = WorkplanScene.Header, dryRun = false }));
        Assert.Equal(["IMPORT_TOO_LARGE"], await host.RefusedAsync(Tokens.Admin, "importWorkplan",
            new { period = "2022-2023", csv = WorkplanScene.Header + "\n" + new string('x', 2_000_000), dryRun = false }));
        Assert.Equal(["IMPORT_TOO_LARGE"], await host.RefusedAsync(Tokens.Admin, "importWorkplan",
            new { period = "2022-2023", csv = File([.. Enumerable.Repeat("Studies,CAHAI,A,,,", 5001)]), dryRun = false }));
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task A_repeated_import_gives_the_first_report()
    {
        var input = new { period = "2030-2031", csv = File("Studies,CAHAI,Once,2030,,"), dryRun = false, idempotencyKey = "import-1" };

        var first = await host.ChangeAsync(Tokens.Admin, "importWorkplan", input, Shown);
        var second = await host.ChangeAsync(Tokens.Admin, "importWorkplan", input, Shown);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], await host.RefusedAsync(Tokens.Admin, "importWorkplan", input with { dryRun = true }));
    }

    private static string File(params string[] rows) => string.Join("\n", [WorkplanScene.Header, .. rows]);

    private Task<JsonElement> ImportAsync(string period, string csv, bool dryRun) => host.ChangeAsync(Tokens.Admin, "importWorkplan", new { period, csv, dryRun }, Shown);

    private static JsonElement Row(JsonElement payload, int at) => payload.GetProperty("report").GetProperty("rows")[at];

    private static IEnumerable<string?> Outcomes(JsonElement payload) =>
        payload.GetProperty("report").GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString());
}
