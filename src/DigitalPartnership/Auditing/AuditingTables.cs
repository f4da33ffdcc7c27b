using DigitalPartnership.Access;
using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Auditing;

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries");
        entry.Property(row => row.SubjectKind).HasMaxLength(40);
        entry.Property(row => row.Action).HasMaxLength(100);
        entry.Property(row => row.Before).HasMaxLength(100_000);
        entry.Property(row => row.After).HasMaxLength(100_000);
        entry.Property(row => row.Reason).HasMaxLength(2000);
        entry.HasIndex(row => new { row.SubjectKind, row.SubjectKey });
    }
}

internal sealed class PublicChangeTable : IEntityTypeConfiguration<PublicChange>
{
    public void Configure(EntityTypeBuilder<PublicChange> change)
    {
        change.ToTable("PublicChanges");
        change.HasKey(row => row.Number);
        change.Property(row => row.Number).ValueGeneratedNever();
        change.Property(row => row.Kind).HasMaxLength(40);
        change.Property(row => row.SubjectKind).HasMaxLength(40);
        change.Property(row => row.English).HasMaxLength(1000);
        change.Property(row => row.French).HasMaxLength(1000);
    }
}

internal sealed class DataVersionTable : IEntityTypeConfiguration<DataVersion>
{
    public void Configure(EntityTypeBuilder<DataVersion> version)
    {
        version.ToTable("DataVersion");
        version.Property(row => row.Id).ValueGeneratedNever();
        version.HasData(new DataVersion { Id = DataVersion.OnlyRow, Number = 0 });
    }
}

internal sealed class RememberedAnswerTable : IEntityTypeConfiguration<RememberedAnswer>
{
    public void Configure(EntityTypeBuilder<RememberedAnswer> answer)
    {
        answer.ToTable("RememberedAnswers");
        answer.Property(row => row.Caller).HasMaxLength(Caller.LongestId);
        answer.Property(row => row.Mutation).HasMaxLength(60);
        answer.Property(row => row.IdempotencyKey).HasMaxLength(100);
        answer.Property(row => row.InputHash).HasMaxLength(64);
        answer.Property(row => row.Answer).HasMaxLength(1_000_000);
        answer.HasIndex(row => new { row.Caller, row.Mutation, row.IdempotencyKey }).IsUnique();
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class AuditingTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Who changed what.</summary>
        public DbSet<AuditEntry> AuditEntries => db.Set<AuditEntry>();

        /// <summary>The public change feed.</summary>
        public DbSet<PublicChange> PublicChanges => db.Set<PublicChange>();

        /// <summary>The number of the public data, one row.</summary>
        public DbSet<DataVersion> DataVersions => db.Set<DataVersion>();

        /// <summary>First answers by idempotency key.</summary>
        public DbSet<RememberedAnswer> RememberedAnswers => db.Set<RememberedAnswer>();

        /// <summary>
        /// Raises the number of the public data, in the transaction of a change. Changes of which the feed says nothing raise it too: a record's
        /// `version` is public, also where what was changed is not.
        /// </summary>
        public Task RaiseDataVersionAsync(CancellationToken cancellation = default) =>
            db.DataVersions.ExecuteUpdateAsync(row => row.SetProperty(version => version.Number, version => version.Number + 1), cancellation);

        /// <summary>When the public data was changed last, in UTC; null where it is as it was published.</summary>
        public async Task<DateTimeOffset?> LastPublicChangeAsync(CancellationToken cancellation) =>
            await db.PublicChanges.OrderByDescending(row => row.Number).Select(row => (DateTime?)row.At).FirstOrDefaultAsync(cancellation) is { } at
                ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc))
                : null;
    }
}
