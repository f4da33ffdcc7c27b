using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Data;

/// <summary>
/// Lets the writers of this process wait in line. SQLite has one writer at a time, and whoever waits for it blocks a
/// thread; twenty such would leave none for the one who writes.
/// </summary>
public static class WriterQueue
{
    // Behind writers that each wait in vain for a lock, a long line would not move for minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Runs a piece of work in a transaction, on SQLite when it is its turn.</summary>
    /// <exception cref="WriterQueueException">Its turn has not come in time.</exception>
    public static async Task<T> WriteAsync<T>(this PartnershipDb db, Func<IDbContextTransaction, Task<T>> work, CancellationToken cancellation = default)
    {
        if (db is not SqlitePartnershipDb)
            return await InTransactionAsync();
        if (!await Turn.WaitAsync(Patience, cancellation))
            throw new WriterQueueException();
        try
        {
            return await InTransactionAsync();
        }
        finally
        {
            Turn.Release();
        }

        async Task<T> InTransactionAsync()
        {
            T result;
            await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
                result = await work(transaction);
            db.GetService<DatabaseOutage>().Over();
            return result;
        }
    }
}

/// <summary>A writer's turn has not come in time, because those before it wait for a lock.</summary>
public sealed class WriterQueueException() : Exception("The turn to write has not come in time.");
