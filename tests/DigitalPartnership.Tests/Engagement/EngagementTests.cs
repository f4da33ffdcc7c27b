using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Engagement;

/// <summary>What engagement means where data and requests are not ordinary.</summary>
public sealed class EngagementTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Without_dimensions_there_is_one_row_without_keys()
    {
        var report = await ReportAsync("by: []");

        var row = Assert.Single(report.List("rows"));
        Assert.Empty(row.List("keys"));
        Assert.Equal(47, report.At("activities").GetInt32());
        Assert.Equal(row.At("activities").GetInt32() / 47.0, row.At("rate").GetDouble(), 12);
    }

    [Fact]
    public async Task Where_nothing_is_left_the_rate_is_0()
    {
        var total = await ReportAsync("by: [], where: { from: \"1990-01-01\", to: \"1990-12-31\" }");
        var rows = await ReportAsync("by: [YEAR], where: { from: \"1990-01-01\", to: \"1990-12-31\" }");

        var row = Assert.Single(total.List("rows"));
        Assert.Equal((0, 0, 0, 0.0), (total.At("activities").GetInt32(), row.At("activities").GetInt32(), row.At("partners").GetInt32(), row.At("rate").GetDouble()));
        Assert.Empty(row.List("evidence", "nodes"));
        Assert.Empty(rows.List("rows"));
    }

    [Theory]
    [InlineData("by: [YEAR, YEAR]", "VALIDATION_FAILED")]
    [InlineData("by: [YEAR], where: { from: \"2021-01-02\", to: \"2021-01-01\" }", "VALIDATION_FAILED")]
    [InlineData("by: [YEAR], where: { certainty: [] }", "VALIDATION_FAILED")]
    [InlineData("by: [YEAR], where: { status: [] }", "VALIDATION_FAILED")]
    [InlineData("by: [YEAR], where: { partners: [] }", "VALIDATION_FAILED")]
    [InlineData("by: [YEAR], where: { partners: [\"apple\", \"nobody\"] }", "NOT_FOUND")]
    [InlineData("by: [YEAR], where: { partners: [\"sony\"] }", "NOT_FOUND")]
    [InlineData("by: [YEAR], where: { mergeSameEvents: null }", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("by: [DAY]", "ARGUMENTS_OF_CORRECT_TYPE")]
    public async Task What_cannot_be_counted_is_refused_with_a_code(string arguments, string code)
    {
        Assert.Equal([code], await host.AskForErrorsAsync($"{{ engagement({arguments}) {{ rows {{ activities }} }} }}"));
    }

    [Theory]
    [InlineData("{ partners: [\"nobody\"] }", "NOT_FOUND")]
    [InlineData("{ certainty: [] }", "VALIDATION_FAILED")]
    public async Task A_partners_own_figures_refuse_the_same(string where, string code)
    {
        Assert.Contains(code, await host.AskForErrorsAsync($"{{ partner(slug: \"apple\") {{ engagement(where: {where}) {{ activities }} }} }}"));
    }

    [Theory]
    [InlineData("evidence(first: 201)", "FIRST_OUT_OF_RANGE")]
    [InlineData("evidence(after: \"nothing\")", "CURSOR_INVALID")]
    public async Task Pages_of_evidence_are_refused_as_other_pages_are(string evidence, string code)
    {
        Assert.Contains(code, await host.AskForErrorsAsync($"{{ engagement(by: [YEAR]) {{ rows {{ {evidence} {{ totalCount }} }} }} }}"));
    }

    [Fact]
    public async Task Rows_come_in_the_natural_order_of_what_they_are_counted_by()
    {
        var partners = await ValuesAsync("PARTNER", "label");
        var years = await ValuesAsync("YEAR", "value", "certainty: [CONFIRMED, TENTATIVE, INVITED]");
        var categories = await ValuesAsync("CATEGORY");
        var roles = await ValuesAsync("ROLE", "value", "certainty: [CONFIRMED, TENTATIVE, INVITED]");
        var both = (await ReportAsync("by: [YEAR, CATEGORY]")).List("rows").Select(row => row.Column("value", "keys")).ToList();

        Assert.Equal(partners.OrderBy(name => name, StringComparer.OrdinalIgnoreCase), partners);
        Assert.Equal(["2018", "2019", "2020", "2021"], years);
        Assert.Equal(["BINDING_STANDARD_SETTING", "NON_BINDING_STANDARD_SETTING", "STUDIES", "EVENTS"], categories);
        Assert.Equal(["PARTICIPANT", "SPEAKER", "EXHIBITOR", "WRITTEN_CONTRIBUTION", "CONSULTED"], roles);
        Assert.Equal(both.OrderBy(keys => keys[0]).ThenBy(keys => Array.IndexOf(categories, keys[1])), both);
    }

    [Fact]
    public async Task A_merged_event_counts_in_each_of_its_categories_and_once_in_the_total()
    {
        // The second and the fifth plenary of CAHAI stand among binding standards with partners, and among events with Sony alone.
        var merged = await ReportAsync("by: [CATEGORY], where: { partners: [\"gsma\"] }");
        var apart = await ReportAsync("by: [CATEGORY], where: { partners: [\"gsma\"], mergeSameEvents: false }");
        var total = await ReportAsync("by: [PARTNER], where: { partners: [\"gsma\"] }");

        Assert.Contains("24", RowOf(merged, "EVENTS").Column("row", "evidence", "nodes"));
        Assert.Contains("2", RowOf(merged, "BINDING_STANDARD_SETTING").Column("row", "evidence", "nodes"));
        Assert.DoesNotContain("24", RowOf(apart, "EVENTS").Column("row", "evidence", "nodes"));
        Assert.DoesNotContain("24", RowOf(total, "gsma").Column("row", "evidence", "nodes"));
        Assert.Equal((47, 50), (merged.At("activities").GetInt32(), apart.At("activities").GetInt32()));
    }

    [Fact]
    public async Task Undated_activities_count_until_a_day_is_named()
    {
        using var own = new ApiHost();
        own.ChangeDatabase("""
            INSERT INTO Participations (Version, ActivityId, OrganisationId, Role, Certainty, ListedAs, IsWithdrawn)
            SELECT 'F5A0A0A0-0000-4000-8000-000000000001', a.Id, o.Id, 'Participant', 'Confirmed', 'Apple', 0 FROM Activities a, Organisations o WHERE a.Row = 21 AND o.Slug = 'apple'
            """);
        var open = (await own.AskAsync("{ engagement(by: [YEAR], where: { partners: [\"apple\"] }) { definition activities rows { keys { value label french: label(language: FR) } activities evidence { nodes { row } } } } }")).At("engagement");
        var from = (await own.AskAsync("{ engagement(by: [YEAR], where: { partners: [\"apple\"], from: \"1990-01-01\" }) { definition activities rows { keys { value } } } }")).At("engagement");
        var last = (await own.AskAsync("{ partner(slug: \"apple\") { engagement { activities lastActivity { row } } } }")).At("partner", "engagement");

        var undated = open.List("rows")[^1];
        Assert.Equal(("UNKNOWN", "Undated", "Sans date"), (undated.List("keys")[0].Text("value")!, undated.List("keys")[0].Text("label")!, undated.List("keys")[0].Text("french")!));
        Assert.Equal(["21"], undated.Column("row", "evidence", "nodes"));
        Assert.DoesNotContain("UNKNOWN", from.List("rows").SelectMany(row => row.Column("value", "keys")));
        Assert.Equal((47, 44), (open.At("activities").GetInt32(), from.At("activities").GetInt32()));
        Assert.Contains("undated ones are left out", from.Text("definition"));
        Assert.Equal("36", last.Text("lastActivity", "row"));
    }

    [Fact]
    public async Task What_was_withdrawn_or_cancelled_does_not_count()
    {
        using var own = new ApiHost();
        var before = await own.AskAsync("{ engagement(by: [PARTNER], where: { partners: [\"ieee\"] }) { activities rows { activities } } }");
        own.ChangeDatabase("UPDATE Participations SET IsWithdrawn = 1 WHERE Id = (SELECT p.Id FROM Participations p JOIN Activities a ON a.Id = p.ActivityId JOIN Organisations o ON o.Id = p.OrganisationId WHERE a.Row = 3 AND o.Slug = 'ieee')");
        own.ChangeDatabase("UPDATE Activities SET IsCancelled = 1 WHERE Row = 4");
        var after = await own.AskAsync("{ engagement(by: [PARTNER], where: { partners: [\"ieee\"] }) { activities rows { activities } } }");

        Assert.Equal(before.At("engagement", "activities").GetInt32() - 1, after.At("engagement", "activities").GetInt32());
        Assert.Equal(before.List("engagement", "rows")[0].At("activities").GetInt32() - 2, after.List("engagement", "rows")[0].At("activities").GetInt32());
    }

    [Fact]
    public async Task Partners_can_be_narrowed_by_their_status_of_today()
    {
        Assert.Contains("lego-group", await ValuesAsync("PARTNER"));
        Assert.Equal(["lego-group"], await ValuesAsync("PARTNER", "value", "status: [CANDIDATE]"));
        Assert.DoesNotContain("lego-group", await ValuesAsync("PARTNER", "value", "status: [ACTIVE]"));
        Assert.Equal(25, (await ValuesAsync("PARTNER", "value", "status: [ACTIVE, TERMINATED]")).Length);
    }

    [Fact]
    public async Task The_definition_says_what_was_counted()
    {
        var report = await host.AskAsync("""
            { engagement(by: [YEAR], where: { from: "2018-01-01", to: "2021-12-31", certainty: [INVITED, TENTATIVE, CONFIRMED], mergeSameEvents: false, status: [ACTIVE], partners: ["apple"] }) {
                definition french: definition(language: FR) } }
            """);

        var (english, french) = (report.Text("engagement", "definition")!, report.Text("engagement", "french")!);
        Assert.All((string[])["1 January 2018", "31 December 2021", "confirmed or tentative or by invitation alone", "Every row of the workplan counts by itself", "active", "apple", "withdrawn", "cancelled", "more than the total"], word => Assert.Contains(word, english));
        Assert.All((string[])["1 janvier 2018", "31 décembre 2021", "confirmée ou provisoire", "Chaque ligne du plan de travail", "retirée", "annulées", "dépasser le total"], word => Assert.Contains(word, french));
    }

    [Fact]
    public async Task Labels_are_for_readers_of_either_language()
    {
        var report = await host.AskAsync("{ engagement(by: [CATEGORY, ROLE, KIND, COUNTRY], where: { partners: [\"deutsche-telekom\"] }) { rows { keys { dimension label french: label(language: FR) } } } }");
        var keys = report.List("engagement", "rows")[0].List("keys");

        Assert.Equal(["Non-binding standard setting", "Participant", "Company", "Germany"], keys.Select(key => key.Text("label")));
        Assert.Equal(["Normes non contraignantes", "Participation", "Entreprise", "Allemagne"], keys.Select(key => key.Text("french")));
    }

    [Fact]
    public async Task Evidence_is_paged_without_gaps()
    {
        const string Query = "query($after: String) { engagement(by: [PARTNER], where: { partners: [\"microsoft\"] }) { rows { activities evidence(first: 4, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { row } } } } }";
        var (seen, after, figure) = (new List<string>(), (string?)null, 0);
        do
        {
            var row = (await host.AskAsync(Query, new { after })).List("engagement", "rows")[0];
            figure = row.At("activities").GetInt32();
            Assert.Equal(figure, row.At("evidence", "totalCount").GetInt32());
            seen.AddRange(row.Column("row", "evidence", "nodes"));
            after = row.At("evidence", "pageInfo", "hasNextPage").GetBoolean() ? row.Text("evidence", "pageInfo", "endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(figure, seen.Distinct().Count());
        Assert.Equal(figure, seen.Count);
    }

    private async Task<JsonElement> ReportAsync(string arguments) =>
        (await host.AskAsync($"{{ engagement({arguments}) {{ activities rows {{ keys {{ value label }} activities partners rate evidence(first: 200) {{ nodes {{ row }} }} }} }} }}")).At("engagement");

    private async Task<string[]> ValuesAsync(string by, string field = "value", string where = "") =>
        [.. (await host.AskAsync($"{{ engagement(by: [{by}], where: {{ {where} }}) {{ rows {{ keys {{ {field} }} }} }} }}")).List("engagement", "rows").Select(row => row.List("keys")[0].Text(field)!)];

    private static JsonElement RowOf(JsonElement report, string value) => report.List("rows").Single(row => row.Column("value", "keys").Contains(value));
}
