using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Notifications;

/// <summary>What has become of a notification.</summary>
public enum NotificationState
{
    /// <summary>It is to be sent.</summary>
    Planned,

    /// <summary>It is being sent.</summary>
    Sending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>A newer one of the same matter was due, and was sent in its place.</summary>
    Superseded,

    /// <summary>It was no longer due when its turn came.</summary>
    Skipped,

    /// <summary>The Secretariat called it off.</summary>
    Cancelled,

    /// <summary>It could not be sent, and is not tried again by itself.</summary>
    Failed,
}

/// <summary>
/// A row of the ledger: that somebody is told something once. What is told, of which record, due on which day, on which rung, to whom
/// is unique, so that planning twice stores once.
/// </summary>
public sealed class Notification : IVersioned, IAudited
{
    /// <summary>The recipient's key of the Secretariat.</summary>
    public const string Secretariat = "secretariat";

    (string Kind, int Key) IAudited.AuditSubject => (NotificationNode.NodeKind, Id);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>What sort of notification it is: UPPER_SNAKE, the key of its <see cref="INotice"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which of several about the same matter; empty where there is only one.</summary>
    public required string Rung { get; init; }

    /// <summary>The kind of the record it is about.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The key of the record it is about.</summary>
    public int SubjectKey { get; init; }

    /// <summary>The key of the partner it concerns.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The day on which the matter is due.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Who gets it: an office, or the Secretariat.</summary>
    public required string RecipientKey { get; init; }

    /// <summary>The key of the office whose holder gets it; null where the Secretariat does.</summary>
    public int? LiaisonId { get; init; }

    /// <summary>The language it is written in.</summary>
    public Language Language { get; init; }

    /// <summary>What the mail is known by in every attempt, so that one that arrives twice is seen to be one.</summary>
    public Guid MessageKey { get; init; } = Guid.CreateVersion7();

    /// <summary>What has become of it.</summary>
    public NotificationState State { get; private set; }

    /// <summary>Why it was not sent.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it was planned, in UTC.</summary>
    public DateTime PlannedAt { get; init; }

    /// <summary>Not to be sent earlier, in UTC.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>How many attempts have been made since it was planned or last tried anew.</summary>
    public int Tries { get; private set; }

    /// <summary>Which dispatcher is sending it.</summary>
    public Guid? ClaimId { get; private set; }

    /// <summary>Until when that dispatcher has it to itself, in UTC.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>When the mail server took it, in UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>Every attempt to send it.</summary>
    public List<NotificationAttempt> Attempts { get; } = [];

    /// <summary>Plans to tell the holder of an office something.</summary>
    public static Notification To(Liaison liaison, string kind, (string Kind, int Key) subject, DateOnly dueOn, string rung, DateTime now) => new()
    {
        Kind = kind,
        Rung = rung,
        SubjectKind = subject.Kind,
        SubjectKey = subject.Key,
        OrganisationId = liaison.OrganisationId,
        DueOn = dueOn,
        RecipientKey = $"liaison:{liaison.Id}",
        LiaisonId = liaison.Id,
        Language = liaison.Language,
        PlannedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Plans to tell the Secretariat something.</summary>
    public static Notification ToSecretariat(int partner, string kind, (string Kind, int Key) subject, DateOnly dueOn, string rung, DateTime now) => new()
    {
        Kind = kind,
        Rung = rung,
        SubjectKind = subject.Kind,
        SubjectKey = subject.Key,
        OrganisationId = partner,
        DueOn = dueOn,
        RecipientKey = Secretariat,
        PlannedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Records that a newer one takes its place.</summary>
    public void Supersede(string reason) => (State, Reason) = (NotificationState.Superseded, reason);

    /// <summary>Records that it is no longer due.</summary>
    public void Skip(string reason) => (State, Reason, ClaimId, ClaimedUntil) = (NotificationState.Skipped, reason, null, null);

    /// <summary>Calls it off.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is not waiting to be sent.</exception>
    public void Cancel(string reason)
    {
        if (State is not NotificationState.Planned)
            throw new Refusal(new WrongStateError("Only a notification that is planned can be called off."));
        (State, Reason) = (NotificationState.Cancelled, reason);
    }

    /// <summary>Lets it be tried anew.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is waiting, was sent, or a newer one took its place.</exception>
    public void Retry(DateTime now)
    {
        if (State is not (NotificationState.Failed or NotificationState.Skipped or NotificationState.Cancelled))
            throw new Refusal(new WrongStateError("Only a notification that failed, was skipped or was called off can be tried again."));
        (State, Reason, Tries, NextAttemptAt) = (NotificationState.Planned, null, 0, now);
    }

    /// <summary>Records an attempt that did not succeed, and when to try again.</summary>
    public void PutOff(DateTime until) => (State, NextAttemptAt, Tries, ClaimId, ClaimedUntil) = (NotificationState.Planned, until, Tries + 1, null, null);

    /// <summary>Records that it is given up.</summary>
    public void Fail(string reason) => (State, Reason, Tries, ClaimId, ClaimedUntil) = (NotificationState.Failed, reason, Tries + 1, null, null);
}

/// <summary>One attempt to send a notification.</summary>
public sealed class NotificationAttempt
{
    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The key of the notification.</summary>
    public int NotificationId { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>How it turned out: UPPER_SNAKE.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the mail server said, without addresses.</summary>
    public string? Detail { get; init; }
}
