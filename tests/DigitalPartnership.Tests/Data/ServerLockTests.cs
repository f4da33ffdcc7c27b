using System.Data.Common;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using Microsoft.Data.SqlClient;

namespace DigitalPartnership.Tests.Data;

/// <summary>Real locks of a real SQL Server, which two connections get into each other's way with.</summary>
public sealed class ServerLockTests
{
    private const string Correct = "mutation($id: ID!, $summary: String) { correctOrganisation(input: { organisationId: $id, summary: $summary }) { organisation { summary } errors { ... on Error { code message } } } }";
    private const string Trail = "{ auditLog { totalCount } changes { totalCount } partner(slug: \"icc\") { summary } }";

    [ServerFact]
    public async Task The_victim_of_a_deadlock_makes_its_change_once_when_the_other_is_done()
    {
        using var host = new ApiHost();
        var id = await host.PartnerAsync("icc");
        await using var other = host.Database.Open();
        await ExecuteAsync(other, null, "SET DEADLOCK_PRIORITY HIGH");
        await using var transaction = await other.BeginTransactionAsync();
        await ExecuteAsync(other, transaction, "UPDATE DataVersion SET Number = Number");

        var change = host.AskAsAsync(Tokens.Admin, Correct, new { id, summary = "As it is." });
        await WaitForWaiterAsync(host);
        await ExecuteAsync(other, transaction, "UPDATE Organisations SET Country = Country WHERE Slug = 'icc'");
        await transaction.CommitAsync();

        await AssertMadeOnceAsync(host, await change);
    }

    [ServerFact]
    public async Task A_change_that_has_waited_for_too_long_is_made_once_when_the_way_is_free()
    {
        using var database = new ApiHost();
        var (key, connection) = database.Database.Setting;
        using var host = ApiHost.On(database, (key, new SqlConnectionStringBuilder(connection) { CommandTimeout = 2 }.ConnectionString));
        var id = await host.PartnerAsync("icc");
        await using var other = host.Database.Open();
        await using var transaction = await other.BeginTransactionAsync();
        await ExecuteAsync(other, transaction, "UPDATE DataVersion SET Number = Number");

        var change = host.AskAsAsync(Tokens.Admin, Correct, new { id, summary = "As it is." });
        await WaitForWaiterAsync(host);
        await Task.Delay(TimeSpan.FromSeconds(3));
        await transaction.RollbackAsync();

        await AssertMadeOnceAsync(host, await change);
    }

    [ServerFact]
    public async Task Readers_pass_writers_on_a_database_that_the_product_has_migrated()
    {
        using var host = new ApiHost();
        await using var connection = host.Database.Open();
        await using var ask = connection.CreateCommand();
        ask.CommandText = DigitalPartnership.Data.DatabaseStart.ReadersThatPass;

        Assert.Equal(1, await ask.ExecuteScalarAsync());
    }

    private static async Task AssertMadeOnceAsync(ApiHost host, System.Text.Json.JsonElement answer)
    {
        Assert.Equal("As it is.", answer.Text("correctOrganisation", "organisation", "summary"));
        var trail = await host.AskAsAsync(Tokens.Admin, Trail);
        Assert.Equal((1, 1, "As it is."), (trail.At("auditLog", "totalCount").GetInt32(), trail.At("changes", "totalCount").GetInt32(), trail.Text("partner", "summary")));
    }

    /// <summary>Waits until some connection to the database waits for the lock of another.</summary>
    private static async Task WaitForWaiterAsync(ApiHost host)
    {
        await using var connection = host.Database.Open();
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT COUNT(*) FROM sys.dm_exec_requests WHERE database_id = DB_ID() AND blocking_session_id <> 0";
        for (var tries = 0; tries < 500; tries++)
        {
            if (await ask.ExecuteScalarAsync() is > 0)
                return;
            await Task.Delay(20);
        }
        Assert.Fail("Nobody waits for a lock.");
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
