using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Discrepancies;

public sealed class DiscrepancyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Question = "{ discrepancies { id about stated counted explanation source { document section row quote } } }";

    [Fact]
    public async Task The_kinds_that_the_document_states_stand_beside_those_that_the_profiles_give()
    {
        var kinds = (await host.AskAsync(Question)).List("discrepancies").Single(one => one.Text("about") == "Partners by kind");

        Assert.Equal("15 companies, 7 associations of companies, 3 professional associations", kinds.Text("stated"));
        Assert.Contains("14 companies", kinds.Text("counted"));
        Assert.Contains("GNI", kinds.Text("explanation"));
        Assert.Contains("companies (15)", kinds.Text("source", "quote"));
    }

    [Theory]
    [InlineData("Number of partners", "26")]
    [InlineData("Partners from the USA", "13 of 25")]
    [InlineData("Associations in Belgium", "4 of 25")]
    [InlineData("Composition of the first wave", "8 firms and 6 associations")]
    [InlineData("Number of activities", "over a dozen")]
    [InlineData("Date of row 7", "May 2021")]
    [InlineData("Participants of the Octopus Conference 2021", "25")]
    [InlineData("Participation before joining", "IEEE")]
    [InlineData("When the candidates are to join", "June 2022")]
    [InlineData("Number of member States", "47")]
    [InlineData("Addressees of the GRETA questionnaire", "29")]
    public async Task A_contradiction_of_the_document_is_told(string about, string stated)
    {
        var found = (await host.AskAsync(Question)).List("discrepancies").Where(one => one.Text("about") == about);

        Assert.Contains(stated, Assert.Single(found).Text("stated"));
    }

    [Fact]
    public async Task Every_discrepancy_is_told_whole_and_has_its_source()
    {
        var discrepancies = (await host.AskAsync(Question)).List("discrepancies");

        Assert.Equal(discrepancies.Count, discrepancies.Select(one => one.Text("id")).Distinct().Count());
        Assert.Equal(discrepancies.Count, discrepancies.Select(one => one.Text("about")).Distinct().Count());
        Assert.All(discrepancies, one =>
        {
            Assert.False(string.IsNullOrWhiteSpace(one.Text("stated")));
            Assert.False(string.IsNullOrWhiteSpace(one.Text("counted")));
            Assert.False(string.IsNullOrWhiteSpace(one.Text("explanation")));
            Assert.False(string.IsNullOrWhiteSpace(one.Text("source", "quote")));
            Assert.Matches("^[1-6]", one.Text("source", "section"));
            Assert.True(one.Text("source", "row") is not { } row || int.Parse(row, null) is >= 1 and <= 50);
        });
    }
}
