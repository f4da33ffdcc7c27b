using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Partners;

internal sealed class PartnershipTable : IEntityTypeConfiguration<Partnership>
{
    public void Configure(EntityTypeBuilder<Partnership> partnership)
    {
        partnership.ToTable("Partnerships");
        partnership.HasKey(row => row.OrganisationId);
        partnership.HasOne(row => row.Organisation).WithOne().HasForeignKey<Partnership>(row => row.OrganisationId);
        partnership.Property(row => row.Wave).HasMaxLength(20);
        partnership.Property(row => row.TerminationReason).HasMaxLength(2000);
        partnership.Property(row => row.InternalReason).HasMaxLength(2000);
        partnership.HasImpreciseDate(row => row.JoinedOn);
        partnership.HasImpreciseDate(row => row.IntroducedToTcInfOn);
        partnership.HasImpreciseDate(row => row.ExpectedOn);
        partnership.HasImpreciseDate(row => row.TerminatedOn);
    }
}

internal sealed class LifecycleEventTable : IEntityTypeConfiguration<LifecycleEvent>
{
    public void Configure(EntityTypeBuilder<LifecycleEvent> step)
    {
        step.ToTable("LifecycleEvents");
        step.HasOne<Partnership>().WithMany(partnership => partnership.Lifecycle).HasForeignKey(row => row.OrganisationId);
        step.HasImpreciseDate(row => row.On);
        step.Property(row => row.Description).HasMaxLength(2000);
        step.Property(row => row.Sources).IsSources();
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class PartnershipTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every partnership, whatever its status.</summary>
        public DbSet<Partnership> Partnerships => db.Set<Partnership>();

        /// <summary>Everything that happened to partnerships.</summary>
        public DbSet<LifecycleEvent> LifecycleEvents => db.Set<LifecycleEvent>();
    }
}
