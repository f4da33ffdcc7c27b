using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Scheduling;

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("JobRuns");
        run.Property(row => row.Job).HasMaxLength(60);
        run.Property(row => row.Summary).HasMaxLength(1000);
        run.HasIndex(row => new { row.Job, row.Occurrence, row.Attempt }).IsUnique();
        run.HasIndex(row => new { row.Job, row.Outcome, row.Occurrence });
        run.HasIndex(row => row.Job);
        // One run of a job at a time, whatever the occurrence and whoever runs it.
        run.HasIndex(row => row.Job, "IX_JobRuns_Running").IsUnique().HasFilter("[Outcome] = 'Running'");
    }
}

internal sealed class InstallationTable : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> installation)
    {
        installation.ToTable("Installation");
        installation.Property(row => row.Id).ValueGeneratedNever();
    }
}

/// <summary>The tables of this folder in the database context.</summary>
public static class SchedulingTables
{
    extension(PartnershipDb db)
    {
        /// <summary>The record of what has run.</summary>
        public DbSet<JobRun> JobRuns => db.Set<JobRun>();

        /// <summary>When this database was first prepared, one row.</summary>
        public DbSet<Installation> Installations => db.Set<Installation>();
    }

    /// <summary>When this database was first prepared by a host, in UTC; null where none has prepared it yet.</summary>
    public static Task<DateTime?> InstalledAtAsync(this PartnershipDb db, CancellationToken cancellation = default) =>
        db.Installations.Select(row => (DateTime?)row.At).SingleOrDefaultAsync(cancellation);

    /// <summary>The day in Strasbourg on which this database was first prepared by a host.</summary>
    /// <exception cref="InvalidOperationException">None has prepared it yet.</exception>
    public static async Task<DateOnly> InstalledOnAsync(this PartnershipDb db, CancellationToken cancellation = default) =>
        (await db.InstalledAtAsync(cancellation) ?? throw new InvalidOperationException("No host has prepared this database yet.")).DayInStrasbourg();

    /// <summary>Notes that a host has prepared this database, where none has before.</summary>
    public static async Task NoteInstallationAsync(this PartnershipDb db, TimeProvider time, CancellationToken cancellation = default)
    {
        if (await db.InstalledAtAsync(cancellation) is not null)
            return;
        try
        {
            await db.TransactAsync(() =>
            {
                db.Add(new Installation { At = time.GetUtcNow().UtcDateTime });
                return db.SaveChangesAsync(cancellation);
            }, cancellation: cancellation);
        }
        catch (DbUpdateException fault) when (fault.IsDuplicateKey())
        {
            // Another instance that started at the same time was faster.
        }
    }
}
