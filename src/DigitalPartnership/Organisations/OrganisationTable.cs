using DigitalPartnership.Data;
using DigitalPartnership.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Organisations;

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.ToTable("Organisations");
        organisation.HasVersion();
        organisation.Property(row => row.Slug).HasMaxLength(100).IsUnicode(false);
        organisation.Property(row => row.Name).HasMaxLength(200);
        organisation.Property(row => row.NameKey).HasMaxLength(200);
        organisation.Property(row => row.Country).HasMaxLength(2).IsUnicode(false);
        organisation.Property(row => row.Summary).HasMaxLength(2000);
        organisation.Property(row => row.Sources).IsSources();
        organisation.HasOne(row => row.Parent).WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
        organisation.HasIndex(row => row.Slug).IsUnique();
        organisation.HasIndex(row => new { row.NameKey, row.Id });
    }
}

internal sealed class OrganisationNameTable : IEntityTypeConfiguration<OrganisationName>
{
    public void Configure(EntityTypeBuilder<OrganisationName> name)
    {
        name.ToTable("OrganisationNames");
        name.Property(row => row.Name).HasMaxLength(200);
        name.Property(row => row.Key).HasMaxLength(200);
        name.HasOne(row => row.Organisation).WithMany(organisation => organisation.Names).HasForeignKey(row => row.OrganisationId);
        name.HasIndex(row => row.Key).IsUnique();
    }
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("Memberships");
        membership.HasKey(row => new { row.MemberId, row.BodyId });
        membership.HasOne<Organisation>().WithMany(organisation => organisation.Memberships).HasForeignKey(row => row.MemberId);
        membership.HasOne(row => row.Body).WithMany().HasForeignKey(row => row.BodyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NeverMergeTable : IEntityTypeConfiguration<NeverMerge>
{
    public void Configure(EntityTypeBuilder<NeverMerge> pair)
    {
        pair.ToTable("NeverMerged");
        pair.HasKey(row => new { row.OrganisationId, row.OtherId });
        pair.HasOne(row => row.Organisation).WithMany().HasForeignKey(row => row.OrganisationId);
        pair.HasOne(row => row.Other).WithMany().HasForeignKey(row => row.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class OrganisationTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every organisation.</summary>
        public DbSet<Organisation> Organisations => db.Set<Organisation>();

        /// <summary>Every name of an organisation.</summary>
        public DbSet<OrganisationName> OrganisationNames => db.Set<OrganisationName>();

        /// <summary>Who is a member of whom.</summary>
        public DbSet<Membership> Memberships => db.Set<Membership>();

        /// <summary>Pairs that must never be taken for one another.</summary>
        public DbSet<NeverMerge> NeverMerged => db.Set<NeverMerge>();
    }
}
