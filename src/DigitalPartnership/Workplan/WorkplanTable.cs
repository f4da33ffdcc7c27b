using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Workplan;

internal sealed class WorkplanTable : IEntityTypeConfiguration<Workplan>
{
    public void Configure(EntityTypeBuilder<Workplan> workplan)
    {
        workplan.ToTable("Workplans");
        workplan.Property(row => row.Period).HasMaxLength(20);
        workplan.HasIndex(row => row.Period).IsUnique();
    }
}

internal sealed class SectorTable : IEntityTypeConfiguration<Sector>
{
    public void Configure(EntityTypeBuilder<Sector> sector)
    {
        sector.ToTable("Sectors");
        sector.HasOne(row => row.Parent).WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
        sector.HasIndex(row => row.NameKey).IsUnique();
    }
}

internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("Activities");
        activity.HasVersion();
        activity.Property(row => row.Summary).HasMaxLength(Activity.LongestSummary);
        activity.Property(row => row.ParticipantsAsPrinted).HasMaxLength(4000);
        activity.Property(row => row.ParticipantsNote).HasMaxLength(1000);
        activity.Property(row => row.CancelledReason).HasMaxLength(2000);
        activity.Property(row => row.SearchKey).HasMaxLength(8000);
        activity.Property(row => row.Sources).IsSources();
        activity.Property(row => row.Printed).HasConversion(row => row!.Write(), text => PrintedRow.Read(text)).HasMaxLength(20_000).IsUnicode();
        activity.HasImpreciseDate(row => row.Date);
        activity.HasOne(row => row.Workplan).WithMany().HasForeignKey(row => row.WorkplanId).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne(row => row.Sector).WithMany().HasForeignKey(row => row.SectorId).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne(row => row.SameEventAs).WithMany().HasForeignKey(row => row.SameEventAsId).OnDelete(DeleteBehavior.Restrict);
        activity.HasIndex(row => new { row.WorkplanId, row.Row }).IsUnique();
    }
}

internal sealed class ParticipationTable : IEntityTypeConfiguration<Participation>
{
    public void Configure(EntityTypeBuilder<Participation> participation)
    {
        participation.ToTable("Participations");
        participation.HasVersion();
        participation.Property(row => row.Note).HasMaxLength(1000);
        participation.Property(row => row.WithdrawnReason).HasMaxLength(2000);
        participation.HasOne(row => row.Activity).WithMany(activity => activity.Participations).HasForeignKey(row => row.ActivityId).OnDelete(DeleteBehavior.Restrict);
        participation.HasOne(row => row.Organisation).WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // Both cover the pairs that paging and counting ask for, so that these never read the table; the first also what engagement is counted from.
        participation.HasIndex(row => new { row.OrganisationId, row.ActivityId, row.IsWithdrawn, row.Certainty, row.Role });
        participation.HasIndex(row => new { row.ActivityId, row.OrganisationId, row.IsWithdrawn });
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class WorkplanTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every workplan.</summary>
        public DbSet<Workplan> Workplans => db.Set<Workplan>();

        /// <summary>Every sector.</summary>
        public DbSet<Sector> Sectors => db.Set<Sector>();

        /// <summary>Every activity of every workplan.</summary>
        public DbSet<Activity> Activities => db.Set<Activity>();

        /// <summary>Every participation, those taken back included.</summary>
        public DbSet<Participation> Participations => db.Set<Participation>();
    }
}
