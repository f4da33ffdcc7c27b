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

internal sealed class LogoPermissionTable : IEntityTypeConfiguration<LogoPermission>
{
    public void Configure(EntityTypeBuilder<LogoPermission> permission)
    {
        permission.ToTable("LogoPermissions");
        permission.HasVersion();
        permission.HasOne<Partnership>().WithMany().HasForeignKey(row => row.OrganisationId);
        permission.Property(row => row.Purpose).HasMaxLength(1000);
        permission.Property(row => row.Reason).HasMaxLength(2000);
    }
}

internal sealed class ParticipationDecisionTable : IEntityTypeConfiguration<ParticipationDecision>
{
    public void Configure(EntityTypeBuilder<ParticipationDecision> decision)
    {
        decision.ToTable("ParticipationDecisions");
        decision.HasOne(row => row.Organisation).WithMany().HasForeignKey(row => row.OrganisationId);
        decision.HasIndex(row => new { row.OrganisationId, row.BodyKey });
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class AgreementTables
{
    extension(PartnershipDb db)
    {
        /// <summary>Every letter of an exchange.</summary>
        public DbSet<Letter> Letters => db.Set<Letter>();

        /// <summary>Every permission to use the logo.</summary>
        public DbSet<LogoPermission> LogoPermissions => db.Set<LogoPermission>();

        /// <summary>Every decision on a participation in a body.</summary>
        public DbSet<ParticipationDecision> ParticipationDecisions => db.Set<ParticipationDecision>();
    }
}
