using DigitalPartnership.Data;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Liaisons;

internal sealed class LiaisonTaskTable : IEntityTypeConfiguration<LiaisonTask>
{
    public void Configure(EntityTypeBuilder<LiaisonTask> task)
    {
        task.ToTable("LiaisonTasks");
        task.HasVersion();
        task.HasOne<Partnership>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        task.HasOne<Liaison>().WithMany().HasForeignKey(row => row.LiaisonId).OnDelete(DeleteBehavior.Restrict);
        task.HasIndex(row => new { row.ClosedOn, row.OrganisationId });
    }
}

/// <summary>The table of the Secretariat's tasks about liaisons in the database context.</summary>
public static class LiaisonTaskTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every task about liaisons, the mended ones included.</summary>
        public DbSet<LiaisonTask> LiaisonTasks => db.Set<LiaisonTask>();
    }
}
