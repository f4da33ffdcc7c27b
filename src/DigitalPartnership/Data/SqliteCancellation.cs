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
    /// <summary>What SQLite calls a question that was broken off.</summary>
    public const int Interrupted = raw.SQLITE_INTERRUPT;

    private readonly ConditionalWeakTable<DbCommand, Watch> _watched = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled && command is SqliteCommand { Transaction: null, Connection.Handle: { } connection })
            _watched.AddOrUpdate(command, new Watch(connection, cancellationToken));
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

    private void End(DbCommand command)
    {
        if (!_watched.TryGetValue(command, out var watch))
            return;
        watch.End();
        _watched.Remove(command);
    }

    /// <summary>Interrupts a connection from the moment on at which its asker has gone: SQLite forgets an interruption that comes while it still makes ready.</summary>
    private sealed class Watch
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

        private readonly Lock _gate = new();
        private readonly sqlite3 _connection;
        private readonly CancellationTokenRegistration _registration;
        private Timer? _again;
        private bool _hasEnded;

        public Watch(sqlite3 connection, CancellationToken cancellation)
        {
            _connection = connection;
            _registration = cancellation.UnsafeRegister(watch => ((Watch)watch!).Interrupt(), this);
        }

        /// <summary>Ends the interrupting, before the connection is asked the next question.</summary>
        public void End()
        {
            lock (_gate)
            {
                _hasEnded = true;
                _again?.Dispose();
            }
            _registration.Dispose();
        }

        private void Interrupt()
        {
            lock (_gate)
            {
                if (_hasEnded)
                    return;
                raw.sqlite3_interrupt(_connection);
                _again ??= new Timer(watch => ((Watch)watch!).Interrupt(), this, Pause, Pause);
            }
        }
    }
}
