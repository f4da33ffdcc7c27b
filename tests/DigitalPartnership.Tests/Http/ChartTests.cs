using System.Globalization;
using System.Xml.Linq;
using DigitalPartnership.Tests.GraphQL;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

public sealed class ChartTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => ["engagement", "domains", "timeline", "taxonomy"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_chart_is_a_picture_with_a_title_and_its_figures_as_text(string name)
    {
        foreach (var query in (string[])["", "?lang=fr", "?theme=dark", "?theme=light&lang=en&from=2019-01-01&to=2020-12-31&certainty=confirmed,tentative,INVITED&merge=false"])
        {
            var answer = await host.SendAsync(HttpMethod.Get, $"/charts/{name}.svg{query}");
            var picture = XDocument.Parse(answer.Body).Root!;

            Assert.Equal((200, "image/svg+xml"), (answer.Status, answer.MediaType));
            Assert.Equal((Svg + "svg", "img"), (picture.Name, picture.Attribute("role")!.Value));
            Assert.Equal(picture.Attribute("aria-labelledby")!.Value, picture.Element(Svg + "title")!.Attribute("id")!.Value);
            Assert.Equal(picture.Attribute("aria-describedby")!.Value, picture.Element(Svg + "desc")!.Attribute("id")!.Value);
            var (texts, read) = (Texts(picture), picture.Element(Svg + "desc")!.Value);
            Assert.All(Figures(picture), figure => Assert.Contains(figure, read));
            Assert.Contains(texts[^1], read);
            Assert.DoesNotContain(picture.Descendants(), part => part.Name.LocalName is "script" or "foreignObject" or "image");
        }
    }

    [Fact]
    public async Task The_engagement_chart_shows_what_engagement_counts()
    {
        foreach (var (query, where) in ((string, string)[])[("", "{ }"), ("?certainty=confirmed,tentative,invited&merge=false&from=2018-01-01&to=2021-12-31", "{ certainty: [CONFIRMED, TENTATIVE, INVITED], mergeSameEvents: false, from: \"2018-01-01\", to: \"2021-12-31\" }")])
        {
            var report = (await host.AskAsync($"{{ engagement(by: [PARTNER], where: {where}) {{ definition rows {{ keys {{ label }} activities rate }} }} }}")).At("engagement");
            var picture = XDocument.Parse((await host.SendAsync(HttpMethod.Get, "/charts/engagement.svg" + query)).Body).Root!;

            var read = picture.Element(Svg + "desc")!.Value;
            Assert.Equal(report.List("rows").Count, Figures(picture).Count);
            Assert.All(report.List("rows"), row => Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"{row.List("keys")[0].Text("label")}: {row.At("activities")} · {row.At("rate").GetDouble() * 100:0.0}%"), read));
            Assert.Equal(report.Text("definition"), string.Join(' ', Texts(picture, "muted small").SkipWhile(line => !line.StartsWith("The rate is", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task The_taxonomy_chart_counts_the_partners_of_a_day()
    {
        var before = await ReadAsync("/charts/taxonomy.svg?to=2017-12-31");
        var now = await ReadAsync("/charts/taxonomy.svg");
        var french = await ReadAsync("/charts/taxonomy.svg?lang=fr");

        Assert.Contains("14 active partners on 31 December 2017", before);
        Assert.Contains("Company: 14; Association of companies: 7; Professional association: 3; Non-governmental organisation: 1.", now);
        Assert.Contains("United States: 13; Belgium: 4; United Kingdom: 3;", now);
        Assert.Contains("25 partenaires actifs le 8 juin 2022", french);
        Assert.Contains("États-Unis: 13", french);
    }

    [Fact]
    public async Task The_timeline_leaves_no_year_out()
    {
        Assert.Contains("Studies: 2018: 1; 2019: 0; 2020: 0; 2021: 0.", await ReadAsync("/charts/timeline.svg"));
    }

    [Fact]
    public async Task A_selection_that_holds_nothing_says_so()
    {
        foreach (var name in (string[])["engagement", "domains", "timeline"])
            Assert.Contains("No activity fits the selection.", await ReadAsync($"/charts/{name}.svg?from=1990-01-01&to=1990-12-31"));
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2021-13-01")]
    [InlineData("from=2021-01-02&to=2021-01-01")]
    [InlineData("certainty=sure")]
    [InlineData("certainty=")]
    [InlineData("merge=perhaps")]
    [InlineData("lang=de")]
    [InlineData("theme=blue")]
    [InlineData("theme=light&theme=dark")]
    [InlineData("colour=blue")]
    public async Task A_wrong_parameter_is_refused_with_a_sentence_and_a_code(string query)
    {
        foreach (var name in (string[])["engagement", "domains", "timeline", "taxonomy"])
        {
            var answer = await host.SendAsync(HttpMethod.Get, $"/charts/{name}.svg?{query}");

            Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Equal("VALIDATION_FAILED", answer.Json.GetProperty("code").GetString());
            Assert.EndsWith(".", answer.Json.GetProperty("detail").GetString());
            answer.AssertTellsNothingOfTheInside();
        }
    }

    [Fact]
    public async Task A_chart_that_there_is_not_is_404()
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/charts/nothing.svg");

        Assert.Equal((404, "application/problem+json", "NOT_FOUND"), (answer.Status, answer.MediaType, answer.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_chart_is_sent_again_only_when_its_figures_have_changed()
    {
        using var own = new ApiHost();
        var first = await own.SendAsync(HttpMethod.Get, "/charts/engagement.svg");
        var tag = first.Headers.ETag!.ToString();
        var same = await own.SendAsync(HttpMethod.Get, "/charts/engagement.svg", null, ("If-None-Match", tag));
        own.ChangeDatabase("UPDATE Activities SET IsCancelled = 1 WHERE Row = 4");
        var changed = await own.SendAsync(HttpMethod.Get, "/charts/engagement.svg", null, ("If-None-Match", tag));

        Assert.NotNull(first.Headers.CacheControl);
        Assert.Equal((304, ""), (same.Status, same.Body));
        Assert.Equal(200, changed.Status);
    }

    [Fact]
    public async Task What_stands_in_names_stays_text()
    {
        using var own = new ApiHost();
        own.ChangeDatabase("UPDATE Organisations SET Name = '</text><script>alert(1)</script>&' WHERE Slug = 'apple'");
        var answer = await own.SendAsync(HttpMethod.Get, "/charts/engagement.svg");

        Assert.DoesNotContain("<script", answer.Body);
        Assert.Contains("alert(1)", XDocument.Parse(answer.Body).Root!.Element(Svg + "desc")!.Value);
        Assert.DoesNotContain("<script", (await own.SendAsync(HttpMethod.Get, "/")).Body);
    }

    private async Task<string> ReadAsync(string address) => XDocument.Parse((await host.SendAsync(HttpMethod.Get, address)).Body).Root!.Element(Svg + "desc")!.Value;

    private static List<string> Texts(XElement picture, string? style = null) =>
        [.. picture.Descendants(Svg + "text").Where(text => style is null || text.Attribute("class")!.Value == style).Select(text => text.Value)];

    private static List<string> Figures(XElement picture) => Texts(picture, "figure");
}

/// <summary>Charts of very much data stay readable and take few statements.</summary>
public sealed class LargeChartTests(GeneratedHost host) : IClassFixture<GeneratedHost>
{
    [Fact]
    public async Task Only_the_longest_bars_of_very_many_are_drawn()
    {
        _ = host.Http;
        host.Sql.Clear();
        var answer = await host.SendAsync(HttpMethod.Get, "/charts/engagement.svg");

        Assert.Equal(3, host.Sql.Statements.Count);
        Assert.Equal(60, XDocument.Parse(answer.Body).Descendants().Count(part => part.Attribute("class")?.Value == "figure"));
        Assert.Matches("The \\d+ shorter bars are not shown", answer.Body);
    }
}
