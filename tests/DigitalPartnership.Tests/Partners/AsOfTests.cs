using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Partners;

public sealed class AsOfTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("2017-11-07", 0)]
    [InlineData("2017-11-08", 14)]
    [InlineData("2018-05-22", 14)]
    [InlineData("2018-05-23", 16)]
    [InlineData("2020-02-06", 21)]
    [InlineData("2020-03-31", 21)]
    [InlineData("2020-04-01", 22)]
    [InlineData("2020-11-01", 25)]
    [InlineData("2021-01-01", 26)]
    [InlineData("2022-03-03", 26)]
    [InlineData("2022-03-04", 25)]
    [InlineData("2022-06-28", 25)]
    [InlineData("9999-12-31", 25)]
    [InlineData("0001-01-01", 0)]
    public async Task The_partners_of_a_day_are_those_who_had_joined_and_not_left(string day, int count)
    {
        var data = await host.AskAsync("query($day: Date) { partners(asOf: $day, first: 200) { totalCount nodes { slug } } taxonomy(asOf: $day) { asOf total byKind { count } } }", new { day });

        Assert.Equal(count, data.At("partners", "totalCount").GetInt32());
        Assert.Equal(count, data.List("partners", "nodes").Count);
        Assert.Equal(count, data.At("taxonomy", "total").GetInt32());
        Assert.Equal(count, data.List("taxonomy", "byKind").Sum(kind => kind.At("count").GetInt32()));
        Assert.Equal(day, data.Text("taxonomy", "asOf"));
    }

    [Fact]
    public async Task A_day_goes_together_with_a_filter()
    {
        var data = await host.AskAsync("""
            { partners(asOf: "2021-06-01", where: { country: { eq: "RU" } }, order: [{ joinedOn: DESC }]) { nodes { slug status } } none: partners(asOf: "2022-06-08", where: { status: { neq: ACTIVE } }) { totalCount } }
            """);

        Assert.Equal(["sberbank TERMINATED", "kaspersky ACTIVE"], data.List("partners", "nodes").Select(partner => $"{partner.Text("slug")} {partner.Text("status")}"));
        Assert.Equal(0, data.At("none", "totalCount").GetInt32());
    }
}
