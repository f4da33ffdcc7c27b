using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data;

/// <summary>Brings a database to the model of this version.</summary>
public static class DatabaseStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const int Patience = 120;
    private const int Tries = 6;

    // Azure SQL and a database that EF has created have it; on one that somebody made beforehand, readers and writers would wait for each other.
    internal const string ReadersThatPass = "SELECT CAST(is_read_committed_snapshot_on AS int) AS Value FROM sys.databases WHERE database_id = DB_ID()";
    internal const string LetReadersPass = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";

    /// <summary>
    /// Applies the migrations that are pending, and lets readers on a server pass writers. On SQLite a process that was killed while migrating leaves a row in
    /// <c>__EFMigrationsLock</c>, and every later start would wait for it without end: this one says so and gives up.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another process is migrating, or one was killed while it did.</exception>
    public static async Task MigrateAsync(this PartnershipDb db, ILogger logger, TimeProvider time, CancellationToken cancellation = default)
    {
        if (db is SqlitePartnershipDb)
            SqliteFile.Make(db.Database.GetConnectionString()!);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count > 0)
        {
            if (db is SqlitePartnershipDb)
                await WaitForMigrationLockAsync(db, time, cancellation);
            logger.LogInformation("Applying {Count} database migrations, the last of them {Migration}", pending.Count, pending[^1]);
            await ApplyAsync(db, cancellation);
        }
        if (db is SqlServerPartnershipDb && await db.Database.SqlQueryRaw<int>(ReadersThatPass).SingleAsync(cancellation) == 0)
        {
            logger.LogInformation("Letting readers of this database pass its writers, as on Azure SQL; open transactions are ended");
            await db.Database.ExecuteSqlRawAsync(LetReadersPass, cancellation);
        }
    }

    // Another instance may hold the file for longer than one waits for a lock; what it has applied by then is not applied again.
    private static async Task ApplyAsync(PartnershipDb db, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await db.Database.MigrateAsync(cancellation);
                return;
            }
            catch (SqliteException fault) when (tries < Tries && DatabaseFaults.Of(fault) is DatabaseFault.Locked)
            {
            }
        }
    }

    private static async Task WaitForMigrationLockAsync(PartnershipDb db, TimeProvider time, CancellationToken cancellation)
    {
        for (var pauses = 0; await IsLockedAsync(db, cancellation); pauses++)
        {
            if (pauses == Patience)
            {
                throw new InvalidOperationException(
                    "The database is locked for migration. If no other instance is migrating it now, one was stopped in the middle: " +
                    "make a copy of the file, then clear the lock with  DELETE FROM __EFMigrationsLock;  and start again.");
            }
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static async Task<bool> IsLockedAsync(PartnershipDb db, CancellationToken cancellation)
    {
        const string LockTable = "SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
        return await db.Database.SqlQueryRaw<int>(LockTable).SingleAsync(cancellation) > 0
            && await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM __EFMigrationsLock").SingleAsync(cancellation) > 0;
    }
}
