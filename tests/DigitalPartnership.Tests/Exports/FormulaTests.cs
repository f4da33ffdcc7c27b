using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Exports;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"https://site.example\",\"click\")")]
    [InlineData("+1-1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("=\",\"")]
    public async Task No_cell_can_be_taken_for_a_formula(string summary)
    {
        using var host = new ApiHost();
        host.ChangeDatabase("UPDATE Activities SET Summary = @p0, Title = @p0, ParticipantsAsPrinted = @p0 WHERE Row = 1", summary);

        var (header, rows) = await host.CsvAsync("activities.csv");
        var row = rows.Single(row => row[Array.IndexOf(header, "row")] == "1");
        var line = (await host.LinesAsync("activities.jsonl")).Single(line => line.Text("row") == "1");

        foreach (var column in (string[])["summary", "title", "participantsAsPrinted"])
        {
            Assert.Equal("'" + summary, row[Array.IndexOf(header, column)]);
            Assert.Equal(summary, line.Text(column));
        }
        Assert.All(rows.SelectMany(cells => cells), cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0]), cell));
    }
}
