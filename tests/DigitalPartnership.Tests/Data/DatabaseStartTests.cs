using System.Diagnostics;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace DigitalPartnership.Tests.Data;

/// <summary>What becomes of a database when starts of the host meet, fail or are killed.</summary>
public sealed class DatabaseStartTests
{
    private const string Everything = "{ partners { totalCount } organisations { totalCount } activities { totalCount } workplans { period } }";

    [SqliteFact]
    public async Task Two_hosts_that_start_at_once_on_one_empty_file_both_serve_and_the_data_is_there_once()
    {
        using var published = new ApiHost();
        using var one = ApiHost.OnEmptyFolder();
        using var other = ApiHost.On(one);

        await Task.WhenAll(StartAsync(one), StartAsync(other));

        var expected = (await published.AskAsync(Everything)).GetRawText();
        Assert.Equal(expected, (await one.AskAsync(Everything)).GetRawText());
        Assert.Equal(expected, (await other.AskAsync(Everything)).GetRawText());
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task A_start_that_was_killed_while_it_imported_is_made_up_for_by_the_next()
    {
        using var published = new ApiHost();
        using var next = ApiHost.OnEmptyFolder();
        using var killed = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(Program).Assembly.Location, "migrate", $"--ConnectionStrings:Sqlite=Data Source={next.DatabaseFile}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var migrations = Count(published.DatabaseFile, "__EFMigrationsHistory");
        while (Count(next.DatabaseFile, "__EFMigrationsHistory") is var applied && !Equals(applied, migrations))
        {
            Assert.False(killed.HasExited, "The process ended by itself.");
            await Task.Delay(1);
        }
        killed.Kill();
        await killed.WaitForExitAsync();
        Assert.Equal(0L, Count(next.DatabaseFile, "Activities"));

        Assert.Equal((await published.AskAsync(Everything)).GetRawText(), (await next.AskAsync(Everything)).GetRawText());
    }

    [SqliteFact]
    public async Task A_lock_that_a_killed_migration_left_behind_ends_the_start_with_what_to_do()
    {
        using var host = ApiHost.OnEmptyFolder();
        LockMigrations(host.DatabaseFile);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(host));

        Assert.Contains("DELETE FROM __EFMigrationsLock;", refused.Message, StringComparison.Ordinal);
    }

    [SqliteFact]
    public async Task A_lock_left_behind_does_no_harm_where_nothing_is_to_be_migrated()
    {
        using var host = new ApiHost();
        LockMigrations(host.DatabaseFile);

        Assert.Equal(29, (await host.AskAsync("{ partners { totalCount } }")).GetProperty("partners").GetProperty("totalCount").GetInt32());
    }

    [SqliteFact]
    public async Task A_file_that_was_restored_without_a_write_ahead_log_is_served_with_one()
    {
        using var host = new ApiHost();
        Execute(host.DatabaseFile, "PRAGMA journal_mode=DELETE");

        Assert.Equal(29, (await host.AskAsync("{ partners { totalCount } }")).GetProperty("partners").GetProperty("totalCount").GetInt32());
        Assert.Equal("wal", Execute(host.DatabaseFile, "PRAGMA journal_mode"));
    }

    /// <summary>Starts a host while its clock runs a hundred times as fast as ours.</summary>
    private static async Task StartAsync(ApiHost host)
    {
        var start = Task.Run(host.StartServer);
        while (!start.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
        await start;
    }

    private static void LockMigrations(string file) => Execute(file, """
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsLock" VALUES (1, '2022-06-08 10:00:00');
        """);

    private static long? Count(string file, string table)
    {
        try
        {
            return File.Exists(file) ? (long?)Execute(file, $"SELECT COUNT(*) FROM {table}") : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static object? Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
