using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

public sealed class WasPartnerTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("ieee", 1, false)]
    [InlineData("ieee", 3, true)]
    [InlineData("ieee", 49, true)]
    [InlineData("euroispa", 17, false)]
    [InlineData("euroispa", 47, true)]
    [InlineData("euroispa", 32, true)]
    [InlineData("cloudflare", 47, true)]
    [InlineData("google", 8, true)]
    [InlineData("bt", 48, null)]
    [InlineData("ibm", 48, null)]
    [InlineData("isoc", 48, null)]
    [InlineData("att", 48, true)]
    [InlineData("bt", 23, true)]
    [InlineData("servicenow", 49, true)]
    [InlineData("lego-group", 13, false)]
    [InlineData("lego-group", 14, false)]
    [InlineData("sony", 24, false)]
    [InlineData("tat", 20, false)]
    public async Task The_dates_decide_whether_a_participant_was_a_partner(string slug, int row, bool? wasPartner) =>
        Assert.Equal(wasPartner, await WasPartnerAsync(host, slug, row));

    [Fact]
    public async Task In_an_undated_activity_nobody_who_joined_at_some_time_is_sure_to_have_been_a_partner()
    {
        using var own = new ApiHost();
        own.ChangeDatabase(Participation("apple", 22) + Participation("sony", 22) + Participation("thales", 22));

        Assert.Null(await WasPartnerAsync(own, "apple", 22));
        Assert.False(await WasPartnerAsync(own, "sony", 22));
        Assert.False(await WasPartnerAsync(own, "thales", 22));
    }

    [Theory]
    [InlineData("2022-03-03", "2022-03-03", true)]
    [InlineData("2022-03-03", "2022-03-04", null)]
    [InlineData("2022-03-04", "2022-03-04", false)]
    [InlineData("2021-05-01", "2021-05-31", null)]
    [InlineData("2020-12-31", "2020-12-31", false)]
    [InlineData("2020-12-31", "2021-01-01", null)]
    [InlineData("2022-01-01", "2022-01-31", true)]
    public async Task A_partnership_that_began_in_some_year_and_ended_on_a_day_decides_outside_these_alone(string earliest, string latest, bool? wasPartner)
    {
        using var own = new ApiHost();
        own.ChangeDatabase($"UPDATE Activities SET Date_Earliest = '{earliest}', Date_Latest = '{latest}' WHERE Row = 50; {Participation("sberbank", 50)}");

        Assert.Equal(wasPartner, await WasPartnerAsync(own, "sberbank", 50));
    }

    private static async Task<bool?> WasPartnerAsync(ApiHost host, string slug, int row)
    {
        var data = await host.AskAsync("query($slug: String!) { organisation(slug: $slug) { participations { wasPartner activity { row } } } }", new { slug });
        var part = data.List("organisation", "participations").Single(part => part.At("activity", "row").GetInt32() == row);
        return part.Text("wasPartner") is { } value ? bool.Parse(value) : null;
    }

    private static string Participation(string slug, int row) => $"""
        INSERT INTO Participations (Version, ActivityId, OrganisationId, Role, Certainty, ListedAs, IsWithdrawn)
        SELECT '00000000-0000-0000-0000-000000000001', activity.Id, organisation.Id, 'Participant', 'Confirmed', organisation.Name, 0
        FROM Activities activity, Organisations organisation WHERE activity.Row = {row} AND organisation.Slug = '{slug}';
        """;
}
