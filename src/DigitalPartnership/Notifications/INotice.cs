using DigitalPartnership.Liaisons;
using DigitalPartnership.Mail;
using DigitalPartnership.Site;

namespace DigitalPartnership.Notifications;

/// <summary>A kind of notification, or several that read alike: whether it is still due, and what its mail says.</summary>
public interface INotice
{
    /// <summary>The kinds in the ledger that it writes: UPPER_SNAKE.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Whether it only informs, so that one can do without it; what the work needs has no way out.</summary>
    bool IsInformational { get; }

    /// <summary>Looks at the records anew and writes the mails, or says why there is nothing to send any more.</summary>
    /// <param name="notifications">Notifications of these kinds.</param>
    /// <param name="desk">What the mails are written with.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>A draft for each notification.</returns>
    Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation);
}

/// <summary>What has been written for a notification.</summary>
public abstract record Draft;

/// <summary>A mail to be sent.</summary>
/// <param name="Text">What it says.</param>
public sealed record MailDraft(MailText Text) : Draft
{
    /// <summary>An iCalendar file that goes with it.</summary>
    public MailCalendar? Calendar { get; init; }
}

/// <summary>Nothing is to be sent any more.</summary>
/// <param name="Reason">Why.</param>
public sealed record NotDue(string Reason) : Draft;

/// <summary>What mails are written with: the day, the people, and links to this site.</summary>
public sealed class WritingDesk(DateTime now, DateOnly today, SiteSettings site, IReadOnlyDictionary<int, Liaison> people)
{
    private readonly List<PersonalLink> _links = [];

    /// <summary>Today's day in Strasbourg.</summary>
    public DateOnly Today => today;

    /// <summary>The personal links that the mails hold; they work once they are saved.</summary>
    internal IReadOnlyList<PersonalLink> Links => _links;

    /// <summary>Whom a notification goes to; null for the Secretariat.</summary>
    public Liaison? Recipient(Notification notification) => notification.LiaisonId is { } key ? people[key] : null;

    /// <summary>The address of a page.</summary>
    public Uri Page(string path) => site.At(path);

    /// <summary>The address of a page that only one person can open.</summary>
    /// <param name="path">The path that the token is put behind.</param>
    /// <param name="purpose">What the page lets one do.</param>
    /// <param name="person">The person.</param>
    /// <param name="subject">The key of the record that the page is about.</param>
    /// <param name="days">For how many days the link works.</param>
    public Uri PersonalPage(string path, PersonalLinkPurpose purpose, Liaison person, int? subject, int days)
    {
        var (link, token) = PersonalLink.Make(purpose, person.Id, subject, now.AddDays(days));
        _links.Add(link);
        return site.At($"{path}/{token}");
    }
}
