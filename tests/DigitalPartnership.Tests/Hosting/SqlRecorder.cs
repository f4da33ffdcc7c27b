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

    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>What else happens before a statement that reads rows: a test can let it wait or fail.</summary>
    public Func<CancellationToken, Task>? BeforeReading { get; set; }

    public void Clear() => _statements.Clear();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _statements.Enqueue(command.CommandText);
        await Task.Delay(1, cancellationToken);
        if (BeforeReading is { } before)
            await before(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        _statements.Enqueue(command.CommandText);
        await Task.Delay(1, cancellationToken);
        return result;
    }
}
