using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Data;

/// <summary>
/// Lets the writers of this process wait in line. SQLite has one writer at a time, and whoever waits for it blocks a
/// thread; twenty such would leave none for the one who writes.
/// </summary>
public static class WriterQueue
{
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Runs a piece of work in a transaction, on SQLite when it is its turn.</summary>
    public static async Task<T> WriteAsync<T>(this PartnershipDb db, Func<IDbContextTransaction, Task<T>> work, CancellationToken cancellation = default)
    {
        if (db is not SqlitePartnershipDb)
            return await InTransactionAsync();
        await Turn.WaitAsync(cancellation);
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
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            return await work(transaction);
        }
    }
}
