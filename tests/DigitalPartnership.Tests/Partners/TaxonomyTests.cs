using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Partners;

public sealed class TaxonomyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task On_the_day_of_the_document_there_are_25_partners_13_of_them_American()
    {
        var taxonomy = (await host.AskAsync("""{ taxonomy(asOf: "2022-06-08") { total byKind { key count } byCountry { key count partners { slug kind } } } }""")).GetProperty("taxonomy");

        Assert.Equal(25, taxonomy.GetProperty("total").GetInt32());
        Assert.Equal(
            ["COMPANY 14", "ASSOCIATION_OF_COMPANIES 7", "PROFESSIONAL_ASSOCIATION 3", "NON_GOVERNMENTAL_ORGANISATION 1"],
            taxonomy.GetProperty("byKind").EnumerateArray().Select(kind => $"{kind.GetProperty("key")} {kind.GetProperty("count")}"));
        var byCountry = taxonomy.GetProperty("byCountry").EnumerateArray().ToDictionary(country => country.GetProperty("key").GetString()!);
        Assert.Equal(13, byCountry["US"].GetProperty("count").GetInt32());
        Assert.Equal(4, byCountry["BE"].GetProperty("count").GetInt32());
        Assert.All(byCountry["BE"].GetProperty("partners").EnumerateArray(), partner => Assert.Equal("ASSOCIATION_OF_COMPANIES", partner.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("2022-01-15", true)]
    [InlineData("2022-03-03", true)]
    [InlineData("2022-03-04", false)]
    [InlineData("2022-06-08", false)]
    [InlineData("2020-12-31", false)]
    public async Task Sberbank_is_a_partner_from_2021_until_the_letter_of_4_March_2022(string day, bool isPartner)
    {
        var data = await host.AskAsync("""query($day: Date) { partners(asOf: $day, where: { slug: { eq: "sberbank" } }) { totalCount } }""", new { day });

        Assert.Equal(isPartner ? 1 : 0, data.GetProperty("partners").GetProperty("totalCount").GetInt32());
    }
}
