using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Data;

/// <summary>
/// A record that two people may change at once. Its version is set by the application on every write, because SQLite
/// has no row version and would lose the earlier of two updates without a word.
/// </summary>
public interface IVersioned
{
    /// <summary>Renewed by every write.</summary>
    Guid Version { get; }
}

internal static class VersionConfiguration
{
    public static void HasVersion<T>(this EntityTypeBuilder<T> builder) where T : class, IVersioned =>
        builder.Property(record => record.Version).IsConcurrencyToken();
}
