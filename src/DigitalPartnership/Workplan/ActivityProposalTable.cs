using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Workplan;

internal sealed class ActivityProposalTable : IEntityTypeConfiguration<ActivityProposal>
{
    public void Configure(EntityTypeBuilder<ActivityProposal> proposal)
    {
        proposal.ToTable("ActivityProposals");
        proposal.HasVersion();
        proposal.Property(row => row.Summary).HasMaxLength(Activity.LongestSummary);
        proposal.Property(row => row.Reason).HasMaxLength(2000);
        proposal.HasImpreciseDate(row => row.Date);
        proposal.HasOne(row => row.Organisation).WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne(row => row.Workplan).WithMany().HasForeignKey(row => row.WorkplanId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne(row => row.Activity).WithMany().HasForeignKey(row => row.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The table of proposals in the database context.</summary>
public static class ActivityProposalTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every proposal, decided or not.</summary>
        public DbSet<ActivityProposal> ActivityProposals => db.Set<ActivityProposal>();
    }
}
