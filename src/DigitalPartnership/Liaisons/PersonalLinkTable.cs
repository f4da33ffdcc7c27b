using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Liaisons;

internal sealed class PersonalLinkTable : IEntityTypeConfiguration<PersonalLink>
{
    public void Configure(EntityTypeBuilder<PersonalLink> link)
    {
        link.ToTable("PersonalLinks");
        link.HasOne<Liaison>().WithMany().HasForeignKey(row => row.LiaisonId);
        link.Property(row => row.TokenHash).HasMaxLength(64).IsUnicode(false);
        link.HasIndex(row => row.TokenHash).IsUnique();
        link.HasIndex(row => row.ExpiresAt);
    }
}

/// <summary>The table of personal links in the database context.</summary>
public static class PersonalLinkTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every personal link that has not been purged.</summary>
        public DbSet<PersonalLink> PersonalLinks => db.Set<PersonalLink>();

        /// <summary>The link of a token and the office whose holder it was given to; null where it is unknown, over, revoked, or the office is no longer held.</summary>
        public async Task<(PersonalLink Link, Liaison Liaison)?> FindLinkAsync(PersonalLinkPurpose purpose, string token, DateTime now, DateOnly today)
        {
            var hash = PersonalLink.Hash(token);
            var found = await db.PersonalLinks.Where(row => row.TokenHash == hash && row.Purpose == purpose && row.RevokedAt == null && row.ExpiresAt > now)
                .Join(db.Liaisons.ActiveOn(today), link => link.LiaisonId, liaison => liaison.Id, (link, liaison) => new { link, liaison })
                .SingleOrDefaultAsync();
            return found is null ? null : (found.link, found.liaison);
        }
    }
}
