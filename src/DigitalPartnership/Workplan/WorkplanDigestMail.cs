using DigitalPartnership.Data;
using DigitalPartnership.Mail;
using DigitalPartnership.Notifications;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Workplan;

/// <summary>Tells once a week what lies ahead in the workplan and what has changed in it. One can do without it by one click.</summary>
internal sealed class WorkplanDigestMail(PartnershipDb db) : INotice
{
    public const string NoticeKind = "WORKPLAN_DIGEST";

    public IReadOnlyList<string> Kinds => [NoticeKind];

    public bool IsInformational => true;

    public async Task<IReadOnlyDictionary<Notification, Draft>> WriteAsync(IReadOnlyList<Notification> notifications, WritingDesk desk, CancellationToken cancellation)
    {
        var weeks = new Dictionary<DateOnly, WorkplanWeek>();
        foreach (var monday in notifications.Select(row => row.DueOn).Distinct())
            weeks[monday] = await WorkplanWeek.LoadAsync(db, monday, cancellation);
        return notifications.ToDictionary(row => row, row => Write(row, weeks[row.DueOn], desk));
    }

    private static Draft Write(Notification row, WorkplanWeek week, WritingDesk desk)
    {
        if (desk.Recipient(row) is not { InformationalMail: true })
            return new NotDue("The person does not want mail that only informs.");
        if (row.DueOn < desk.Today.AddDays(-6))
            return new NotDue("The week is over.");
        if (!week.HasNews)
            return new NotDue("There is nothing to tell.");
        var text = new MailText(
            new("The workplan this week", "Le programme de travail cette semaine"),
            new("You receive this because you are a liaison person of a partner and have not switched off mail that only informs.",
                "Vous recevez ce message en tant que personne de liaison d’un partenaire, n’ayant pas désactivé les messages d’information."));
        if (week.Next.Count > 0)
            text = text.Heading(new("Ahead", "À venir")).List(week.Next.Select(Item));
        if (week.Changed.Count > 0)
            text = text.Heading(new("Changed", "Modifications")).List(week.Changed.Select(change => new MailItem(new Bilingual(change.English, change.French))));
        return new MailDraft(text.Button(new("Open the partnership", "Ouvrir le partenariat"), desk.Page("")));
    }

    private static MailItem Item(Activity activity)
    {
        var title = activity.Title ?? activity.Sector.Name;
        return new MailItem(new Bilingual($"{activity.Date!.Text(Language.En)}: {title}", $"{activity.Date.Text(Language.Fr)} : {title}"));
    }
}
