using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.PublishedDocument;

public sealed class ParticipationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Octopus2021 =
        "apple att bt ccia cloudflare deutsche-telekom digitaleurope etno euroispa european-digital-sme-alliance facebook gni google gsma ibm icco ieee intel isoc kaspersky microsoft orange ripe-ncc servicenow telefonica";

    private static readonly string[] Remarks =
        ["Exact list TBC, should include", "Call for public consultation sent to all member of the platform;", "Non-partner:", "List of the companies and networks to whom a questionnaire was sent:"];

    [Theory]
    [InlineData(1, "etno gsma ieee microsoft")]
    [InlineData(2, "european-digital-sme-alliance gsma ieee microsoft")]
    [InlineData(3, "ieee microsoft")]
    [InlineData(4, "etno ieee microsoft")]
    [InlineData(5, "ieee")]
    [InlineData(6, "euroispa kaspersky")]
    [InlineData(7, "apple euroispa google icann kaspersky")]
    [InlineData(8, "digitaleurope etno google orange")]
    [InlineData(9, "apple deutsche-telekom google telefonica")]
    [InlineData(10, "google")]
    [InlineData(11, "etno european-digital-sme-alliance gsma")]
    [InlineData(12, "apple facebook ieee microsoft")]
    [InlineData(13, "apple isfe lego-group microsoft")]
    [InlineData(14, "apple etno facebook lego-group")]
    [InlineData(15, "euroispa facebook gni kaspersky")]
    [InlineData(16, "euroispa google")]
    [InlineData(17, "deutsche-telekom euroispa google")]
    [InlineData(18, "google microsoft")]
    [InlineData(19, "microsoft")]
    [InlineData(20, "ccia etno euroispa gni google microsoft tat telefonica")]
    [InlineData(21, "")]
    [InlineData(22, "")]
    [InlineData(23, Octopus2021 + " instagram tech-against-trafficking tiktok twitter")]
    [InlineData(24, "sony")]
    [InlineData(25, "ieee")]
    [InlineData(26, "sony")]
    [InlineData(27, "ibm")]
    [InlineData(28, "microsoft")]
    [InlineData(29, "facebook gni google microsoft orange telefonica")]
    [InlineData(30, "european-digital-sme-alliance microsoft twitter")]
    [InlineData(31, "facebook google")]
    [InlineData(32, "cloudflare deutsche-telekom euroispa facebook gni google icann kaspersky microsoft symantec telefonica")]
    [InlineData(33, "facebook")]
    [InlineData(34, "cloudflare facebook")]
    [InlineData(35, "cloudflare facebook")]
    [InlineData(36, Octopus2021)]
    [InlineData(37, "gsma")]
    [InlineData(38, "microsoft")]
    [InlineData(39, "sony")]
    [InlineData(40, "deutsche-telekom facebook gni microsoft")]
    [InlineData(41, "chainalysis-inc ciphertrace coinfirm")]
    [InlineData(42, "ieee")]
    [InlineData(43, "google")]
    [InlineData(44, "facebook")]
    [InlineData(45, "facebook")]
    [InlineData(46, "")]
    [InlineData(47, "cloudflare deutsche-telekom euroispa european-digital-sme-alliance facebook gni google kaspersky")]
    [InlineData(48, "att bt ibm isoc")]
    [InlineData(49, "deutsche-telekom euroispa european-digital-sme-alliance facebook gni gsma icco ieee intel kaspersky ripe-ncc servicenow")]
    [InlineData(50, "google microsoft")]
    public async Task A_row_has_the_participants_that_it_prints(int row, string participants)
    {
        var activity = await RowAsync(row);

        var expected = participants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, activity.Column("slug", "participants", "nodes").Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, activity.At("participants", "totalCount").GetInt32());
        Assert.Equal(expected, activity.List("participations").Select(part => part.Text("organisation", "slug")!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_a_printed_list_is_left_over_but_remarks()
    {
        for (var row = 1; row <= 50; row++)
        {
            var rest = ShippedWorkplan.Rows[row - 1][4];
            foreach (var remark in Remarks)
                rest = rest.Replace(remark, "");
            foreach (var name in (await RowAsync(row)).Column("listedAs", "participations").Distinct().OrderByDescending(name => name.Length))
            {
                Assert.Contains(name, rest);
                rest = rest.Remove(rest.IndexOf(name, StringComparison.Ordinal), name.Length);
            }
            Assert.Equal("", rest.Replace(" and ", "").Trim(' ', ',', '.').Replace(",", "").Replace(" ", ""));
        }
    }

    [Theory]
    [InlineData(5, "SPEAKER CONFIRMED", "ieee")]
    [InlineData(6, "WRITTEN_CONTRIBUTION CONFIRMED", "euroispa kaspersky")]
    [InlineData(15, "CONSULTED TENTATIVE", "euroispa facebook gni kaspersky")]
    [InlineData(16, "CONSULTED CONFIRMED", "euroispa google")]
    [InlineData(23, "CONSULTED INVITED", Octopus2021 + " instagram tech-against-trafficking tiktok twitter")]
    [InlineData(27, "SPEAKER CONFIRMED", "ibm")]
    [InlineData(29, "SPEAKER CONFIRMED", "microsoft")]
    [InlineData(29, "EXHIBITOR CONFIRMED", "microsoft")]
    [InlineData(29, "PARTICIPANT CONFIRMED", "facebook gni google orange telefonica")]
    [InlineData(30, "SPEAKER CONFIRMED", "european-digital-sme-alliance microsoft twitter")]
    [InlineData(31, "PARTICIPANT CONFIRMED", "facebook google")]
    [InlineData(34, "SPEAKER CONFIRMED", "cloudflare facebook")]
    [InlineData(36, "PARTICIPANT CONFIRMED", Octopus2021)]
    [InlineData(50, "SPEAKER CONFIRMED", "google microsoft")]
    public async Task A_role_and_its_certainty_are_those_that_the_row_tells(int row, string roleAndCertainty, string who)
    {
        var parts = (await RowAsync(row)).List("participations").Where(part => $"{part.Text("role")} {part.Text("certainty")}" == roleAndCertainty);

        Assert.Equal(who.Split(' ').Order(StringComparer.Ordinal), parts.Select(part => part.Text("organisation", "slug")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Microsoft_stands_twice_among_the_participations_of_row_29_but_once_among_the_participants()
    {
        var activity = await RowAsync(29);

        Assert.Equal(7, activity.List("participations").Count);
        Assert.Equal(6, activity.List("participants", "nodes").Count);
        Assert.Equal(["29"], (await host.AskAsync("""{ partner(slug: "microsoft") { activities(where: { row: { eq: 29 } }) { nodes { row } } } }""")).Column("row", "partner", "activities", "nodes"));
    }

    [Theory]
    [InlineData("{ certainty: { neq: CONFIRMED } }", "15 23")]
    [InlineData("{ role: { eq: CONSULTED } }", "15 16 23")]
    [InlineData("{ role: { eq: WRITTEN_CONTRIBUTION } }", "6 7")]
    [InlineData("{ role: { eq: CO_ORGANISER } }", "")]
    public async Task No_other_rows_have_special_participations(string participation, string rows)
    {
        var data = await host.AskAsync($"{{ activities(first: 200, order: [{{ row: ASC }}], where: {{ participations: {{ some: {participation} }} }}) {{ nodes {{ row }} }} }}");

        Assert.Equal(rows, string.Join(' ', data.Column("row", "activities", "nodes")));
    }

    [Theory]
    [InlineData("etno", "1 4 8 11 14 20 23 36")]
    [InlineData("lego-group", "13 14")]
    [InlineData("servicenow", "23 36 49")]
    [InlineData("digitaleurope", "8 23 36")]
    [InlineData("icco", "23 36 49")]
    [InlineData("icc", "")]
    [InlineData("sberbank", "")]
    [InlineData("thales", "")]
    [InlineData("tat", "20")]
    [InlineData("tech-against-trafficking", "23")]
    [InlineData("instagram", "23")]
    [InlineData("sony", "24 26 39")]
    [InlineData("eco", "")]
    [InlineData("alphabet", "")]
    public async Task An_organisation_takes_part_in_the_rows_that_name_it(string slug, string rows)
    {
        var organisation = (await host.AskAsync("""
            query($slug: String!) { organisation(slug: $slug) { participations { activity { row } } activities(first: 200, order: [{ row: ASC }]) { totalCount nodes { row } } } }
            """, new { slug })).At("organisation");

        Assert.Equal(rows, string.Join(' ', organisation.Column("row", "activities", "nodes")));
        Assert.Equal(rows, string.Join(' ', organisation.List("participations").Select(part => part.At("activity", "row").GetInt32()).Distinct().Order()));
        Assert.Equal(rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, organisation.At("activities", "totalCount").GetInt32());
    }

    [Fact]
    public async Task A_participation_keeps_the_spelling_of_its_list()
    {
        Assert.Contains("Element AI", (await RowAsync(36)).Column("listedAs", "participations"));
        Assert.Contains("Chainalysis, Inc", (await RowAsync(41)).Column("listedAs", "participations"));
        Assert.Contains("ETNO association (European Telecommunications Network Operators)", (await RowAsync(20)).Column("listedAs", "participations"));
        Assert.Contains("Google (Developer Expert)", (await RowAsync(43)).Column("listedAs", "participations"));
    }

    private async Task<JsonElement> RowAsync(int row) =>
        Assert.Single((await host.AskAsync("""
            query($row: Int) {
              activities(where: { row: { eq: $row } }) {
                nodes { participants(first: 200) { totalCount nodes { slug } } participations { listedAs role certainty organisation { slug } } }
              }
            }
            """, new { row })).List("activities", "nodes"));
}
