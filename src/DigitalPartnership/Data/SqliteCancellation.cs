using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace DigitalPartnership.Data;

/// <summary>
/// Ends a question whose asker has gone or has no time left. SQLite works in the thread that asks and looks at no token; without this, a question that
/// takes hours would keep its thread for hours. What stands in a transaction is left to its end: it is short, and breaking it off would undo all of it.
/// </summary>
internal sealed class SqliteCancellation : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<DbCommand, Watch> _watched = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled && command is SqliteCommand { Transaction: null, Connection.Handle: { } connection })
            _watched.AddOrUpdate(command, new Watch(cancellationToken.Register(() => raw.sqlite3_interrupt(connection))));
        return new(result);
    }

    // Rows are worked out as they are read.
    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        End(command);
        return result;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => End(command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => End(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command);
        return Task.CompletedTask;
    }

    // Waits for an interruption that is under way, so that it cannot meet the next question of the same connection.
    private void End(DbCommand command)
    {
        if (!_watched.TryGetValue(command, out var watch))
            return;
        watch.Registration.Dispose();
        _watched.Remove(command);
    }

    private sealed record Watch(CancellationTokenRegistration Registration);
}
