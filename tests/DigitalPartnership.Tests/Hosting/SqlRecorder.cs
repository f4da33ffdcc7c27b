using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// Notes every statement, and delays each by a millisecond: SQLite answers so fast that two fields which use one
/// context at the same time would not meet otherwise, as they would on a server.
/// </summary>
public sealed class SqlRecorder : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> _statements = new();
    private int? _failIn;

    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>What else happens before a statement that reads rows: a test can let it wait or fail.</summary>
    public Func<CancellationToken, Task>? BeforeReading { get; set; }

    public void Clear() => _statements.Clear();

    /// <summary>Lets the n-th statement from now on fail as if the process had been killed; tells whether an earlier order was left unfulfilled.</summary>
    public bool FailAt(int? statement)
    {
        var wasUnfulfilled = _failIn is not null;
        _failIn = statement;
        return wasUnfulfilled;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await NoteAsync(command, cancellationToken);
        if (BeforeReading is { } before)
            await before(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await NoteAsync(command, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await NoteAsync(command, cancellationToken);
        return result;
    }

    private async Task NoteAsync(DbCommand command, CancellationToken cancellation)
    {
        _statements.Enqueue(command.CommandText);
        if (_failIn is { } left && (_failIn = left > 1 ? left - 1 : null) is null)
            throw new InvalidOperationException("The process was killed here.");
        await Task.Delay(1, cancellation);
    }
}
