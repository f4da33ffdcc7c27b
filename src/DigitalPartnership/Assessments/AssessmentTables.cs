using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Assessments;

internal sealed class AssessmentTable : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> assessment)
    {
        assessment.ToTable("Assessments");
        assessment.HasVersion();
        assessment.Property(row => row.Conclusion).HasMaxLength(Assessment.LongestConclusion);
        assessment.Property(row => row.CancelledReason).HasMaxLength(2000);
        assessment.Property(row => row.Extensions).IsList(100_000);
        assessment.HasOne(row => row.Partnership).WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        assessment.HasIndex(row => new { row.OrganisationId, row.PeriodTo });
        // One round of a partner at a time, whoever opens it.
        assessment.HasIndex(row => row.OrganisationId, "IX_Assessments_Open").IsUnique().HasFilter("[State] <> 'Concluded' AND [State] <> 'Cancelled'");
    }
}

internal sealed class AssessmentPartTable : IEntityTypeConfiguration<AssessmentPart>
{
    public void Configure(EntityTypeBuilder<AssessmentPart> part)
    {
        part.ToTable("AssessmentParts");
        part.HasVersion();
        part.Property(row => row.Answers).IsList(400_000);
        part.HasOne(row => row.Assessment).WithMany(assessment => assessment.Parts).HasForeignKey(row => row.AssessmentId);
        part.HasOne<Liaison>().WithMany().HasForeignKey(row => row.LiaisonId).OnDelete(DeleteBehavior.Restrict);
        part.HasIndex(row => new { row.AssessmentId, row.Party }).IsUnique();
    }
}

internal sealed class AssessmentScheduleTable : IEntityTypeConfiguration<AssessmentSchedule>
{
    public void Configure(EntityTypeBuilder<AssessmentSchedule> schedule)
    {
        schedule.ToTable("AssessmentSchedules");
        schedule.HasKey(row => row.OrganisationId);
        schedule.HasOne<Partnership>().WithOne().HasForeignKey<AssessmentSchedule>(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class AssessmentTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every round, open or ended.</summary>
        public DbSet<Assessment> Assessments => db.Set<Assessment>();

        /// <summary>Every party's part in a round.</summary>
        public DbSet<AssessmentPart> AssessmentParts => db.Set<AssessmentPart>();

        /// <summary>The schedules of the partnerships for which one was set.</summary>
        public DbSet<AssessmentSchedule> AssessmentSchedules => db.Set<AssessmentSchedule>();
    }

    extension(IQueryable<Assessment> assessments)
    {
        /// <summary>The rounds that are neither concluded nor cancelled.</summary>
        public IQueryable<Assessment> Open() => assessments.Where(row => row.State != AssessmentState.Concluded && row.State != AssessmentState.Cancelled);
    }
}
