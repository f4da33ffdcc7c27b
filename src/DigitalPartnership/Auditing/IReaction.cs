using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Auditing;

/// <summary>
/// What a feature does when another feature changes records, in the same transaction: so that a letter can complete an
/// onboarding task without knowing that there are any.
/// </summary>
public interface IReaction
{
    /// <summary>Looks at what is about to be saved, and adds to it.</summary>
    Task ReactAsync(Change change);
}

/// <summary>What reactions look at.</summary>
public static class PendingChanges
{
    /// <summary>The records of one kind that the change adds.</summary>
    public static IReadOnlyList<T> Added<T>(this Change change) where T : class =>
        [.. change.Db.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity)];

    /// <summary>The records of one kind of which the change alters one column.</summary>
    public static IReadOnlyList<T> Altered<T>(this Change change, string column) where T : class
    {
        change.Db.ChangeTracker.DetectChanges();
        return [.. change.Db.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Modified && entry.Property(column).IsModified).Select(entry => entry.Entity)];
    }

    /// <summary>The records of one kind of which the change alters anything but the version.</summary>
    public static IReadOnlyList<T> Altered<T>(this Change change) where T : class
    {
        change.Db.ChangeTracker.DetectChanges();
        return [.. change.Db.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Modified
            && (entry.Properties.Any(column => column.IsModified && column.Metadata.Name != nameof(IVersioned.Version)) || entry.ComplexProperties.Any(column => column.IsModified)))
            .Select(entry => entry.Entity)];
    }
}
