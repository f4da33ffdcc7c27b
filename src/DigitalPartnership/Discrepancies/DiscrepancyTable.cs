using DigitalPartnership.Data;
using DigitalPartnership.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Discrepancies;

internal sealed class DiscrepancyTable : IEntityTypeConfiguration<Discrepancy>
{
    public void Configure(EntityTypeBuilder<Discrepancy> discrepancy)
    {
        discrepancy.ToTable("Discrepancies");
        discrepancy.Property(row => row.Slug).HasMaxLength(100).IsUnicode(false);
        discrepancy.Property(row => row.Stated).HasMaxLength(1000);
        discrepancy.Property(row => row.Counted).HasMaxLength(1000);
        discrepancy.Property(row => row.Explanation).HasMaxLength(2000);
        discrepancy.Property(row => row.Sources).IsSources();
        discrepancy.HasIndex(row => row.Slug).IsUnique();
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class DiscrepancyTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every discrepancy of the document.</summary>
        public DbSet<Discrepancy> Discrepancies => db.Set<Discrepancy>();
    }
}
