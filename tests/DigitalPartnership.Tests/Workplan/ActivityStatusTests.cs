using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

public sealed class ActivityStatusTests
{
    [Fact]
    public async Task The_published_rows_are_all_held()
    {
        using var host = new ApiHost();

        var data = await host.AskAsync("{ activities(first: 200) { nodes { status } } held: activities(where: { status: { eq: HELD } }) { totalCount } }");

        Assert.All(data.Column("status", "activities", "nodes"), status => Assert.Equal("HELD", status));
        Assert.Equal(50, data.At("held", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("2022-06-19T21:59:00Z", "PLANNED")]
    [InlineData("2022-06-20T21:59:00Z", "PLANNED")]
    [InlineData("2022-06-20T22:00:00Z", "HELD")]
    [InlineData("2023-01-01T00:00:00Z", "HELD")]
    public async Task An_activity_is_planned_until_its_last_day_is_over_in_Strasbourg(string now, string status)
    {
        using var host = new ApiHost();
        host.ChangeDatabase("UPDATE Activities SET Date_Earliest = '2022-06-18', Date_Latest = '2022-06-20' WHERE Row = 1");

        host.Time.SetUtcNow(DateTimeOffset.Parse(now, null));

        await AssertStatusAsync(host, 1, status);
    }

    [Theory]
    [InlineData("2025-12-31T12:00:00Z", "PLANNED")]
    [InlineData("2026-01-01T12:00:00Z", "HELD")]
    public async Task An_undated_activity_is_planned_until_its_workplan_ends(string now, string status)
    {
        using var host = new ApiHost();
        host.ChangeDatabase("UPDATE Workplans SET \"To\" = '2025-12-31'");

        host.Time.SetUtcNow(DateTimeOffset.Parse(now, null));

        await AssertStatusAsync(host, 22, status);
        await AssertStatusAsync(host, 1, "HELD");
    }

    [Fact]
    public async Task What_was_called_off_is_neither_planned_nor_held()
    {
        using var host = new ApiHost();
        host.ChangeDatabase("UPDATE Activities SET IsCancelled = 1 WHERE Row IN (1, 22)");

        await AssertStatusAsync(host, 1, "CANCELLED");
        await AssertStatusAsync(host, 22, "CANCELLED");
        Assert.Equal(["1", "22"], (await host.AskAsync("{ activities(where: { status: { in: [CANCELLED, PLANNED] } }) { nodes { row } } }")).Column("row", "activities", "nodes"));
    }

    [Fact]
    public async Task A_taxonomy_without_a_day_is_that_of_today()
    {
        using var host = new ApiHost();
        Assert.Equal("2022-06-08", (await host.AskAsync("{ taxonomy { asOf total } }")).Text("taxonomy", "asOf"));

        host.Time.SetUtcNow(new DateTimeOffset(2022, 12, 31, 23, 30, 0, TimeSpan.Zero));

        Assert.Equal("2023-01-01", (await host.AskAsync("{ taxonomy { asOf total } }")).Text("taxonomy", "asOf"));
    }

    private static async Task AssertStatusAsync(ApiHost host, int row, string status)
    {
        var data = await host.AskAsync($"query($row: Int) {{ one: activities(where: {{ row: {{ eq: $row }} }}) {{ nodes {{ status }} }} filtered: activities(where: {{ row: {{ eq: $row }}, status: {{ eq: {status} }} }}) {{ totalCount }} }}", new { row });

        Assert.Equal(status, Assert.Single(data.List("one", "nodes")).Text("status"));
        Assert.Equal(1, data.At("filtered", "totalCount").GetInt32());
    }
}
