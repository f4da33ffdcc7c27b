using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.GraphQL;

public sealed class FilterTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("{ }", 29)]
    [InlineData("{ and: [] }", 29)]
    [InlineData("{ or: [] }", 29)]
    [InlineData("""{ or: [{ slug: { eq: "bt" } }, { slug: { eq: "sberbank" } }] }""", 2)]
    [InlineData("""{ or: [{ slug: { eq: "bt" } }, { slug: { eq: "sberbank" } }], status: { eq: ACTIVE } }""", 1)]
    [InlineData("""{ and: [{ kind: { eq: COMPANY } }, { country: { eq: "US" } }, { status: { eq: ACTIVE } }] }""", 9)]
    [InlineData("""{ or: [{ and: [{ wave: { eq: "2017" } }, { country: { eq: "BE" } }] }, { wave: { eq: "2018" }, country: { eq: "BE" } }] }""", 4)]
    [InlineData("""{ and: [{ or: [{ slug: { eq: "bt" } }, { slug: { eq: "ibm" } }] }, { or: [{ slug: { eq: "ibm" } }, { slug: { eq: "icc" } }] }] }""", 1)]
    public async Task Conditions_are_joined_by_and_and_by_or(string where, int count) => Assert.Equal(count, await CountAsync("partners", where));

    [Theory]
    [InlineData("""{ eq: "GOOGLE" }""", "google")]
    [InlineData("""{ eq: "telefonica" }""", "telefonica")]
    [InlineData("""{ contains: "ÉF" }""", "telefonica")]
    [InlineData("""{ startsWith: "thalÈ" }""", "thales")]
    [InlineData("""{ endsWith: "INITIATIVE" }""", "gni")]
    [InlineData("""{ contains: "network" }""", "etno gni")]
    [InlineData("""{ in: ["ibm", "Télefonica", "nobody"] }""", "ibm telefonica")]
    [InlineData("""{ in: [] }""", "")]
    [InlineData("""{ contains: "%" }""", "")]
    [InlineData("""{ startsWith: "_" }""", "")]
    [InlineData("""{ contains: "network", startsWith: "global" }""", "gni")]
    [InlineData("""{ or: [{ startsWith: "inte" }, { eq: "bt" }] }""", "bt icc icco intel isoc")]
    [InlineData("""{ and: [{ startsWith: "inte" }, { endsWith: "l" }] }""", "intel")]
    public async Task A_text_is_compared_with_case_and_accents_folded(string operation, string slugs) => Assert.Equal(slugs, await SlugsAsync($"{{ name: {operation} }}"));

    [Theory]
    [InlineData("partners", "name", """neq: "bt" """, """eq: "bt" """)]
    [InlineData("partners", "name", """nin: ["bt", "ibm"]""", """in: ["bt", "ibm"]""")]
    [InlineData("partners", "name", """ncontains: "net" """, """contains: "net" """)]
    [InlineData("partners", "country", """neq: "US" """, """eq: "us" """)]
    [InlineData("partners", "wave", """nin: ["2017", null]""", """in: ["2017", null]""")]
    [InlineData("partners", "kind", "neq: COMPANY", "eq: COMPANY")]
    [InlineData("partners", "kind", "nin: [COMPANY, PROFESSIONAL_ASSOCIATION]", "in: [COMPANY, PROFESSIONAL_ASSOCIATION]")]
    [InlineData("partners", "status", "neq: ACTIVE", "eq: ACTIVE")]
    [InlineData("partners", "joinedOn", """neq: "2017-11-08" """, """eq: "2017-11-08" """)]
    [InlineData("partners", "joinedOn", """nin: ["2017-11-08", null]""", """in: ["2017-11-08", null]""")]
    [InlineData("partners", "joinedOn", "neq: null", "eq: null")]
    [InlineData("organisations", "isPartner", "neq: true", "eq: true")]
    [InlineData("organisations", "country", "neq: null", "eq: null")]
    [InlineData("activities", "title", """ncontains: "meeting" """, """contains: "meeting" """)]
    [InlineData("activities", "title", """nstartsWith: "1st" """, """startsWith: "1st" """)]
    [InlineData("activities", "title", """nendsWith: "meeting" """, """endsWith: "meeting" """)]
    [InlineData("activities", "title", """neq: "Octopus Conference" """, """eq: "Octopus Conference" """)]
    [InlineData("activities", "row", "ngt: 10", "gt: 10")]
    [InlineData("activities", "row", "nlte: 10", "lte: 10")]
    [InlineData("activities", "year", "nin: [2018, 2021]", "in: [2018, 2021]")]
    [InlineData("activities", "date", """ngte: "2020-01-01" """, """gte: "2020-01-01" """)]
    [InlineData("activities", "date", """nlt: "2020-01-01" """, """lt: "2020-01-01" """)]
    [InlineData("activities", "category", "nin: [STUDIES]", "in: [STUDIES]")]
    public async Task An_operation_and_its_opposite_share_the_whole_list_between_them(string list, string field, string operation, string opposite)
    {
        var (one, other) = (await CountAsync(list, $"{{ {field}: {{ {operation} }} }}"), await CountAsync(list, $"{{ {field}: {{ {opposite} }} }}"));

        Assert.Equal(await CountAsync(list, "{ }"), one + other);
        Assert.True(one > 0 && other > 0, $"{one} and {other}");
    }

    [Theory]
    [InlineData("{ row: { gt: 48 } }", "49 50")]
    [InlineData("{ row: { gte: 49, lt: 50 } }", "49")]
    [InlineData("{ row: { lte: 2 } }", "1 2")]
    [InlineData("{ row: { in: [3, 50, 99] } }", "3 50")]
    [InlineData("""{ date: { gt: "2021-09-14" } }""", "36")]
    [InlineData("""{ date: { gte: "2021-09-14" } }""", "13 36")]
    [InlineData("""{ date: { lt: "2018-03-06" } }""", "8")]
    [InlineData("""{ date: { eq: "2021-05-01" } }""", "7")]
    [InlineData("{ date: { eq: null } }", "21 22 46")]
    [InlineData("{ year: { eq: null } }", "21 22 46")]
    [InlineData("{ year: { lt: 2019 } }", "8 9 17 18 20 32 44 47 50")]
    [InlineData("{ title: { eq: null } }", "22")]
    [InlineData("""{ title: { in: [null, "Official dinner"] } }""", "22 38")]
    [InlineData("""{ sector: { name: { eq: "tc-inf" } } }""", "47 48 49")]
    [InlineData("""{ sector: { body: { eq: "Cybercrime Division" }, name: { contains: "glacy" } } }""", "33 34 35")]
    [InlineData("""{ sector: { or: [{ name: { eq: "ECRI" } }, { name: { eq: "CEPEJ" } }] } }""", "21 25")]
    [InlineData("""{ workplan: { period: { neq: "2018-2021" } } }""", "")]
    [InlineData("{ status: { neq: HELD } }", "")]
    public async Task Activities_are_filtered_by_what_they_hold(string where, string rows) => Assert.Equal(rows, await RowsAsync(where));

    [Theory]
    [InlineData("{ participants: { any: false } }", "21 22 46")]
    [InlineData("""{ participants: { some: { slug: { eq: "sony" } } } }""", "24 26 39")]
    [InlineData("""{ participants: { any: true, none: { isPartner: { eq: true } } } }""", "24 26 39 41")]
    [InlineData("""{ participants: { some: { name: { contains: "telefonica" } } }, category: { eq: EVENTS } }""", "29 32 36")]
    [InlineData("""{ participants: { any: true, all: { kind: { neq: COMPANY } } }, category: { eq: BINDING_STANDARD_SETTING } }""", "5")]
    [InlineData("{ participations: { some: { role: { eq: SPEAKER }, certainty: { eq: CONFIRMED } } } }", "5 27 29 30 34 50")]
    [InlineData("{ participations: { some: { or: [{ role: { eq: EXHIBITOR } }, { certainty: { eq: INVITED } }] } } }", "23 29")]
    [InlineData("{ participations: { any: true, all: { role: { eq: CONSULTED } } } }", "15 16 23")]
    [InlineData("{ participations: { none: { certainty: { eq: CONFIRMED } } } }", "15 21 22 23 46")]
    [InlineData("""{ participants: { some: { activities: { some: { row: { eq: 41 } } } } } }""", "41")]
    public async Task Activities_are_filtered_by_who_takes_part(string where, string rows) => Assert.Equal(rows, await RowsAsync(where));

    [Theory]
    [InlineData("{ activities: { any: false } }", "icc sberbank thales")]
    [InlineData("{ activities: { any: true }, status: { neq: ACTIVE } }", "lego-group")]
    [InlineData("{ activities: { some: { row: { eq: 48 } } } }", "att bt ibm isoc")]
    [InlineData("""{ activities: { some: { participants: { some: { slug: { eq: "lego-group" } } } } } }""", "apple etno facebook lego-group microsoft")]
    [InlineData("{ activities: { none: { year: { eq: 2021 } } } }", "icc sberbank thales")]
    [InlineData("{ activities: { any: true, none: { category: { eq: EVENTS } } } }", "lego-group")]
    [InlineData("{ activities: { any: true, all: { year: { eq: 2021 } } } }", "lego-group")]
    [InlineData("""{ activities: { some: { sector: { name: { eq: "TC-INF" } }, year: { eq: 2018 } } }, kind: { neq: COMPANY } }""", "euroispa european-digital-sme-alliance gni")]
    public async Task Partners_are_filtered_by_what_they_take_part_in(string where, string slugs) => Assert.Equal(slugs, await SlugsAsync(where));

    [Theory]
    [InlineData("partners", "{ name: null }")]
    [InlineData("partners", "{ and: null }")]
    [InlineData("partners", "{ kind: { eq: null } }")]
    [InlineData("partners", "{ kind: { in: null } }")]
    [InlineData("partners", "{ name: { contains: null } }")]
    [InlineData("partners", "{ name: { or: null } }")]
    [InlineData("partners", "{ joinedOn: { gt: null } }")]
    [InlineData("partners", "{ activities: { some: null } }")]
    [InlineData("partners", "{ activities: { any: null } }")]
    [InlineData("organisations", "{ isPartner: { eq: null } }")]
    [InlineData("activities", "{ sector: null }")]
    [InlineData("activities", "{ row: { gt: null } }")]
    public async Task Null_is_refused_where_it_means_nothing(string list, string where) =>
        Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsync($"{{ {list}(where: {where}) {{ totalCount }} }}"));

    [Fact]
    public async Task Lists_within_lists_are_asked_for_so_deep_and_no_deeper()
    {
        const string Inner = "activities: { some: { participants: { none: ";

        Assert.Equal("apple", await SlugsAsync($$"""{ slug: { eq: "apple" }, {{Inner}} { {{Inner.Split("{ participants")[0]}} { row: { eq: -1 } } } } } } } }"""));
        Assert.Equal(["VALIDATION_FAILED"], await host.AskForErrorsAsync($"{{ partners(where: {{ {Inner} {{ {Inner} {{ name: {{ eq: \"x\" }} }} }} }} }} }} }} }} }} }}) {{ totalCount }} }}"));
    }

    [Fact]
    public async Task Filters_come_as_variables_just_as_well()
    {
        var data = await host.AskAsync("query($where: PartnerFilterInput, $row: Int) { partners(where: $where) { totalCount } activities(where: { row: { eq: $row } }) { nodes { row } } }",
            new { where = new { kind = new { @in = new[] { "COMPANY" } }, activities = new { some = new { row = new { eq = 48 } } } }, row = 7 });

        Assert.Equal(3, data.At("partners", "totalCount").GetInt32());
        Assert.Equal(["7"], data.Column("row", "activities", "nodes"));
    }

    [Fact]
    public async Task Participations_of_one_organisation_or_activity_are_filtered_too()
    {
        var data = await host.AskAsync("""
            {
              organisation(slug: "facebook") { participations(where: { certainty: { neq: CONFIRMED } }) { activity { row } } activities(where: { sector: { name: { eq: "Education" } } }) { totalCount nodes { row } } }
              activities(where: { row: { eq: 29 } }) { nodes { participations(where: { or: [{ role: { eq: SPEAKER } }, { role: { eq: EXHIBITOR } }] }) { organisation { slug } } } }
            }
            """);

        Assert.Equal(["15", "23"], data.List("organisation", "participations").Select(part => part.Text("activity", "row")!).Order());
        Assert.Equal(["12", "14"], data.Column("row", "organisation", "activities", "nodes").Order());
        Assert.Equal(2, data.At("organisation", "activities", "totalCount").GetInt32());
        Assert.Equal(["microsoft", "microsoft"], data.List("activities", "nodes")[0].List("participations").Select(part => part.Text("organisation", "slug")));
    }

    private async Task<int> CountAsync(string list, string where) =>
        (await host.AskAsync($"{{ {list}(where: {where}) {{ totalCount }} }}")).At(list, "totalCount").GetInt32();

    private async Task<string> SlugsAsync(string where) =>
        string.Join(' ', Checked(await host.AskAsync($"{{ list: partners(first: 200, where: {where}) {{ totalCount nodes {{ slug }} }} }}")).Select(node => node.Text("slug")).Order(StringComparer.Ordinal));

    private async Task<string> RowsAsync(string where) =>
        string.Join(' ', Checked(await host.AskAsync($"{{ list: activities(first: 200, where: {where}) {{ totalCount nodes {{ row }} }} }}")).Select(node => node.At("row").GetInt32()).Order());

    private static IReadOnlyList<JsonElement> Checked(JsonElement data)
    {
        var nodes = data.List("list", "nodes");
        Assert.Equal(nodes.Count, data.At("list", "totalCount").GetInt32());
        return nodes;
    }
}
