using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Notifications;

internal sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("Notifications");
        notification.HasVersion();
        notification.HasOne<Partnership>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        notification.HasOne<Liaison>().WithMany().HasForeignKey(row => row.LiaisonId).OnDelete(DeleteBehavior.Restrict);
        notification.HasMany(row => row.Attempts).WithOne().HasForeignKey(row => row.NotificationId);
        notification.Property(row => row.Kind).HasMaxLength(40).IsUnicode(false);
        notification.Property(row => row.Rung).HasMaxLength(40).IsUnicode(false);
        notification.Property(row => row.SubjectKind).HasMaxLength(40).IsUnicode(false);
        notification.Property(row => row.RecipientKey).HasMaxLength(40).IsUnicode(false);
        notification.Property(row => row.Reason).HasMaxLength(2000);
        notification.HasIndex(row => new { row.Kind, row.SubjectKind, row.SubjectKey, row.DueOn, row.Rung, row.RecipientKey }).IsUnique();
        notification.HasIndex(row => new { row.State, row.NextAttemptAt });
        notification.HasIndex(row => new { row.DueOn, row.Id });
    }
}

internal sealed class NotificationAttemptTable : IEntityTypeConfiguration<NotificationAttempt>
{
    public void Configure(EntityTypeBuilder<NotificationAttempt> attempt)
    {
        attempt.ToTable("NotificationAttempts");
        attempt.Property(row => row.Outcome).HasMaxLength(40).IsUnicode(false);
    }
}

/// <summary>The tables of this feature in the database context.</summary>
public static class NotificationTables
{
    extension(PartnershipDb db)
    {
        /// <summary>The ledger.</summary>
        public DbSet<Notification> Notifications => db.Set<Notification>();

        /// <summary>Every attempt to send a notification.</summary>
        public DbSet<NotificationAttempt> NotificationAttempts => db.Set<NotificationAttempt>();
    }
}
