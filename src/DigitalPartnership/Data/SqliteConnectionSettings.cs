using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalPartnership.Data;

/// <summary>
/// Sets what SQLite keeps per connection, once for each connection of the pool. A write-ahead log lets readers go on
/// while one writes; the busy time-out makes a second writer wait for the first instead of failing; eight megabytes of pages stay in memory instead of two.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8192;";
    private readonly ConditionalWeakTable<object, object> _prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var sqlite = (SqliteConnection)connection;
        if (SqliteFile.HasMoved(sqlite))
        {
            // None of the pool is used any more; the file at the path, if there is one, is opened anew.
            SqliteConnection.ClearPool(sqlite);
            sqlite.Close();
            sqlite.Open();
        }
        if (sqlite.Handle is not { } handle || _prepared.TryGetValue(handle, out _))
            return;
        // A connection that only reads, as the one that asks whether the file exists, may not change how the file is kept.
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _prepared.AddOrUpdate(handle, Pragmas);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
