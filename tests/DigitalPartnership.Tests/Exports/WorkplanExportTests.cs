using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.PublishedDocument;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Exports;

public sealed class WorkplanExportTests
{
    [Fact]
    public async Task The_published_columns_come_back_as_the_file_has_them()
    {
        using var host = new ApiHost();

        var (header, rows) = await host.CsvAsync("workplan.csv?period=2018-2021");

        Assert.Equal(["Category", "Sector", "Activity", "Date", "Companies/associations", "Description"], header[..6]);
        Assert.Equal(50, rows.Count);
        Assert.Equal(ShippedWorkplan.Rows.Select(row => row[..6]), rows.Select(row => row[..6]));
    }

    [Fact]
    public async Task Cells_come_back_to_the_letter_however_oddly_they_are_written()
    {
        using var host = new ApiHost();
        string[][] cells =
        [
            ["binding STANDARD setting ", " Cahai ", " =HYPERLINK(\"https://site.example\") ", " 5/7/2022 ", " Apple,\r\nGOOGLE  and\tMicrosoft "],
            ["Studies", "cahai", "+1 \"quoted\" title", "  ", "  "],
            ["Studies", "CAHAI", " ", "December 2022", "@ Apple"],
            ["Conferences / Roundtables / Webinars", "-Sector", "Ünïté 🤝", "", ""],
        ];
        var csv = WorkplanScene.Header + "\r\n" + string.Concat(cells.Select(row => string.Join(',', row.Append("=1+1").Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")) + "\r\n"));
        var payload = await host.ChangeAsync(Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv, dryRun = false }, "report { rows { outcome messages } }");
        Assert.All(payload.Column("outcome", "report", "rows"), outcome => Assert.True(outcome == "ACCEPTED", payload.ToString()));

        var (_, rows) = await host.CsvAsync("workplan.csv?period=2022-2023");
        var file = await host.SendAsync(HttpMethod.Get, "/exports/workplan.csv?period=2022-2023");
        var again = await host.ChangeAsync(Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv = file.Body, dryRun = true }, "report { rows { outcome messages } }");

        Assert.Equal(cells.Select(row => row.Append("=1+1")), rows.Select(row => row[..6]));
        Assert.All(again.Column("outcome", "report", "rows"), outcome => Assert.True(outcome == "UNCHANGED", again.ToString()));
    }

    [Fact]
    public async Task What_was_changed_since_is_given_as_it_is_now_and_what_was_added_stands_at_the_end()
    {
        using var host = new ApiHost();
        var (id, _) = await host.ActivityAsync(1);
        await host.ChangeAsync(Tokens.Admin, "updateActivity", new { activityId = id, title = "First plenary", date = "2019-11-21" }, "activity { id }");
        var added = (await host.ChangeAsync(Tokens.Admin, "createActivity",
            new { workplanPeriod = "2018-2021", category = "EVENTS", sector = "New sector", title = "Added", date = "2021-12" }, "activity { id }")).Text("activity", "id");
        await host.ChangeAsync(Tokens.Admin, "recordParticipation",
            new { activityId = added, organisationId = await host.OrganisationAsync("apple"), role = "SPEAKER", certainty = "CONFIRMED" }, "participation { id }");

        var (_, rows) = await host.CsvAsync("workplan.csv?period=2018-2021");

        Assert.Equal(["Binding standard setting", "CAHAI", "First plenary", "21 November 2019", ShippedWorkplan.Rows[0][4]], rows[0][..5]);
        Assert.Equal(["Conferences / Roundtables / Webinars", "New sector", "Added", "December 2021", "Apple"], rows[50][..5]);
        Assert.Equal(51, rows.Count);
    }
}
