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
    /// <summary>Records that the server has taken mails.</summary>
    public Task SentAsync(IReadOnlyList<Attempted> mails)
    {
        var claims = mails.Select(mail => mail.Row.ClaimId).Distinct().ToList();
        var keys = mails.Select(mail => mail.Row.Id).ToList();
        var (at, version) = (mails[^1].At, Guid.NewGuid());
        return WriteAsync(async () =>
        {
            await db.Notifications.Where(row => keys.Contains(row.Id) && claims.Contains(row.ClaimId)).ExecuteUpdateAsync(row => row
                .SetProperty(value => value.State, NotificationState.Sent)
                .SetProperty(value => value.SentAt, at)
                .SetProperty(value => value.Tries, value => value.Tries + 1)
                .SetProperty(value => value.ClaimId, (Guid?)null)
                .SetProperty(value => value.ClaimedUntil, (DateTime?)null)
                .SetProperty(value => value.Version, version));
            db.NotificationAttempts.AddRange(mails.Select(mail => mail.Attempt()));
        });
    }

    /// <summary>Records that nothing was to be sent.</summary>
    public Task SkippedAsync(Notification notification, string reason) => UpdateAsync(notification, row => row.Skip(reason));

    /// <summary>Records that a text could not be written: it is tried again, and given up in the end.</summary>
    public Task UnwrittenAsync(Notification notification, string fault, DateTime now) => UpdateAsync(notification, row =>
    {
        db.Add(new NotificationAttempt { NotificationId = row.Id, At = now, Outcome = "NOT_WRITTEN", Detail = fault });
        PutOffOrFail(row, DeliveryOutcome.Deferred, now);
    });

    /// <summary>Puts off what was not tried because the server takes nothing.</summary>
    public async Task PutOffAsync(IEnumerable<Notification> notifications, DeliveryOutcome outcome, DateTime now)
    {
        foreach (var notification in notifications)
            await UpdateAsync(notification, row => PutOffOrFail(row, outcome, now));
    }

    /// <summary>Records an attempt that did not succeed.</summary>
    /// <param name="mail">The attempt.</param>
    /// <param name="takesOthers">Whether the server has just taken mail for others, so that a refused address is to blame itself.</param>
    public Task NotSentAsync(Attempted mail, bool takesOthers) => mail.Outcome is DeliveryOutcome.AddressRefused && (takesOthers || Backoff.After(mail.Outcome, mail.Row.Tries) is null)
        ? GiveUpAddressAsync(mail)
        : UpdateAsync(mail.Row, row =>
        {
            db.Add(mail.Attempt());
            PutOffOrFail(row, mail.Outcome, mail.At);
        });

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
        if (!await change.Db.Notifications.AnyAsync(known => known.Kind == AddressRefusedMail.NoticeKind && known.SubjectKey == liaison.Id && known.DueOn == change.Today))
            change.Db.Add(Notification.ToSecretariat(liaison.OrganisationId, AddressRefusedMail.NoticeKind, (LiaisonNode.NodeKind, liaison.Id), change.Today, "", mail.At));
    });

    private static void PutOffOrFail(Notification row, DeliveryOutcome outcome, DateTime now)
    {
        if (Backoff.After(outcome, row.Tries) is { } wait)
            row.PutOff(now + wait);
        else
            row.Fail(Backoff.Reason(outcome, row.Tries + 1));
    }

    private Task UpdateAsync(Notification notification, Action<Notification> update) => WriteAsync(async () =>
    {
        var row = await db.Notifications.AsTracking().SingleAsync(known => known.Id == notification.Id);
        if (row.ClaimId == notification.ClaimId)
            update(row);
    });

    private Task WriteAsync(Func<Task> work) => db.Database.CreateExecutionStrategy().ExecuteAsync(() => db.WriteAsync(async transaction =>
    {
        db.ChangeTracker.Clear();
        await work();
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
        return true;
    }));
}

/// <summary>What came of sending one mail.</summary>
public sealed record Attempted(Notification Row, DeliveryOutcome Outcome, string? Detail, DateTime At)
{
    internal NotificationAttempt Attempt() => new() { NotificationId = Row.Id, At = At, Outcome = EnumNames.Of(Outcome), Detail = Detail };
}
