using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Agreements;

internal sealed class LetterTable : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("Letters");
        letter.HasOne<Partnership>().WithMany().HasForeignKey(row => row.OrganisationId);
        letter.HasImpreciseDate(row => row.On);
        letter.Property(row => row.SignatoryOffice).HasMaxLength(200);
        letter.Property(row => row.SignatoryName).HasMaxLength(200);
        letter.Property(row => row.Sources).IsSources();
        letter.HasIndex(row => new { row.OrganisationId, row.Party }).IsUnique();
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class AgreementTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every letter of an exchange.</summary>
        public DbSet<Letter> Letters => db.Set<Letter>();
    }
}
