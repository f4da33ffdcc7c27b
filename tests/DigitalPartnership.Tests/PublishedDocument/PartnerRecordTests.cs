using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.PublishedDocument;

public sealed class PartnerRecordTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("ACTIVE", 25)]
    [InlineData("TERMINATED", 1)]
    [InlineData("CANDIDATE", 3)]
    [InlineData("DECLINED", 0)]
    public async Task The_29_records_are_25_partners_one_former_and_three_to_be(string status, int count)
    {
        var data = await host.AskAsync("query($status: PartnerStatus) { partners(where: { status: { eq: $status } }) { totalCount } all: partners { totalCount } }", new { status });

        Assert.Equal(count, data.At("partners", "totalCount").GetInt32());
        Assert.Equal(29, data.At("all", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("2017", "2017-11-08", "apple ccia deutsche-telekom digitaleurope etno european-digital-sme-alliance facebook gni google gsma kaspersky microsoft orange telefonica")]
    [InlineData("2018", "2018-05-23", "cloudflare euroispa")]
    [InlineData("2020-2021", "2020-02-06", "icco ieee intel ripe-ncc servicenow")]
    [InlineData("2020-2021", "2020-04", "att")]
    [InlineData("2020-2021", "2020-11", "bt ibm isoc")]
    [InlineData("2020-2021", "2021", "sberbank")]
    [InlineData("2022", null, "icc lego-group thales")]
    public async Task A_wave_has_the_partners_that_the_document_lists_with_their_dates(string wave, string? joinedOn, string slugs)
    {
        var partners = (await host.AskAsync("query($wave: String) { partners(where: { wave: { eq: $wave } }) { nodes { slug joinedOn { edtf } } } }", new { wave })).List("partners", "nodes");

        Assert.Equal(slugs, string.Join(' ', partners.Where(partner => Edtf(partner, "joinedOn") == joinedOn).Select(partner => partner.Text("slug")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task The_waves_have_14_2_10_and_3_partners()
    {
        var waves = (await PartnersAsync("wave")).CountBy(partner => partner.Text("wave")!).Select(wave => $"{wave.Key}: {wave.Value}").Order(StringComparer.Ordinal);

        Assert.Equal(["2017: 14", "2018: 2", "2020-2021: 10", "2022: 3"], waves);
    }

    [Fact]
    public async Task Sberbank_keeps_the_whole_chain_of_its_end()
    {
        var sberbank = (await host.AskAsync("""
            { partner(slug: "sberbank") { status wave joinedOn { edtf } terminatedOn { edtf } terminationReason lifecycle { kind on { edtf } description sources { section quote } } letters { party on { edtf } } } }
            """)).At("partner");

        Assert.Equal("TERMINATED", sberbank.Text("status"));
        Assert.Equal("2022-03-04", sberbank.Text("terminatedOn", "edtf"));
        Assert.Contains("suspended", sberbank.Text("terminationReason"));
        Assert.Equal(["JOINED 2021", "DECISION 2022-03-02", "TERMINATED 2022-03-04"], sberbank.List("lifecycle").Select(step => $"{step.Text("kind")} {step.Text("on", "edtf")}"));
        Assert.All(sberbank.List("lifecycle"), step => Assert.NotEmpty(step.List("sources")));
        Assert.Equal(["COUNCIL 2021", "PARTNER 2021"], sberbank.List("letters").Select(letter => $"{letter.Text("party")} {letter.Text("on", "edtf")}"));
    }

    [Theory]
    [InlineData("icc", "2021-03-08", "8/3/2021")]
    [InlineData("lego-group", "2021-10-05", "5/10/2021")]
    [InlineData("thales", "2020-11-17", "17/11/2020")]
    public async Task A_candidate_was_introduced_to_the_TC_INF_and_is_expected_on_28_June_2022(string slug, string introduced, string printed)
    {
        var candidate = (await host.AskAsync(
            "query($slug: String) { partner(slug: $slug) { status introducedToTcInfOn { edtf printed } expectedOn { edtf } joinedOn { edtf } letters { party } lifecycle { kind } } }", new { slug })).At("partner");

        Assert.Equal("CANDIDATE", candidate.Text("status"));
        Assert.Equal($"{introduced} {printed}", $"{candidate.Text("introducedToTcInfOn", "edtf")} {candidate.Text("introducedToTcInfOn", "printed")}");
        Assert.Equal("2022-06-28", candidate.Text("expectedOn", "edtf"));
        Assert.Null(candidate.Text("joinedOn"));
        Assert.Empty(candidate.List("letters"));
        Assert.Contains("INTRODUCED_TO_TC_INF", candidate.Column("kind", "lifecycle"));
    }

    [Fact]
    public async Task Only_those_of_whom_it_is_said_were_introduced_to_the_TC_INF()
    {
        var introduced = (await PartnersAsync("introducedToTcInfOn { edtf }")).Where(partner => Edtf(partner, "introducedToTcInfOn") is not null);

        Assert.Equal(["att", "bt", "ibm", "icc", "isoc", "lego-group", "thales"], introduced.Select(partner => partner.Text("slug")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_Secretary_General_of_the_day_signed_for_the_Council()
    {
        var partners = await PartnersAsync("wave joinedOn { edtf } letters { party on { edtf } signatoryOffice signatoryName sources { quote } }");

        foreach (var partner in partners)
        {
            var joined = Edtf(partner, "joinedOn");
            var signatory = joined switch { "2017-11-08" or "2018-05-23" => "Thorbjørn Jagland", "2020-02-06" => "Marija Pejčinović Burić", _ => null };
            var councils = partner.List("letters").Where(letter => letter.Text("party") == "COUNCIL").ToList();
            Assert.Equal(signatory, councils.Select(letter => letter.Text("signatoryName")).SingleOrDefault());
            Assert.All(councils, letter => Assert.Equal("Secretary General of the Council of Europe", letter.Text("signatoryOffice")));
            Assert.All(partner.List("letters"), letter => Assert.Equal(joined, letter.Text("on", "edtf")));
            Assert.All(partner.List("letters"), letter => Assert.NotEmpty(letter.List("sources")));
        }
    }

    [Fact]
    public async Task Both_letters_are_recorded_where_the_document_speaks_of_an_exchange_and_one_where_it_speaks_of_a_signature()
    {
        var letters = (await PartnersAsync("letters { party signatoryName }")).ToDictionary(partner => partner.Text("slug")!, partner => string.Join('+', partner.Column("party", "letters")));

        Assert.Equal(["att", "bt", "ibm", "isoc"], letters.Where(entry => entry.Value == "PARTNER").Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(22, letters.Count(entry => entry.Value == "COUNCIL+PARTNER"));
        Assert.Equal(3, letters.Count(entry => entry.Value == ""));
    }

    [Fact]
    public async Task Nobody_is_named_as_the_signatory_of_a_partner()
    {
        var letters = (await PartnersAsync("letters { party signatoryName }")).SelectMany(partner => partner.List("letters"));

        Assert.All(letters.Where(letter => letter.Text("party") == "PARTNER"), letter => Assert.Null(letter.Text("signatoryName")));
    }

    [Fact]
    public async Task Every_record_has_a_summary_a_source_and_a_country_with_its_basis()
    {
        Assert.All(await PartnersAsync("summary country countryBasis sources { document section quote }"), partner =>
        {
            Assert.False(string.IsNullOrWhiteSpace(partner.Text("summary")));
            Assert.NotNull(partner.Text("country"));
            Assert.Matches("^(stated|inferred from|public knowledge)", partner.Text("countryBasis"));
            Assert.NotEmpty(partner.List("sources"));
        });
    }

    [Theory]
    [InlineData("bt", "GB", "public knowledge, not in the document")]
    [InlineData("gsma", "GB", "public knowledge, not in the document")]
    [InlineData("icco", "GB", "public knowledge, not in the document")]
    [InlineData("ripe-ncc", "NL", "public knowledge, not in the document")]
    [InlineData("icc", "FR", "public knowledge, not in the document")]
    [InlineData("thales", "FR", "public knowledge, not in the document")]
    [InlineData("gni", "US", "public knowledge, not in the document")]
    [InlineData("ieee", "US", "public knowledge, not in the document")]
    [InlineData("lego-group", "DK", "stated")]
    [InlineData("kaspersky", "RU", "United Kingdom")]
    [InlineData("etno", "BE", "inferred from")]
    [InlineData("isoc", "US", "inferred from")]
    public async Task A_country_says_what_it_rests_on(string slug, string country, string basis)
    {
        var partner = (await host.AskAsync("query($slug: String) { partner(slug: $slug) { country countryBasis } }", new { slug })).At("partner");

        Assert.Equal(country, partner.Text("country"));
        Assert.Contains(basis, partner.Text("countryBasis"));
    }

    private async Task<IReadOnlyList<JsonElement>> PartnersAsync(string fields) =>
        (await host.AskAsync($"{{ partners(first: 200) {{ nodes {{ slug {fields} }} }} }}")).List("partners", "nodes");

    private static string? Edtf(JsonElement partner, string field) =>
        partner.At(field).ValueKind == JsonValueKind.Null ? null : partner.Text(field, "edtf");
}
