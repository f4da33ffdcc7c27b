using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Engagement;

/// <summary>Every figure of the published data against a count of the file by another path.</summary>
public sealed class RecountTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[][] Certainties = [["CONFIRMED"], ["CONFIRMED", "TENTATIVE"], ["CONFIRMED", "TENTATIVE", "INVITED"], ["INVITED"]];

    public static TheoryData<string> Dimensions =>
    [
        "", "PARTNER", "YEAR", "CATEGORY", "SECTOR", "ROLE", "KIND", "COUNTRY", "PARTNER YEAR", "YEAR CATEGORY", "CATEGORY SECTOR", "ROLE PARTNER", "KIND COUNTRY YEAR",
        "PARTNER YEAR CATEGORY SECTOR ROLE KIND COUNTRY",
    ];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public async Task The_figures_are_those_that_a_hand_counts(string dimensions)
    {
        var by = dimensions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = (await host.AskAsync("{ partners(first: 200) { nodes { slug kind country } } }")).List("partners", "nodes")
            .ToDictionary(partner => partner.Text("slug")!, partner => (Kind: partner.Text("kind")!, Country: partner.Text("country") ?? "UNKNOWN"));
        string KeyOf(Recount.Row row, string partner, string role) => string.Join('|', by.Select(dimension => dimension switch
        {
            "PARTNER" => partner,
            "YEAR" => row.Year,
            "CATEGORY" => row.Category,
            "SECTOR" => row.Sector,
            "ROLE" => role,
            "KIND" => known[partner].Kind,
            _ => known[partner].Country,
        }));

        foreach (var certainties in Certainties)
        {
            foreach (var merge in (bool[])[true, false])
            {
                foreach (var years in ((int From, int To)?[])[null, (2019, 2020)])
                {
                    var expected = Recount.By(KeyOf, certainties, merge, row => years is null || int.TryParse(row.Year, out var year) && year >= years.Value.From && year <= years.Value.To);
                    var report = (await host.AskAsync(
                        "query($by: [EngagementDimension!]!, $where: EngagementFilterInput) { engagement(by: $by, where: $where) { activities rows { keys { dimension value } activities partners rate evidence(first: 200) { totalCount nodes { row } } } } }",
                        new { by, where = new { certainty = certainties, mergeSameEvents = merge, from = years is { } first ? $"{first.From}-01-01" : null, to = years is { } last ? $"{last.To}-12-31" : null } })).At("engagement");

                    Assert.Equal(expected.Denominator, report.At("activities").GetInt32());
                    var rows = report.List("rows").ToDictionary(row => string.Join('|', row.Column("value", "keys")));
                    if (by is [] && expected.Groups.Count == 0)
                        expected.Groups.Add("", (0, 0));
                    Assert.Equal(expected.Groups.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
                    foreach (var (key, row) in rows)
                    {
                        Assert.Equal((key, expected.Groups[key].Activities, expected.Groups[key].Partners), (key, row.At("activities").GetInt32(), row.At("partners").GetInt32()));
                        Assert.Equal((double)expected.Groups[key].Activities / expected.Denominator, row.At("rate").GetDouble(), 12);
                        Assert.Equal((key, expected.Groups[key].Activities), (key, row.At("evidence", "totalCount").GetInt32()));
                        Assert.Equal((key, expected.Groups[key].Activities), (key, row.Column("row", "evidence", "nodes").Distinct().Count()));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("{ }", "CONFIRMED", true)]
    [InlineData("{ mergeSameEvents: false }", "CONFIRMED", false)]
    [InlineData("{ certainty: [CONFIRMED, TENTATIVE, INVITED] }", "CONFIRMED TENTATIVE INVITED", true)]
    public async Task A_partners_own_figures_are_those_that_a_hand_counts(string where, string certainties, bool merge)
    {
        var expected = Recount.By((_, partner, _) => partner, certainties.Split(' '), merge);
        var partners = (await host.AskAsync($"{{ partners(first: 200) {{ nodes {{ slug engagement(where: {where}) {{ activities of rate firstActivity {{ title date {{ earliest }} }} lastActivity {{ date {{ earliest }} }} }} }} }} }}")).List("partners", "nodes");

        Assert.Equal(29, partners.Count);
        foreach (var partner in partners)
        {
            var (slug, engagement) = (partner.Text("slug")!, partner.At("engagement"));
            var years = Recount.Rows.Where(row => certainties.Split(' ').Contains(row.Certainty) && row.Year != "UNKNOWN" && row.Parts.Any(part => part.Partner == slug)).Select(row => row.Year).Order().ToList();
            Assert.Equal((slug, expected.Groups.GetValueOrDefault(slug).Activities), (slug, engagement.At("activities").GetInt32()));
            Assert.Equal(expected.Denominator, engagement.At("of").GetInt32());
            Assert.Equal((double)expected.Groups.GetValueOrDefault(slug).Activities / expected.Denominator, engagement.At("rate").GetDouble(), 12);
            Assert.Equal((slug, years.FirstOrDefault()), (slug, years is [] ? engagement.Text("firstActivity") : engagement.Text("firstActivity", "date", "earliest")![..4]));
            Assert.Equal((slug, years.LastOrDefault()), (slug, years is [] ? engagement.Text("lastActivity") : engagement.Text("lastActivity", "date", "earliest")![..4]));
        }
    }

    [Fact]
    public void The_file_holds_what_the_document_prints()
    {
        Assert.Equal((50, 47, 26), (Recount.Rows.Count, Recount.Rows.Select(row => row.Event).Distinct().Count(), Recount.Rows.Select(row => row.Sector).Distinct().Count()));
        // All 25 partners of June 2022 and the candidate LEGO Group; ICC, Thales and Sberbank took part in nothing.
        Assert.Equal(26, Recount.Rows.SelectMany(row => row.Parts).Select(part => part.Partner).Distinct().Count());
    }
}
