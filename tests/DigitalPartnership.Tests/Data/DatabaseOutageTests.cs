using System.Data.Common;
using System.Text.Json;
using DigitalPartnership.Data;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Liaisons;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Data;

/// <summary>What a host does while its database cannot be used, and after that.</summary>
public sealed class DatabaseOutageTests
{
    private const string Partners = "{ partners { totalCount } }";

    [SqliteFact]
    public async Task While_the_disk_is_full_questions_are_answered_changes_are_refused_as_a_whole_and_then_all_goes_on()
    {
        var disk = new SmallDisk();
        using var host = ApiHost.With();
        host.Wiring = services => services.AddSingleton<IInterceptor>(disk);
        var before = await EntriesAsync(host);
        await host.NameAsync("Before Incorporated");
        var entriesOfOne = await EntriesAsync(host) - before;
        disk.IsFull = true;

        var made = 0;
        JsonElement answer;
        for (; !(answer = await host.TryNameAsync($"Company {made} {new string('x', 150)}")).TryGetProperty("errors", out _); made++)
            Assert.True(made < 300, "The disk does not become full.");

        Assert.Equal(["UNAVAILABLE"], Codes(answer));
        await AssertAnswersAsync(host);
        var ready = await host.ReadyAsync();
        Assert.Equal((200, "Degraded"), (ready.Status, ready.Checks["database"].State));
        Assert.StartsWith("The database answers, but changes fail. There is no room left for the database. Known since 2022-06-08", ready.Checks["database"].Sentence);
        Assert.Contains("There is no room left for the database. SQLite Error 13", Assert.Single(host.Errors()));
        await host.TryNameAsync($"Another {new string('x', 150)}");
        Assert.Single(host.Errors());

        disk.IsFull = false;
        await host.NameAsync("After Incorporated");
        Assert.Equal("Healthy", (await host.ReadyAsync()).Checks["database"].State);
        Assert.Contains(host.Logs.Lines, line => line.Text.Contains("The database can be used again"));
        Assert.Equal(before + entriesOfOne * (made + 2), await EntriesAsync(host));
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task While_somebody_else_holds_the_database_questions_are_answered_and_changes_are_refused_after_a_wait()
    {
        using var host = new ApiHost();
        await host.NameAsync("Before Incorporated");
        await using var other = new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False");
        await other.OpenAsync();
        Execute(other, "BEGIN EXCLUSIVE");

        var changes = await Task.WhenAll(host.TryNameAsync("One Incorporated"), host.TryNameAsync("Two Incorporated"));

        Assert.All(changes, answer => Assert.Equal(["UNAVAILABLE"], Codes(answer)));
        await AssertAnswersAsync(host);
        var ready = await host.ReadyAsync();
        Assert.Equal((200, "Degraded"), (ready.Status, ready.Checks["database"].State));
        Assert.Contains("The database is locked by somebody else.", ready.Checks["database"].Sentence);
        Assert.Contains("The database is locked by somebody else.", Assert.Single(host.Errors()));

        Execute(other, "ROLLBACK");
        await host.NameAsync("One Incorporated");
        Assert.Equal("Healthy", (await host.ReadyAsync()).Checks["database"].State);
    }

    [SqliteFact]
    public async Task While_the_file_is_gone_nothing_takes_its_place_and_nothing_is_written_into_what_was_moved_away()
    {
        using var host = new ApiHost();
        var elsewhere = host.DatabaseFile + ".elsewhere";
        await host.NameAsync("Before Incorporated");
        File.Move(host.DatabaseFile, elsewhere);

        for (var number = 0; number < 10; number++)
            Assert.Equal(["UNAVAILABLE"], Codes(await host.PostAsync(Partners)));
        Assert.Equal(["UNAVAILABLE"], Codes(await host.TryNameAsync("During Incorporated")));
        using (var signedIn = await host.SendAsync($"Bearer {Tokens.ForLiaison("somebody@partner.example")}", Partners))
            Assert.Equal((503, "10"), ((int)signedIn.StatusCode, signedIn.Headers.RetryAfter!.ToString()));
        var export = await host.SendAsync(HttpMethod.Get, "/exports/partners.csv");
        Assert.Equal((503, "UNAVAILABLE"), (export.Status, export.Json.GetProperty("code").GetString()));
        var page = await host.SendAsync(HttpMethod.Get, "/", null, ("Accept", "text/html"));
        Assert.Equal((503, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("n’est pas accessible", page.Body);
        page.AssertTellsNothingOfTheInside();

        Assert.True(await host.IsAliveAsync());
        var ready = await host.ReadyAsync();
        Assert.Equal((503, "Unhealthy"), (ready.Status, ready.Checks["database"].State));
        Assert.StartsWith("The database is not where it should be. Known since", ready.Checks["database"].Sentence);
        Assert.Contains("The database is not where it should be.", Assert.Single(host.Errors()));
        Assert.False(File.Exists(host.DatabaseFile));

        File.Move(elsewhere, host.DatabaseFile);
        Assert.True(await host.IsKnownAsync("Before Incorporated"));
        Assert.False(await host.IsKnownAsync("During Incorporated"));
        await host.NameAsync("After Incorporated");
        Assert.Equal("Healthy", (await host.ReadyAsync()).Checks["database"].State);
    }

    [SqliteFact]
    public async Task A_file_that_is_put_in_the_place_of_another_is_the_one_that_is_served()
    {
        using var host = new ApiHost();
        using var backup = new ApiHost();
        await host.NameAsync("Lost Incorporated");
        await backup.NameAsync("Restored Incorporated");
        // So that all of both stands in the files themselves.
        SqliteConnection.ClearAllPools();
        File.Copy(backup.DatabaseFile, host.DatabaseFile + ".new");
        await host.AskAsync(Partners);

        File.Move(host.DatabaseFile, host.DatabaseFile + ".old");
        File.Move(host.DatabaseFile + ".new", host.DatabaseFile);

        Assert.True(await host.IsKnownAsync("Restored Incorporated"));
        Assert.False(await host.IsKnownAsync("Lost Incorporated"));
        await host.NameAsync("After Incorporated");
    }

    [SqliteFact]
    public async Task Where_a_server_does_not_answer_the_host_says_so_and_nothing_of_how_it_signs_in()
    {
        const string Password = "password-canary";
        using var host = ApiHost.With(("ConnectionStrings:SqlServer", $"Server=127.0.0.1,9;Connect Timeout=1;Encrypt=false;User ID=partnership;Password={Password};Pooling=False"));

        var ready = await host.ReadyAsync();
        var answer = await host.PostAsync(Partners);

        Assert.Equal((503, "Unhealthy"), (ready.Status, ready.Checks["database"].State));
        Assert.Equal(["UNAVAILABLE"], Codes(answer));
        Assert.True(await host.IsAliveAsync());
        Assert.Equal((503, "The database does not answer."), ((await host.ReadyAsync()).Status, Assert.Single(host.Errors()).Split(". ")[1] + "."));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains(Password));
    }

    [Theory]
    [InlineData(-2, 11, DatabaseFault.Unreachable)]
    [InlineData(40613, 17, DatabaseFault.Unreachable)]
    [InlineData(10054, 20, DatabaseFault.Unreachable)]
    [InlineData(1205, 13, DatabaseFault.Locked)]
    [InlineData(1105, 17, DatabaseFault.Full)]
    [InlineData(9002, 17, DatabaseFault.Full)]
    [InlineData(2627, 14, null)]
    [InlineData(208, 16, null)]
    public void What_a_server_says_is_told_apart_by_its_number(int number, int severity, DatabaseFault? expected) => Assert.Equal(expected, DatabaseFaults.OfServer(number, severity));

    private static async Task AssertAnswersAsync(ApiHost host)
    {
        Assert.InRange((await host.AskAsync(Partners)).GetProperty("partners").GetProperty("totalCount").GetInt32(), 30, 400);
        Assert.True(await host.IsKnownAsync("Before Incorporated"));
        Assert.True(await host.IsAliveAsync());
    }

    private static async Task<int> EntriesAsync(ApiHost host) => (await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 1) { totalCount } }")).GetProperty("auditLog").GetProperty("totalCount").GetInt32();

    private static string[] Codes(JsonElement answer) => [.. answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!)];

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Lets the database grow no further, as a full disk does: SQLite itself then refuses what needs more room.</summary>
    private sealed class SmallDisk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Execute((SqliteConnection)connection, $"PRAGMA max_page_count={(IsFull ? 1 : 1_000_000_000)}");

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>A change that needs nothing else.</summary>
internal static class NamingSteps
{
    private const string Mutation = "mutation($input: ProposePartnerInput!) { proposePartner(input: $input) { partner { id } errors { ... on Error { code message } } } }";

    public static Task<JsonElement> TryNameAsync(this ApiHost host, string name) => host.PostAsAsync(Tokens.Admin, Mutation, new { input = new { name, kind = "COMPANY" } });

    public static async Task NameAsync(this ApiHost host, string name) =>
        Assert.Equal(JsonValueKind.Null, (await host.AskAsAsync(Tokens.Admin, Mutation, new { input = new { name, kind = "COMPANY" } })).GetProperty("proposePartner").GetProperty("errors").ValueKind);

    public static async Task<bool> IsKnownAsync(this ApiHost host, string name) =>
        (await host.AskAsync("query($name: String!) { organisations(where: { name: { eq: $name } }) { totalCount } }", new { name })).GetProperty("organisations").GetProperty("totalCount").GetInt32() == 1;
}
