using System.Runtime.CompilerServices;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Site;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DigitalPartnership.Notifications;

/// <summary>Makes mails of notifications, after asking once more whether each is still due.</summary>
public sealed class Composition(PartnershipDb db, IEnumerable<INotice> notices, MailSettings mail, SiteSettings site, TimeProvider time, ILogger<Composition> log)
{
    private const int UnsubscribeDays = 400;
    private static readonly Bilingual Unsubscribe = new("No more mail of this kind", "Ne plus recevoir ce type de message");

    private readonly Dictionary<(MailText Text, Language Language), RenderedMail> _rendered = new(SameText.Comparer);
    private readonly Dictionary<string, INotice> _notices = notices.SelectMany(notice => notice.Kinds, (notice, kind) => (notice, kind)).ToDictionary(entry => entry.kind, entry => entry.notice);

    /// <summary>Writes the mails of notifications: a message for each that is still due, and for each other why there is none.</summary>
    public async Task<IReadOnlyList<Composed>> ComposeAsync(IReadOnlyList<Notification> rows, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var keys = rows.Select(row => row.LiaisonId).OfType<int>().Distinct().ToList();
        var people = await db.Liaisons.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var desk = new WritingDesk(now, now.DayInStrasbourg(), site, people);

        var drafts = new Dictionary<Notification, Draft>();
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            var reachable = new List<Notification>();
            foreach (var row in kind)
            {
                if ((WhyUnreachable(desk.Recipient(row), desk.Today) ?? WhyOutdated(row, desk.Today)) is { } reason)
                    drafts.Add(row, new NotDue(reason));
                else
                    reachable.Add(row);
            }
            foreach (var (row, draft) in await WriteAsync(kind.Key, reachable, desk, cancellation))
                drafts.Add(row, draft);
        }
        var composed = rows.Select(row => Compose(row, drafts[row], desk)).ToList();
        await SaveLinksAsync(desk, cancellation);
        return composed;
    }

    /// <summary>The subject lines of notifications that are not in the ledger yet; none for those that would not be due.</summary>
    public async Task<IReadOnlyDictionary<Notification, string>> SubjectsAsync(IReadOnlyList<Notification> rows, IReadOnlyDictionary<int, Liaison> people, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var desk = new WritingDesk(now, now.DayInStrasbourg(), site, people);
        var subjects = new Dictionary<Notification, string>();
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            foreach (var (row, draft) in await _notices[kind.Key].WriteAsync([.. kind], desk, cancellation))
            {
                if (draft is MailDraft written)
                    subjects.Add(row, written.Text.Render(row.Language).Subject);
            }
        }
        return subjects;
    }

    /// <summary>One text that cannot be written must not keep the others from leaving.</summary>
    private async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(string kind, IReadOnlyList<Notification> rows, WritingDesk desk, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return new Dictionary<Notification, Draft>();
        if (!_notices.TryGetValue(kind, out var notice))
            return rows.ToDictionary(row => row, _ => (Draft)new NotDue("This version knows no such notification."));
        try
        {
            return await notice.WriteAsync(rows, desk, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            if (rows.Count == 1)
                return new Dictionary<Notification, Draft> { [rows[0]] = NotWritten(rows[0], fault) };
            var drafts = new Dictionary<Notification, Draft>();
            foreach (var row in rows)
            {
                foreach (var (one, draft) in await WriteAsync(kind, [row], desk, cancellation))
                    drafts.Add(one, draft);
            }
            return drafts;
        }
    }

    private Unwritten NotWritten(Notification row, Exception fault)
    {
        // The message of a fault can hold anything, an address too; where it happened cannot.
        log.LogError("Notification {Key} of the kind {Kind} cannot be written: {Fault}\n{Where}", row.Id, row.Kind, fault.GetType().Name, fault.StackTrace);
        return new Unwritten(fault.GetType().Name);
    }

    private Composed Compose(Notification row, Draft draft, WritingDesk desk)
    {
        if (draft is not MailDraft written)
            return new Composed(row, draft, null);
        try
        {
            return new Composed(row, draft, Address(row, written, desk));
        }
        catch (Exception fault)
        {
            return new Composed(row, NotWritten(row, fault), null);
        }
    }

    private MimeMessage Address(Notification row, MailDraft written, WritingDesk desk)
    {
        var person = desk.Recipient(row);
        var unsubscribe = person is not null && _notices[row.Kind].IsInformational
            ? desk.PersonalPage("unsubscribe", PersonalLinkPurpose.Unsubscribe, person, null, UnsubscribeDays)
            : null;
        var text = unsubscribe is null ? written.Text : written.Text.EndingWith(Unsubscribe, unsubscribe);
        return new OutgoingMail
        {
            From = mail.From,
            ToAddress = person?.Email ?? mail.Secretariat.Address,
            ToName = person is null ? mail.Secretariat.Name : person.Name,
            Content = Render(text, row.Language),
            MessageId = mail.MessageId(row.MessageKey),
            Date = time.GetUtcNow().UtcDateTime,
            Thread = $"{row.SubjectKind}-{row.SubjectKey}@{mail.From.Domain}".ToLowerInvariant(),
            Unsubscribe = unsubscribe,
            Calendar = written.Calendar,
        }.ToMessage();
    }

    /// <summary>What several people are told alike is rendered once.</summary>
    private RenderedMail Render(MailText text, Language language)
    {
        if (!_rendered.TryGetValue((text, language), out var rendered))
            _rendered.Add((text, language), rendered = text.Render(language));
        return rendered;
    }

    private static string? WhyOutdated(Notification row, DateOnly today) => Ladder.IsOutdated(row, today) ? "A newer reminder of the same matter is due." : null;

    private static string? WhyUnreachable(Liaison? person, DateOnly today) => person switch
    {
        null => null,
        { Email: null } => "The person has been erased.",
        _ when !person.IsOpenOn(today) => "The office is no longer held.",
        { Deliverable: false } => "The address was refused for good.",
        _ => null,
    };

    private async Task SaveLinksAsync(WritingDesk desk, CancellationToken cancellation)
    {
        if (desk.Links.Count == 0)
            return;
        await db.TransactAsync(() =>
        {
            // A link that has got its key in a try that failed would be refused in the next one: the server gives keys itself.
            db.AddRange(desk.Links.Select(link => link.Unsaved()));
            return db.SaveChangesAsync(cancellation);
        }, cancellation: cancellation);
    }

    /// <summary>Tells texts apart by which object they are: to compare what they say would take longer than to render them.</summary>
    private sealed class SameText : IEqualityComparer<(MailText Text, Language Language)>
    {
        public static SameText Comparer { get; } = new();

        public bool Equals((MailText Text, Language Language) one, (MailText Text, Language Language) other) => ReferenceEquals(one.Text, other.Text) && one.Language == other.Language;

        public int GetHashCode((MailText Text, Language Language) key) => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Text), key.Language);
    }
}

/// <summary>What has become of a notification on its way to the mail server.</summary>
/// <param name="Row">The notification.</param>
/// <param name="Draft">What was written.</param>
/// <param name="Message">The mail; null where nothing is to be sent.</param>
public sealed record Composed(Notification Row, Draft Draft, MimeMessage? Message);

/// <summary>The text could not be written.</summary>
/// <param name="Fault">The kind of fault.</param>
public sealed record Unwritten(string Fault) : Draft;
