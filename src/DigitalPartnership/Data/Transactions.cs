using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace DigitalPartnership.Data;

/// <summary>Writes in transactions that are made again where the database fails in a way that passes.</summary>
public static class Transactions
{
    // Behind writers that each wait in vain for a lock, a long line would not move for minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A database of SQLite has one writer at a time, and whoever waits for it blocks a thread; twenty such would leave none for the one who writes.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();

    /// <summary>
    /// Does a piece of work in one transaction and commits it. After a deadlock, a time-out or a lost connection all of it is done again. Where the connection
    /// is lost while the transaction is being committed, it is asked first whether the last record that was saved is there: then nothing is done twice.
    /// </summary>
    /// <param name="db">The database, with an empty change tracker before every try and after the last.</param>
    /// <param name="work">The work. It can run several times, so it reads what it needs, and makes the records that it adds, itself.</param>
    /// <param name="isDone">Tells whether the work has been done: for work that saves no record and would do harm if it were done twice.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="WriterQueueException">On SQLite, its turn has not come in time.</exception>
    public static async Task<T> TransactAsync<T>(
        this PartnershipDb db, Func<Task<T>> work, Func<Task<bool>>? isDone = null, CancellationToken cancellation = default)
    {
        var turn = db is SqlitePartnershipDb ? Turns.GetOrAdd(db.Database.GetConnectionString()!, _ => new SemaphoreSlim(1, 1)) : null;
        if (turn is not null && !await turn.WaitAsync(Patience, cancellation))
            throw new WriterQueueException();
        EntityEntry? saved = null;
        db.SavingChanges += Note;
        try
        {
            var made = await db.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
                _ =>
                {
                    saved = null;
                    db.ChangeTracker.Clear();
                    return work();
                },
                async stop => saved is not null && await IsThereAsync(saved, stop) || isDone is not null && await isDone(),
                cancellation);
            db.GetService<DatabaseOutage>().Over();
            return made;
        }
        finally
        {
            db.SavingChanges -= Note;
            db.ChangeTracker.Clear();
            turn?.Release();
        }

        // A version is unlike any other, so a record that has one says most.
        void Note(object? sender, SavingChangesEventArgs saving)
        {
            var entries = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
            saved = entries.Find(entry => entry.Entity is IVersioned) ?? entries.FirstOrDefault() ?? saved;
        }
    }

    private static async Task<bool> IsThereAsync(EntityEntry saved, CancellationToken cancellation)
    {
        if (await saved.GetDatabaseValuesAsync(cancellation) is not { } stored)
            return false;
        return saved.Entity is IVersioned { Version: var version }
            ? Equals(stored[nameof(IVersioned.Version)], version)
            : saved.Metadata.GetProperties().All(property => property.GetValueComparer().Equals(stored[property], saved.CurrentValues[property]));
    }
}

/// <summary>A writer's turn has not come in time, because those before it wait for a lock.</summary>
public sealed class WriterQueueException() : Exception("The turn to write has not come in time.");
