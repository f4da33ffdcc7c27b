using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Organisations;

public sealed class NameResolutionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("apple", "Apple", "Apple Inc.")]
    [InlineData("att", "AT&T", "AT&T Inc.")]
    [InlineData("bt", "BT", "BT Group")]
    [InlineData("cloudflare", "Cloudflare", "Cloudflare, Inc.")]
    [InlineData("ccia", "CCIA", "Computer & Communications industry association", "Computer & Communications industry association (CCIA)", "Computer and Communications Industry Association (CCIA)",
        "CCIA (Computer & Communication Industry association)", "CCIA (Computer & Communications Industry Association)")]
    [InlineData("deutsche-telekom", "Deutsche Telekom", "Deutsche Telekom AG", "Deutsche Telecom")]
    [InlineData("digitaleurope", "DigitalEurope", "Digitaleurope", "Digital Europe - Digital Economy & Trade Groups")]
    [InlineData("servicenow", "ServiceNow", "Element AI", "ServiceNow (formerly Element AI)", "ServiceNow (former Element AI)")]
    [InlineData("euroispa", "EuroISPA", "EuroISPA (European Internet Services Providers Association)")]
    [InlineData("european-digital-sme-alliance", "European Digital SME Alliance", "European DIGITAL SME Alliance", "Digital SME Alliance", "DIGITAL SME")]
    [InlineData("etno", "ETNO", "European Telecommunications Network Operators' Association (ETNO)", "European Telecommunications Network Operators’ Association (ETNO)", "ETNO association",
        "ETNO association (European Telecommunications Network Operators)")]
    [InlineData("facebook", "Facebook", "Facebook (now Meta) Inc.", "Meta")]
    [InlineData("gni", "GNI", "Global Network Initiative", "Global Network Initiative (GNI)", "GNI (Global Network Initiative)", "The Global Network Initiative (GNI)")]
    [InlineData("google", "Google", "Google LLC", "Google (Developer Expert)")]
    [InlineData("gsma", "GSMA", "GSM Association", "GSM Association (GSMA)", "The GSM Association (GSMA)")]
    [InlineData("ibm", "IBM")]
    [InlineData("icco", "ICCO", "International Communications Consultancy Organisation (ICCO)", "The International Communications Consultancy Organisation (ICCO)")]
    [InlineData("ieee", "IEEE", "Institute of Electrical and Electronics Engineers", "The Institute of Electrical and Electronics Engineers (IEEE)")]
    [InlineData("intel", "Intel", "INTEL", "Intel Corporation")]
    [InlineData("isoc", "ISOC", "Internet Society", "Internet Society (ISOC)", "The Internet Society (ISOC)")]
    [InlineData("microsoft", "Microsoft", "Microsoft Corporation")]
    [InlineData("kaspersky", "Kaspersky", "Kaspersky Lab")]
    [InlineData("orange", "Orange", "Orange S.A.", "France Télécom S.A.")]
    [InlineData("ripe-ncc", "RIPE NCC", "Réseaux IP Européens Network Coordination Centre (RIPE NCC)", "The RIPE NCC")]
    [InlineData("telefonica", "Telefónica", "Telefonica", "Telefónica SA", "Telefónica, S.A.")]
    [InlineData("sberbank", "Sberbank", "Sberbank¹")]
    [InlineData("icc", "ICC", "International Chamber of Commerce", "The International Chamber of Commerce (ICC)")]
    [InlineData("lego-group", "LEGO Group", "Lego Group", "The Lego Group", "The LEGO Group", "Lego")]
    [InlineData("thales", "Thales", "Thalès")]
    [InlineData("chainalysis-inc", "Chainalysis, Inc")]
    [InlineData("coinfirm", "Coinfirm")]
    [InlineData("ciphertrace", "Ciphertrace")]
    [InlineData("icann", "ICANN")]
    [InlineData("instagram", "Instagram")]
    [InlineData("sony", "Sony")]
    [InlineData("symantec", "Symantec")]
    [InlineData("tat", "Tech Against Terrorism Initiative (TAT)", "Tech Against Terrorism Initiative", "Tech Against Terrorism", "TAT")]
    [InlineData("tech-against-trafficking", "Tech Against Trafficking")]
    [InlineData("tiktok", "Tik Tok", "TikTok")]
    [InlineData("twitter", "Twitter")]
    [InlineData("isfe", "ISFE")]
    [InlineData("eco", "Internet Industry Association (eco)", "eco")]
    [InlineData("alphabet", "Alphabet Inc.", "Alphabet")]
    public async Task Every_spelling_that_the_document_uses_means_one_organisation(string slug, params string[] spellings)
    {
        foreach (var spelling in spellings)
        {
            var resolution = await ResolveAsync(spelling);

            Assert.True(Slug(resolution) == slug, $"{spelling}: {resolution}");
            Assert.Empty(resolution.List("candidates"));
            Assert.False(string.IsNullOrWhiteSpace(resolution.Text("matched", "name")));
        }
    }

    [Theory]
    [InlineData("TELEFONICA", "telefonica")]
    [InlineData("telefo\u0301nica sa", "telefonica")]
    [InlineData("  thalés  ", "thales")]
    [InlineData("Reseaux IP Europeens Network Coordination Centre", "ripe-ncc")]
    [InlineData("a t & t", "att")]
    [InlineData("AT and T", "att")]
    [InlineData("Microsoft Corp.", "microsoft")]
    [InlineData("Sony Ltd", "sony")]
    [InlineData("Cloudflare Inc", "cloudflare")]
    [InlineData("Deutsche Telekom A.G.", "deutsche-telekom")]
    [InlineData("Ripe-Ncc", "ripe-ncc")]
    [InlineData("tik-tok", "tiktok")]
    [InlineData("Digital Europe", "digitaleurope")]
    [InlineData("Chainalysis", "chainalysis-inc")]
    [InlineData("formerly Element AI", "servicenow")]
    public async Task Case_accents_punctuation_and_legal_forms_do_not_matter(string written, string slug)
    {
        var resolution = await ResolveAsync(written);

        Assert.True(Slug(resolution) == slug, $"{written}: {resolution}");
    }

    [Theory]
    [InlineData("ICC", "International Chamber of Commerce", "International Communications Consultancy Organisation")]
    [InlineData("ICCO", "International Communications Consultancy Organisation", "International Chamber of Commerce")]
    [InlineData("Tech Against Terrorism", "Tech Against Terrorism", "Tech Against Trafficking")]
    [InlineData("Tech Against Trafficking", "Tech Against Trafficking", "Tech Against Terrorism")]
    public async Task Lookalikes_are_kept_apart_and_the_explanation_warns_of_them(string written, string meant, string lookalike)
    {
        var resolution = await ResolveAsync(written);

        Assert.Equal(meant, resolution.Text("organisation", "name"));
        Assert.Contains($"Not to be taken for {lookalike}", resolution.Text("explanation"));
    }

    [Theory]
    [InlineData("ICC O", "icc icco")]
    [InlineData("ICC (ICCO)", "icc icco")]
    [InlineData("ICC Group", "icc icco")]
    [InlineData("Tech Against", "tat tech-against-trafficking")]
    [InlineData("Tech Against T", "tat tech-against-trafficking")]
    public async Task What_could_be_either_of_two_lookalikes_is_not_decided(string written, string candidates)
    {
        var resolution = await ResolveAsync(written);

        Assert.Null(Slug(resolution));
        Assert.Equal(candidates, string.Join(' ', resolution.Column("slug", "candidates").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Gogle", "google")]
    [InlineData("Mircosoft", "microsoft")]
    [InlineData("Kasperski", "kaspersky")]
    [InlineData("Deutsch Telekom", "deutsche-telekom")]
    [InlineData("Telefonika", "telefonica")]
    [InlineData("Global Network Initative", "gni")]
    public async Task A_slip_of_the_pen_has_the_right_candidate_first_but_is_not_taken_for_sure(string written, string likeliest)
    {
        var resolution = await ResolveAsync(written);

        Assert.Null(Slug(resolution));
        Assert.Null(resolution.Text("matched"));
        Assert.Equal(likeliest, resolution.Column("slug", "candidates")[0]);
        Assert.InRange(resolution.List("candidates").Count, 1, 5);
        Assert.Contains(written, resolution.Text("explanation"));
    }

    [Theory]
    [InlineData("Orange (Google)", "“Orange” is Orange, but “Google” is Google.", "orange google")]
    [InlineData("ETNO (EuroISPA)", "“EuroISPA” is EuroISPA", "etno euroispa")]
    [InlineData("Tech Against Trafficking (TAT)", "“TAT” is Tech Against Terrorism", "tech-against-trafficking tat")]
    public async Task Brackets_that_name_somebody_else_leave_it_open_whom_is_meant(string written, string explanation, string candidates)
    {
        var resolution = await ResolveAsync(written);

        Assert.Null(Slug(resolution));
        Assert.Contains(explanation, resolution.Text("explanation"));
        Assert.Equal(candidates, string.Join(' ', resolution.Column("slug", "candidates")));
    }

    [Theory]
    [InlineData("Xyzzy Quux")]
    [InlineData("!?")]
    [InlineData("()")]
    [InlineData("\u0000")]
    public async Task An_unknown_name_has_no_candidates(string written)
    {
        var resolution = await ResolveAsync(written);

        Assert.Null(Slug(resolution));
        Assert.Empty(resolution.List("candidates"));
    }

    [Theory]
    [InlineData("Element AI", "a former name of ServiceNow", "FORMER")]
    [InlineData("GNI", "the short name of Global Network Initiative", "SHORT")]
    [InlineData("Google LLC", "the full name of Google", "LEGAL")]
    [InlineData("Deutsche Telecom", "a spelling of Deutsche Telekom", "SPELLING")]
    [InlineData("intel", "the name of Intel", "CURRENT")]
    public async Task The_explanation_says_by_which_sort_of_name_it_was_found(string written, string explanation, string kind)
    {
        var resolution = await ResolveAsync(written);

        Assert.Contains(explanation, resolution.Text("explanation"));
        Assert.Equal(kind, resolution.Text("matched", "kind"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(5000)]
    public async Task A_blank_or_overlong_name_is_refused(int length)
    {
        foreach (var name in new[] { new string(' ', length), new string('a', length) })
            Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsync("query($name: String!) { resolveOrganisation(name: $name) { explanation } }", new { name }));
    }

    [Fact]
    public async Task A_partner_is_found_by_any_of_its_names_and_nobody_else_is()
    {
        var data = await host.AskAsync("""{ a: partner(name: "Element AI") { slug } b: partner(name: "thalès") { slug } c: partner(name: "Sony") { slug } d: partner(name: "Gogle") { slug } e: partner(slug: "sony") { slug } }""");

        Assert.Equal("servicenow", data.Text("a", "slug"));
        Assert.Equal("thales", data.Text("b", "slug"));
        Assert.All(["c", "d", "e"], field => Assert.Null(data.Text(field)));
    }

    private async Task<JsonElement> ResolveAsync(string name) =>
        (await host.AskAsync("query($name: String!) { resolveOrganisation(name: $name) { organisation { slug name } matched { name kind } explanation candidates { slug } } }", new { name })).At("resolveOrganisation");

    private static string? Slug(JsonElement resolution) => resolution.At("organisation").ValueKind == JsonValueKind.Null ? null : resolution.Text("organisation", "slug");
}
