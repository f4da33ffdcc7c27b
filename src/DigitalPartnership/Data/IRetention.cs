using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Data;

/// <summary>Records that are kept for a while only. Whatever keeps such records says so by implementing this.</summary>
public interface IRetention
{
    /// <summary>What is deleted, for the report, after a number: <c>idempotency answers</c>.</summary>
    string What { get; }

    /// <summary>Deletes what has been kept for long enough, or only counts it.</summary>
    /// <returns>How many records.</returns>
    Task<int> PurgeAsync(DateTime now, bool isDryRun, CancellationToken cancellation);
}

/// <summary>How records are deleted that have been kept for long enough.</summary>
public static class Retention
{
    /// <summary>Deletes rows in a transaction of their own, or only counts them.</summary>
    public static async Task<int> PurgeAsync<T>(this PartnershipDb db, IQueryable<T> rows, bool isDryRun, CancellationToken cancellation) where T : class =>
        isDryRun
            ? await rows.CountAsync(cancellation)
            : await db.TransactAsync(() => rows.ExecuteDeleteAsync(cancellation), cancellation: cancellation);
}
