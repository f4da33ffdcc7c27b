using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.PublishedDocument;

public sealed class WorkplanRowTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly Dictionary<string, string> Categories = new()
    {
        ["BINDING_STANDARD_SETTING"] = "Binding standard setting",
        ["NON_BINDING_STANDARD_SETTING"] = "Non-binding standard setting",
        ["STUDIES"] = "Studies",
        ["EVENTS"] = "Conferences / Roundtables / Webinars",
    };

    [Fact]
    public async Task All_50_rows_are_answered_to_the_letter_of_the_file()
    {
        var activities = await RowsAsync();

        Assert.Equal(Enumerable.Range(1, 50), activities.Select(activity => activity.At("row").GetInt32()));
        Assert.Equal(
            ShippedWorkplan.Rows.Select(cells => string.Join(" | ", cells[..5])),
            activities.Select(activity => string.Join(" | ",
                Categories[activity.Text("category")!], activity.Text("sector", "name"), activity.Text("title"),
                activity.At("date").ValueKind == JsonValueKind.Null ? "" : activity.Text("date", "printed"), activity.Text("participantsAsPrinted"))));
        Assert.Equal(
            ShippedWorkplan.Rows.Select(cells => $"{cells[5]} | {cells[8]}"),
            activities.Select(activity => $"{activity.Text("summary")} | {activity.Text("participantsNote")}"));
    }

    [Fact]
    public async Task Every_row_says_where_it_comes_from()
    {
        var activities = await RowsAsync();

        Assert.All(activities, activity =>
        {
            var source = Assert.Single(activity.List("sources"));
            Assert.Equal("5 Workplan", source.Text("section"));
            Assert.Contains("8 June 2022", source.Text("document"));
            Assert.Equal(activity.Text("row"), source.Text("row"));
        });
    }

    [Theory]
    [InlineData("BINDING_STANDARD_SETTING", 7)]
    [InlineData("NON_BINDING_STANDARD_SETTING", 12)]
    [InlineData("STUDIES", 4)]
    [InlineData("EVENTS", 27)]
    public async Task Each_of_the_four_tables_has_its_rows(string category, int rows)
    {
        var data = await host.AskAsync("query($category: ActivityCategory) { activities(where: { category: { eq: $category } }) { totalCount } }", new { category });

        Assert.Equal(rows, data.At("activities", "totalCount").GetInt32());
        Assert.Equal(rows, ShippedWorkplan.Rows.Count(cells => cells[0] == Categories[category]));
    }

    [Fact]
    public async Task The_first_column_prints_26_sectors_and_each_has_its_rows()
    {
        var sectors = (await host.AskAsync("{ sectors { name body parent { name } activities { totalCount } } }")).List("sectors");

        Assert.Equal(26, sectors.Count);
        Assert.Equal(
            ShippedWorkplan.Rows.GroupBy(cells => cells[1]).Select(rows => $"{rows.Key} {rows.Count()}").Order(StringComparer.Ordinal),
            sectors.Select(sector => $"{sector.Text("name")} {sector.Text("activities", "totalCount")}").Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "Cybercrime Division / CyberEast, iPROCEEDS-2 and GLACY+ < Cybercrime Division", "Cybercrime Division / GLACY+ and CyberSouth < Cybercrime Division",
                "Cybercrime Division / GLACY+ project < Cybercrime Division", "Cybercrime Division / Octopus project < Cybercrime Division",
                "Cybercrime Division / T-CY < Cybercrime Division",
            ],
            sectors.Where(sector => sector.At("parent").ValueKind != JsonValueKind.Null)
                .Select(sector => $"{sector.Text("name")} < {sector.Text("parent", "name")}").Order(StringComparer.Ordinal));
        Assert.Equal("DGI", sectors.Single(sector => sector.Text("name")!.StartsWith("DGI")).Text("body"));
        Assert.Equal("Inclusion and anti-discrimination programmes/No Hate Speech and Cooperation Unit",
            sectors.Single(sector => sector.Text("name")!.StartsWith("Inclusion")).Text("body"));
    }

    [Fact]
    public async Task The_blanks_of_the_tables_stay_blank()
    {
        var activities = await RowsAsync();

        Assert.Equal(["22"], activities.Where(activity => activity.Text("title") is null).Select(activity => activity.Text("row")));
        Assert.Equal(["21", "22", "46"], activities.Where(activity => activity.Text("date") is null).Select(activity => activity.Text("row")));
        Assert.Equal(["21", "22", "46"], activities.Where(activity => activity.Text("participantsAsPrinted") is null).Select(activity => activity.Text("row")));
    }

    [Theory]
    [InlineData(7, "2021-05")]
    [InlineData(14, "2021-01/2021-09")]
    [InlineData(15, "2021-21/2021-22")]
    [InlineData(16, "2021-07/2021-08")]
    [InlineData(33, "2020-02-26/2020-02-28")]
    [InlineData(34, "2021-03-31/2021-04-01")]
    [InlineData(39, "2021-03-08")]
    [InlineData(49, "2020-02-06")]
    public async Task A_printed_date_is_understood_day_first(int row, string edtf)
    {
        var data = await host.AskAsync("query($row: Int) { activities(where: { row: { eq: $row } }) { nodes { date { edtf } } } }", new { row });

        Assert.Equal(edtf, Assert.Single(data.List("activities", "nodes")).Text("date", "edtf"));
    }

    [Fact]
    public async Task Rows_of_the_same_event_know_each_other()
    {
        var pairs = (await RowsAsync())
            .SelectMany(activity => activity.List("sameEventAs").Select(other => $"{activity.Text("row")}-{other.Text("row")}"));

        Assert.Equal(["2-24", "5-26", "24-2", "25-42", "26-5", "42-25"], pairs);
    }

    [Fact]
    public async Task A_row_that_is_split_over_pages_is_one_activity_with_all_its_text()
    {
        var activities = await RowsAsync();

        Assert.EndsWith("institutions and internet companies.", activities[8].Text("summary"));
        Assert.Contains("stand", activities[28].Text("summary"));
        Assert.Contains("private sector", activities[32].Text("summary"));
        Assert.Contains("Cloudflare and Facebook presented", activities[33].Text("summary"));
        Assert.Contains("EuroDIG", activities[45].Text("summary"));
        Assert.Equal("Criminal justice authorities and multinational", activities[34].Text("title"));
        Assert.EndsWith("in a connected age", activities[42].Text("title"));
    }

    [Fact]
    public async Task The_workplan_holds_all_rows_of_its_period()
    {
        var workplan = (await host.AskAsync("""{ workplan(period: "2018-2021") { period from to activities(first: 200) { totalCount nodes { row workplan { period } } } } }""")).At("workplan");

        Assert.Equal("2018-01-01 2021-12-31", $"{workplan.Text("from")} {workplan.Text("to")}");
        Assert.Equal(50, workplan.At("activities", "totalCount").GetInt32());
        Assert.All(workplan.List("activities", "nodes"), activity => Assert.Equal("2018-2021", activity.Text("workplan", "period")));
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync() =>
        (await host.AskAsync("""
            {
              activities(first: 200, order: [{ row: ASC }]) {
                nodes {
                  row title category summary participantsAsPrinted participantsNote
                  sector { name } date { printed } sameEventAs { row } sources { document section row quote }
                }
              }
            }
            """)).List("activities", "nodes");
}
