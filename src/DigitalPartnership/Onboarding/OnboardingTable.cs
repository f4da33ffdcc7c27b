using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Onboarding;

internal sealed class OnboardingTable : IEntityTypeConfiguration<Onboarding>
{
    public void Configure(EntityTypeBuilder<Onboarding> onboarding)
    {
        onboarding.ToTable("Onboardings");
        onboarding.HasVersion();
        onboarding.HasOne(row => row.Partnership).WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OnboardingTaskTable : IEntityTypeConfiguration<OnboardingTask>
{
    public void Configure(EntityTypeBuilder<OnboardingTask> task)
    {
        task.ToTable("OnboardingTasks");
        task.HasVersion();
        task.Property(row => row.Key).HasMaxLength(60).IsUnicode(false);
        task.Property(row => row.CompletedBy).HasMaxLength(200);
        task.Property(row => row.WaivedReason).HasMaxLength(2000);
        task.Property(row => row.Note).HasMaxLength(2000);
        task.HasOne(row => row.Onboarding).WithMany(onboarding => onboarding.Tasks).HasForeignKey(row => row.OnboardingId);
        task.HasIndex(row => new { row.OnboardingId, row.Key }).IsUnique();
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class OnboardingTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every onboarding, open or completed.</summary>
        public DbSet<Onboarding> Onboardings => db.Set<Onboarding>();

        /// <summary>Every task of an onboarding.</summary>
        public DbSet<OnboardingTask> OnboardingTasks => db.Set<OnboardingTask>();
    }
}
