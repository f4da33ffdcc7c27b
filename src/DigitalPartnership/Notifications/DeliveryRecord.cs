using System.Runtime.CompilerServices;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Writes into the ledger what came of mails.</summary>
public sealed class DeliveryRecord(PartnershipDb db, Changes changes)
{
    private const string Accepted = "ACCEPTED";

    private static readonly TimeSpan Precedence = TimeSpan.FromSeconds(30);

    /// <summary>Records that the server has taken mails of one claim.</summary>
    public Task SentAsync(IReadOnlyList<Attempted> mails) => db.TransactAsync(async () =>
    {
        // In two statements past the change tracker, since this comes between all the mails of a long run.
        var values = new List<object> { mails[^1].At, Guid.NewGuid(), mails[0].Row.ClaimId! };
        values.AddRange(mails.SelectMany(mail => new object[] { mail.Row.Id, mail.At }));
        var keys = Enumerable.Range(0, mails.Count).Select(number => $"{{{3 + 2 * number}}}");
        var attempts = Enumerable.Range(0, mails.Count).Select(number => $"({{{3 + 2 * number}}}, {{{4 + 2 * number}}}, '{Accepted}')");
        return await db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($$"""
            UPDATE Notifications SET State = 'Sent', SentAt = {0}, Tries = Tries + 1, ClaimId = NULL, ClaimedUntil = NULL, Version = {1}
            WHERE ClaimId = {2} AND Id IN ({{string.Join(", ", keys)}});
            INSERT INTO NotificationAttempts (NotificationId, At, Outcome) VALUES {{string.Join(", ", attempts)}};
            """, [.. values]));
    }, () => db.NotificationAttempts.AnyAsync(row => row.NotificationId == mails[0].Row.Id && row.At == mails[0].At && row.Outcome == Accepted));

    /// <summary>Records that nothing was to be sent.</summary>
    public Task SkippedAsync(Notification notification, string reason) => UpdateAsync(notification, row => row.Skip(reason));

    /// <summary>Records that a text could not be written: it is tried again, and given up in the end.</summary>
    public Task UnwrittenAsync(Notification notification, string fault, DateTime now) => UpdateAsync(notification, row =>
    {
        db.Add(new NotificationAttempt { NotificationId = row.Id, At = now, Outcome = "NOT_WRITTEN", Detail = fault });
        PutOffOrFail(row, DeliveryOutcome.Deferred, now, $"Its text could not be written in {row.Tries + 1} attempts.");
    });

    /// <summary>
    /// Puts off what was not tried because the server takes nothing. It goes before what was tried, so that mails that stop every run
    /// do not keep the others from leaving for ever.
    /// </summary>
    public Task PutOffAsync(IReadOnlyList<Notification> notifications, DeliveryOutcome outcome, DateTime now)
    {
        var (keys, claims) = (notifications.Select(row => row.Id).ToList(), notifications.Select(row => row.ClaimId).ToHashSet());
        return WriteAsync(async () =>
        {
            foreach (var row in await db.Notifications.AsTracking().Where(row => keys.Contains(row.Id)).ToListAsync())
            {
                if (claims.Contains(row.ClaimId))
                    PutOffOrFail(row, outcome, now - Precedence);
            }
        });
    }

    /// <summary>Records an attempt that did not succeed.</summary>
    public async Task NotSentAsync(Attempted mail)
    {
        if (mail.Outcome is DeliveryOutcome.AddressRefused && await IsAddressToBlameAsync(mail))
        {
            await GiveUpAddressAsync(mail);
            return;
        }
        await UpdateAsync(mail.Row, row =>
        {
            db.Add(mail.Attempt());
            PutOffOrFail(row, mail.Outcome is DeliveryOutcome.AddressRefused ? DeliveryOutcome.RefusedForAll : mail.Outcome, mail.At);
        });
    }

    /// <summary>
    /// An address is to blame where the server has taken mail for others since it first refused this one; and in the end where it was refused alone, since
    /// somebody has to look into it.
    /// </summary>
    private async Task<bool> IsAddressToBlameAsync(Attempted mail)
    {
        if (mail.Blame is Blame.Address)
            return true;
        var refused = EnumNames.Of(DeliveryOutcome.AddressRefused);
        var since = await db.NotificationAttempts.Where(row => row.NotificationId == mail.Row.Id && row.Outcome == refused).MinAsync(row => (DateTime?)row.At);
        if (since is not null && await db.Notifications.AnyAsync(row => row.SentAt > since))
            return true;
        return mail.Blame is Blame.Unknown && Backoff.After(DeliveryOutcome.RefusedForAll, mail.Row.Tries) is null;
    }

    private Task GiveUpAddressAsync(Attempted mail) => changes.MakeAsync("dispatch", async change =>
    {
        var row = await change.Db.Notifications.AsTracking().SingleAsync(known => known.Id == mail.Row.Id);
        if (row.ClaimId != mail.Row.ClaimId)
            return;
        change.Db.Add(mail.Attempt());
        row.Fail(Backoff.Reason(mail.Outcome, row.Tries + 1));
        if (await change.Db.Liaisons.AsTracking().SingleOrDefaultAsync(person => person.Id == row.LiaisonId && person.Deliverable) is not { } liaison)
            return;
        liaison.Deliverable = false;
        change.Db.Add(new LiaisonTask { Kind = LiaisonTaskKind.AddressRefused, OrganisationId = liaison.OrganisationId, Party = liaison.Party, LiaisonId = liaison.Id, OpenedOn = change.Today });
        var told = await change.Db.Notifications.CountAsync(known => known.Kind == AddressRefusedMail.NoticeKind && known.SubjectKey == liaison.Id && known.DueOn == change.Today);
        change.Db.Add(Notification.ToSecretariat(
            liaison.OrganisationId, AddressRefusedMail.NoticeKind, (LiaisonNode.NodeKind, liaison.Id), change.Today, told == 0 ? "" : $"{told + 1}", mail.At));
    });

    private static void PutOffOrFail(Notification row, DeliveryOutcome outcome, DateTime now, string? reason = null)
    {
        if (Backoff.After(outcome, row.Tries) is { } wait)
            row.PutOff(now + wait);
        else
            row.Fail(reason ?? Backoff.Reason(outcome, row.Tries + 1));
    }

    private Task UpdateAsync(Notification notification, Action<Notification> update) => WriteAsync(async () =>
    {
        var row = await db.Notifications.AsTracking().SingleAsync(known => known.Id == notification.Id);
        if (row.ClaimId == notification.ClaimId)
            update(row);
    });

    private Task WriteAsync(Func<Task> work) => db.TransactAsync(async () =>
    {
        await work();
        return await db.SaveChangesAsync();
    });
}

/// <summary>What came of sending one mail.</summary>
public sealed record Attempted(Notification Row, DeliveryOutcome Outcome, string? Detail, DateTime At)
{
    /// <summary>Whom it is to be blamed on that an address was refused.</summary>
    public Blame Blame { get; init; }

    internal NotificationAttempt Attempt() => new() { NotificationId = Row.Id, At = At, Outcome = EnumNames.Of(Outcome), Detail = Detail };
}

/// <summary>Whom it is to be blamed on that an address was refused.</summary>
public enum Blame
{
    /// <summary>Nothing else was sent by which that could be told.</summary>
    Unknown,

    /// <summary>The address: the server took mail for others right after.</summary>
    Address,

    /// <summary>The server, as it seems: it refused several in a row.</summary>
    Server,
}
