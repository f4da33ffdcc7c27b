using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>That somebody is told something, once.</summary>
[Name("Notification")]
public sealed class NotificationNode : INode
{
    internal const string NodeKind = "Notification";

    private readonly Notification _row;

    internal NotificationNode(Notification row) => _row = row;

    /// <summary>The notification's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, _row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => _row.Version.ToString("N");

    /// <summary>What sort of notification it is, for example `ASSESSMENT_REMINDER`.</summary>
    public string Kind => _row.Kind;

    /// <summary>Which of several reminders of the same matter it is, for example `7_DAYS_BEFORE`; null where there is only one.</summary>
    public string? Rung => _row.Rung.Length > 0 ? _row.Rung : null;

    /// <summary>The record it is about.</summary>
    public IDataLoaderResult<INode?> Subject([FromServices] IEnumerable<INodeSource> sources) =>
        sources.FirstOrDefault(source => source.Kind == _row.SubjectKind)?.Load(_row.SubjectKey) ?? new Loaded<INode?>(null);

    /// <summary>The day on which the matter is due.</summary>
    public DateOnly DueOn => _row.DueOn;

    /// <summary>The office whose holder gets it; null where the Secretariat does.</summary>
    public IDataLoaderResult<LiaisonNode?>? Recipient([FromServices] LiaisonById liaisons) =>
        _row.LiaisonId is { } liaison ? liaisons.Load(liaison).Then(row => row is null ? null : new LiaisonNode(row)) : null;

    /// <summary>The language it is written in.</summary>
    public Language Language => _row.Language;

    /// <summary>What has become of it.</summary>
    public NotificationState State => _row.State;

    /// <summary>Why it was not sent; null where it was, or still may be.</summary>
    public string? Reason => _row.Reason;

    /// <summary>The Message-ID that every attempt bears; null before the first.</summary>
    public string? MessageId([FromServices] MailSettings mail) => _row.Tries > 0 || _row.SentAt is not null ? $"<{mail.MessageId(_row.MessageKey)}>" : null;

    /// <summary>When the mail server took it.</summary>
    public DateTime? SentAt => _row.SentAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;

    /// <summary>Every attempt to send it, the first one first.</summary>
    public IDataLoaderResult<IEnumerable<NotificationAttemptNode>> Attempts([FromServices] AttemptsByNotification attempts) =>
        attempts.Load(_row.Id).Then(rows => rows.Select(row => new NotificationAttemptNode(row)));
}

/// <summary>One attempt to send a notification.</summary>
[Name("NotificationAttempt")]
public sealed class NotificationAttemptNode
{
    private readonly NotificationAttempt _row;

    internal NotificationAttemptNode(NotificationAttempt row) => _row = row;

    /// <summary>When.</summary>
    public DateTime At => DateTime.SpecifyKind(_row.At, DateTimeKind.Utc);

    /// <summary>
    /// How it turned out: `ACCEPTED`, `DEFERRED`, `ADDRESS_REFUSED`, `MESSAGE_REFUSED`, `UNAVAILABLE`, `REFUSED_FOR_ALL`, or `TAKEN_OVER`
    /// where whoever sent it stopped in between, or `NOT_WRITTEN` where the text could not be made.
    /// </summary>
    public string Outcome => _row.Outcome;

    /// <summary>What the mail server said, without addresses.</summary>
    public string? Detail => _row.Detail;
}

/// <summary>The attempts to send notifications, in their order.</summary>
public sealed class AttemptsByNotification(PartnershipDb db) : ListByKey<int, NotificationAttempt>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<NotificationAttempt>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
        (await db.NotificationAttempts.Where(row => keys.Contains(row.NotificationId)).OrderBy(row => row.Id).ToListAsync(cancellation))
            .GroupBy(row => row.NotificationId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<NotificationAttempt>)[.. group]);
}

/// <summary>Notifications by their keys, for admins.</summary>
public sealed class NotificationById(PartnershipDb db, Caller caller) : NodeById<Notification>(NotificationNode.NodeKind, row => new NotificationNode(row))
{
    /// <inheritdoc />
    protected override IQueryable<Notification> Rows => db.Notifications;

    /// <inheritdoc />
    protected override bool MaySee(Notification row) => caller.IsAdmin;
}
