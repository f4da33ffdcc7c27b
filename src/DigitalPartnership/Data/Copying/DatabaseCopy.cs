using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data.Copying;

/// <summary>
/// Copies everything from one database to another, of either kind: all of it in one transaction, so that an interrupted copy leaves the target as empty as it was.
/// What was written is read again and compared by counts and hashes before it is committed.
/// </summary>
public sealed class DatabaseCopy : IAsyncDisposable
{
    private readonly PartnershipDb _source;
    private readonly PartnershipDb _target;
    private readonly Action<string> _tell;
    private readonly IReadOnlyList<(CopiedTable From, CopiedTable To)> _tables;

    private DatabaseCopy(PartnershipDb source, PartnershipDb target, Action<string> tell)
    {
        (_source, _target, _tell) = (source, target, tell);
        _tables = [.. TablesOf(source).Zip(TablesOf(target))];
    }

    /// <summary>Finds both databases.</summary>
    /// <param name="services">Where the settings are, of which <c>from</c> and <c>to</c> name another one or give a connection string.</param>
    /// <param name="tell">Gets a line of progress; none holds data or a connection string.</param>
    /// <exception cref="CopyRefusal">The command line cannot be followed.</exception>
    public static DatabaseCopy Prepare(IServiceProvider services, Action<string> tell)
    {
        var said = services.GetRequiredService<IConfiguration>();
        return new(DatabasePlace.Open(said["from"], "--from", services), DatabasePlace.Open(said["to"], "--to", services), tell);
    }

    /// <summary>The tables of a database, each behind those that it refers to.</summary>
    internal static IReadOnlyList<CopiedTable> TablesOf(PartnershipDb db) =>
        CopiedTable.Of(db.GetService<IDesignTimeModel>().Model, db.GetService<ISqlGenerationHelper>(), db is SqlServerPartnershipDb);

    /// <summary>Migrates the target and copies everything.</summary>
    /// <exception cref="CopyRefusal">The source is not ready, the target not empty, or what was written is not what was read. Nothing was copied.</exception>
    public async Task RunAsync(ILogger logger, TimeProvider time, CancellationToken cancellation = default)
    {
        await CheckSourceAsync(cancellation);
        await PrepareTargetAsync(logger, time, cancellation);
        await _target.TransactAsync(() => CopyAsync(cancellation), async () => await FilledTableAsync(cancellation) is not null, cancellation);
        _tell("Everything was copied and compared.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
    }

    private async Task PrepareTargetAsync(ILogger logger, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await _target.MigrateAsync(logger, time, cancellation);
        }
        catch (Exception fault) when (fault is DbException or RetryLimitExceededException or IOException)
        {
            throw new CopyRefusal(CopyRefusal.TargetNotReady, "The database at --to cannot be reached, or cannot be brought to this version's model.");
        }
    }

    private async Task CheckSourceAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await _source.Database.CanConnectAsync(cancellation))
                throw new CopyRefusal(CopyRefusal.SourceNotReady, "There is no database at --from, or it cannot be opened.");
            if ((await _source.Database.GetPendingMigrationsAsync(cancellation)).Any())
                throw new CopyRefusal(CopyRefusal.SourceNotReady, "The database at --from is not at this version's model: run migrate on it first.");
        }
        catch (DbException)
        {
            throw new CopyRefusal(CopyRefusal.SourceNotReady, "What is at --from cannot be read as a database of the partnership.");
        }
    }

    private async Task<int> CopyAsync(CancellationToken cancellation)
    {
        if (await FilledTableAsync(cancellation) is { } filled)
            throw new CopyRefusal(CopyRefusal.TargetNotEmpty, $"The database at --to is not empty: there are rows in {filled}. Nothing was changed in it.");

        // All of the source as of one moment, whoever writes meanwhile.
        await _source.Database.OpenConnectionAsync(cancellation);
        await using var moment = await BeginReadingAsync(_source.Database.GetDbConnection(), cancellation);
        var all = 0;
        foreach (var (from, to) in _tables)
        {
            var read = await CopyAsync(from, to, moment, cancellation);
            var written = await ContentAsync(to, cancellation);
            if (!written.IsSameAs(read))
                throw new CopyRefusal(CopyRefusal.NotTheSame, $"{to.Name}: {read.Rows} rows were read and {written.Rows} are there now, or they differ. Nothing was kept.");
            _tell($"{to.Name}: {read.Rows} rows, {read.Hash[..16]}");
            all += read.Rows;
        }
        return all;
    }

    private async Task<TableContent> CopyAsync(CopiedTable from, CopiedTable to, DbTransaction moment, CancellationToken cancellation)
    {
        if (to.Seeds > 0)
            await ExecuteAsync(to.Clear, cancellation);
        var content = new TableContent();
        await using var read = Command(moment.Connection!, moment, from.Select);
        await using (var reader = await read.ExecuteReaderAsync(cancellation))
        {
            var rows = to.Parents.Count == 0 ? CopiedRows.ReadAsync(reader, from, cancellation) : CopiedRows.ReadParentsFirstAsync(reader, from, cancellation);
            await foreach (var batch in rows.Chunk(to.RowsPerStatement).WithCancellation(cancellation))
            {
                await InsertAsync(to, batch, cancellation);
                foreach (var row in batch)
                    content.Add(row);
            }
        }
        if (to.HasIdentity)
        {
            await using var ask = Command(moment.Connection!, moment, from.LastKey);
            if (await ask.ExecuteScalarAsync(cancellation) is long last)
            {
                foreach (var statement in to.GoOnAfter(last, isEmpty: content.Rows == 0))
                    await ExecuteAsync(statement, cancellation);
            }
        }
        return content;
    }

    private async Task InsertAsync(CopiedTable table, object?[][] rows, CancellationToken cancellation)
    {
        await using var insert = OnTarget(table.Insert(rows.Length));
        var number = 0;
        foreach (var value in rows.SelectMany(row => row))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{number++}";
            parameter.Value = value ?? DBNull.Value;
            // What the type of .NET stands for by default would cut an instant to milliseconds.
            if (parameter is SqlParameter server && value is DateTime)
                server.SqlDbType = SqlDbType.DateTime2;
            insert.Parameters.Add(parameter);
        }
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<TableContent> ContentAsync(CopiedTable table, CancellationToken cancellation)
    {
        var content = new TableContent();
        await using var command = OnTarget(table.Select);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await foreach (var row in CopiedRows.ReadAsync(reader, table, cancellation))
            content.Add(row);
        return content;
    }

    /// <summary>The first table of the target in which there is more than what comes with the schema.</summary>
    private async Task<string?> FilledTableAsync(CancellationToken cancellation)
    {
        await _target.Database.OpenConnectionAsync(cancellation);
        foreach (var (_, table) in _tables)
        {
            await using var count = OnTarget(table.Count);
            if (Convert.ToInt64(await count.ExecuteScalarAsync(cancellation), null) > table.Seeds)
                return table.Name;
        }
        return null;
    }

    private static async Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection file)
            return file.BeginTransaction(deferred: true);
        await using var ask = Command(connection, null, "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()");
        // Where the server keeps no versions for it, writers wait for the copy.
        var isolation = await ask.ExecuteScalarAsync(cancellation) is (byte)1 ? IsolationLevel.Snapshot : IsolationLevel.Serializable;
        return await connection.BeginTransactionAsync(isolation, cancellation);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = OnTarget(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand OnTarget(string sql) => Command(_target.Database.GetDbConnection(), _target.Database.CurrentTransaction?.GetDbTransaction(), sql);

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
