using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.PublishedDocument;

public sealed class OrganisationRecordTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Fourteen_organisations_have_no_partnership()
    {
        var data = await host.AskAsync("{ organisations(where: { isPartner: { eq: false } }, first: 200) { totalCount nodes { __typename slug kind country } } all: organisations { totalCount } }");

        var others = data.List("organisations", "nodes");
        Assert.Equal(
            "alphabet chainalysis-inc ciphertrace coinfirm eco icann instagram isfe sony symantec tat tech-against-trafficking tiktok twitter",
            string.Join(' ', others.Select(other => other.Text("slug")).Order(StringComparer.Ordinal)));
        Assert.All(others, other => Assert.Equal("NonPartner", other.Text("__typename")));
        Assert.All(others, other => Assert.Null(other.Text("country")));
        Assert.Equal(["alphabet COMPANY", "eco ASSOCIATION_OF_COMPANIES"],
            others.Where(other => other.Text("kind") != "OTHER").Select(other => $"{other.Text("slug")} {other.Text("kind")}").Order(StringComparer.Ordinal));
        Assert.Equal(43, data.At("all", "totalCount").GetInt32());
    }

    [Fact]
    public async Task The_ten_that_section_5_lists_as_no_partners_have_that_list_as_a_source()
    {
        var organisations = (await host.AskAsync("{ organisations(first: 200, where: { isPartner: { eq: false } }) { nodes { slug sources { section row } } } }")).List("organisations", "nodes");

        Assert.Equal("chainalysis-inc ciphertrace coinfirm icann instagram sony symantec tat tiktok twitter", string.Join(' ', organisations
            .Where(one => one.List("sources").Any(source => source.Text("section") == "5 Workplan" && source.Text("row") is null))
            .Select(one => one.Text("slug")).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Alphabet_owns_Google_and_Facebook_owns_Instagram_and_no_other_owner_is_known()
    {
        var organisations = (await host.AskAsync("{ organisations(first: 200) { nodes { slug parent { slug __typename } } } }")).List("organisations", "nodes");

        Assert.Equal(["google < alphabet NonPartner", "instagram < facebook Partner"], organisations.Where(one => one.At("parent").ValueKind != JsonValueKind.Null)
            .Select(one => $"{one.Text("slug")} < {one.Text("parent", "slug")} {one.Text("parent", "__typename")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BT_is_a_member_of_GNI_and_no_other_membership_is_known()
    {
        var organisations = (await host.AskAsync("{ organisations(first: 200) { nodes { slug memberOf { slug } } } }")).List("organisations", "nodes");

        Assert.Equal(["bt in gni"], organisations.SelectMany(one => one.Column("slug", "memberOf").Select(body => $"{one.Text("slug")} in {body}")));
    }

    [Theory]
    [InlineData("servicenow", "Element AI", "FORMER")]
    [InlineData("orange", "France Télécom S.A.", "FORMER")]
    [InlineData("telefonica", "Telefónica, S.A.", "LEGAL")]
    [InlineData("gni", "GNI", "SHORT")]
    [InlineData("thales", "Thalès", "SPELLING")]
    [InlineData("facebook", "Facebook (now Meta) Inc.", "SPELLING")]
    [InlineData("deutsche-telekom", "Deutsche Telecom", "SPELLING")]
    public async Task A_name_says_what_sort_of_name_it_is(string slug, string name, string kind)
    {
        var names = (await host.AskAsync("query($slug: String!) { organisation(slug: $slug) { name names { name kind } } }", new { slug })).At("organisation");

        Assert.Contains($"{kind} {name}", names.List("names").Select(one => $"{one.Text("kind")} {one.Text("name")}"));
        Assert.Equal($"CURRENT {names.Text("name")}", names.List("names").Select(one => $"{one.Text("kind")} {one.Text("name")}").First());
    }

    [Fact]
    public async Task Starting_again_on_the_same_database_changes_nothing()
    {
        const string everything = """
            {
              organisations(first: 200) { nodes { id version slug name names { name kind } sources { section quote } participations { id version role } ... on Partner { letters { party } lifecycle { kind } } } }
              activities(first: 200) { nodes { id version row title sector { id } sameEventAs { id } } }
              sectors { id } workplans { id } discrepancies { id about }
            }
            """;
        using var first = new ApiHost();
        var before = (await first.AskAsync(everything)).GetRawText();

        using var second = ApiHost.On(first);

        Assert.Equal(before, (await second.AskAsync(everything)).GetRawText());
    }
}
