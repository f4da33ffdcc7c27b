using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;

namespace DigitalPartnership.Notifications;

/// <summary>Root fields about who is told what.</summary>
[Extends(typeof(Query))]
public static class NotificationQueries
{
    private static readonly Order<Notification> ByDueDay = new Order<Notification>(row => row.Id).By("due", row => row.DueOn);

    /// <summary>The ledger: who was told what and when, who is to be told, and why something was not sent, by the day on which the matter is due.</summary>
    [Allowed(Audience.Admin)]
    public static async Task<Connection<NotificationNode>?> Notifications(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters, int? first, string? after, Filter<Notification>? where) =>
        await db.Notifications.Where(where, filters).ToConnectionAsync<Notification, NotificationNode>(context, new PageArguments(first, after), ByDueDay, row => new NotificationNode(row));

    /// <summary>
    /// Which reminders would go out between two days, the first and the last included, if nothing happened until then: nobody answers and no
    /// liaison person changes. At most 400 days.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static async Task<IEnumerable<ReminderPreviewNode>?> ReminderPreview(
        [FromServices] ReminderForecast forecast, [Description("The first day.")] DateOnly from, [Description("The last day.")] DateOnly to, CancellationToken cancellation)
    {
        if (to < from)
            throw new RequestError("VALIDATION_FAILED", "It lies before 'from'.", "to");
        if (to.DayNumber - from.DayNumber > ReminderForecast.MostDays)
            throw new RequestError("VALIDATION_FAILED", $"At most {ReminderForecast.MostDays} days can be looked at.", "to");
        return (await forecast.BetweenAsync(from, to, cancellation)).Select(row => new ReminderPreviewNode(row));
    }
}

/// <summary>What notifications can be filtered by.</summary>
internal sealed class NotificationFilter : FilterFields<Notification>
{
    public override string Name => "NotificationFilterInput";
    public override string Description => "Which notifications to list; all fields given must hold.";

    public NotificationFilter()
    {
        Text("kind", "What sort of notification it is, for example `ASSESSMENT_REMINDER`.", row => row.Kind, kind => kind.ToUpperInvariant());
        Choice("state", "What has become of it.", row => row.State);
        Day("dueOn", "The day on which the matter is due.", row => row.DueOn);
    }
}
