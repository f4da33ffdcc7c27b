using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data;

/// <summary>
/// Asks the database whether it answers and may be written. However many ask at once, one looks; and nobody waits for long, since a database
/// that hangs would otherwise hang those who want to know of it.
/// </summary>
public sealed class DatabaseProbe(IServiceScopeFactory scopes, DatabaseOutage outage, ILogger<DatabaseProbe> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A look that never ended would be the last one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private Task<DatabaseState>? _look;
    private volatile bool _hasRead;

    /// <summary>How the database is; <see cref="DatabaseState.Silent"/> where it has not answered in time.</summary>
    public async Task<DatabaseState> AskAsync()
    {
        Task<DatabaseState> look;
        lock (_lock)
        {
            if (_look is null or { IsCompleted: true })
                _look = Task.Run(LookAsync);
            look = _look;
        }
        try
        {
            return await look.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return _hasRead ? DatabaseState.NotWritable : DatabaseState.Silent;
        }
    }

    private async Task<DatabaseState> LookAsync()
    {
        _hasRead = false;
        using var limit = new CancellationTokenSource(Longest);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        try
        {
            // By itself the question for the migrations takes a file that is gone for one in which there are none.
            await db.Database.OpenConnectionAsync(limit.Token);
            var applied = await db.Database.GetAppliedMigrationsAsync(limit.Token);
            if (db.Database.GetMigrations().Except(applied).Any())
                return DatabaseState.NotMigrated;
        }
        catch (Exception fault)
        {
            Note(fault);
            return DatabaseState.Unusable;
        }
        _hasRead = true;
        try
        {
            await db.Database.CreateExecutionStrategy().ExecuteAsync(async cancellation =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            }, limit.Token);
        }
        catch (Exception fault)
        {
            Note(fault);
            return DatabaseState.NotWritable;
        }
        // What there is no room for cannot be seen without writing it.
        if (outage.Current is null or { Fault: not DatabaseFault.Full })
            outage.Over();
        return outage.Current is null ? DatabaseState.Usable : DatabaseState.NotWritable;
    }

    private void Note(Exception fault)
    {
        if (!outage.Note(fault) && fault is not (OperationCanceledException or SqliteException { SqliteErrorCode: SqliteCancellation.Interrupted }))
            log.LogError(fault, "The database cannot be asked how it is");
    }
}

/// <summary>How a database is.</summary>
public enum DatabaseState
{
    /// <summary>It answers and may be written.</summary>
    Usable,

    /// <summary>It answers, and changes fail.</summary>
    NotWritable,

    /// <summary>It has not been brought to this version.</summary>
    NotMigrated,

    /// <summary>It cannot be read.</summary>
    Unusable,

    /// <summary>It has not answered in time.</summary>
    Silent,
}
