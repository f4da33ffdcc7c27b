using DigitalPartnership.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace DigitalPartnership.Tests.Http;

public sealed class HealthTests
{
    [Fact]
    public async Task A_host_that_can_answer_is_alive_and_ready()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ partners { totalCount } }");

        var live = await host.SendAsync(HttpMethod.Get, "/health/live");
        var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");

        Assert.Equal((200, "Healthy"), (live.Status, live.Body));
        Assert.Equal((200, "Healthy"), (ready.Status, ready.Json.GetProperty("status").GetString()));
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task A_host_whose_database_broke_is_alive_but_not_ready_and_tells_nothing_of_it()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ __typename }");
        SqliteConnection.ClearAllPools();
        foreach (var file in (string[])[host.DatabaseFile + "-wal", host.DatabaseFile + "-shm"])
            File.Delete(file);
        await File.WriteAllTextAsync(host.DatabaseFile, "this is no database, and it is long enough to be taken for the head of one; " + new string('x', 200));

        var live = await host.SendAsync(HttpMethod.Get, "/health/live");
        var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
        var answer = await host.QueryAsync("{ partners { totalCount } }");

        Assert.Equal(200, live.Status);
        Assert.Equal((503, "Unhealthy"), (ready.Status, ready.Json.GetProperty("status").GetString()));
        Assert.Equal((200, "UNAVAILABLE"), (answer.Status, answer.Code));
        ready.AssertTellsNothingOfTheInside();
        answer.AssertTellsNothingOfTheInside();
        Assert.Contains(host.Logs.Lines, line => line.Text.Contains("file is not a database"));
    }

    [Fact]
    public async Task A_database_that_hangs_does_not_hang_those_who_ask_whether_it_answers()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ __typename }");
        host.Sql.BeforeReading = cancellation => Task.Delay(Timeout.Infinite, cancellation);

        var (first, second) = (await host.ReadyAsync(), await host.ReadyAsync());

        Assert.Equal((503, ("Unhealthy", "The database has not answered in time.")), (first.Status, first.Checks["database"]));
        Assert.Equal(first.Checks["database"], second.Checks["database"]);
        Assert.True(await host.IsAliveAsync());
    }

    [SqliteFact]
    public async Task A_database_without_data_is_told_apart_from_a_broken_one()
    {
        using var host = new ApiHost();
        await host.AskAsync("{ __typename }");
        await using (var database = new SqliteConnection($"Data Source={host.DatabaseFile};Foreign Keys=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "DELETE FROM Organisations";
            await command.ExecuteNonQueryAsync();
        }

        var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");

        Assert.Equal((200, "Degraded"), (ready.Status, ready.Json.GetProperty("status").GetString()));
    }
}
