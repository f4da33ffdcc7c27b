using DigitalPartnership.Data;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Liaisons;

internal sealed class LiaisonTable : IEntityTypeConfiguration<Liaison>
{
    public void Configure(EntityTypeBuilder<Liaison> liaison)
    {
        liaison.ToTable("Liaisons");
        liaison.HasVersion();
        liaison.HasOne<Partnership>().WithMany().HasForeignKey(row => row.OrganisationId);
        liaison.Property(row => row.Name).HasMaxLength(Liaison.LongestName);
        liaison.Property(row => row.Email).HasMaxLength(EmailAddress.Longest).IsUnicode(false);
        liaison.Property(row => row.EmailKey).HasMaxLength(EmailAddress.Longest).IsUnicode(false);
        liaison.HasIndex(row => new { row.OrganisationId, row.Party });
        liaison.HasIndex(row => row.EmailKey);
        liaison.HasIndex(row => row.CallerId);
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class LiaisonTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every office of a liaison person, past ones included.</summary>
        public DbSet<Liaison> Liaisons => db.Set<Liaison>();
    }

    extension(IQueryable<Liaison> liaisons)
    {
        /// <summary>The offices that are held on a day by a person who is known.</summary>
        public IQueryable<Liaison> ActiveOn(DateOnly day) =>
            liaisons.Where(row => row.ErasedOn == null && row.From <= day && (row.To == null || row.To > day));

        /// <summary>The offices that are held on a day by a person whose address takes mail.</summary>
        public IQueryable<Liaison> Reachable(DateOnly day) => liaisons.ActiveOn(day).Where(row => row.Deliverable);

        /// <summary>Every office of one person: those with the same address or the same sign-in.</summary>
        public IQueryable<Liaison> OfSamePersonAs(Liaison person) =>
            liaisons.Where(row => row.Id == person.Id || row.EmailKey != null && row.EmailKey == person.EmailKey || row.CallerId != null && row.CallerId == person.CallerId);
    }
}
