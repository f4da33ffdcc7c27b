using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Notifications;

/// <summary>Changes of what is sent.</summary>
[Extends(typeof(Mutation))]
public static class NotificationMutations
{
    /// <summary>
    /// Sends a notification after all that failed, was skipped or was called off, as far as it is due by then. An address that was refused for good is taken for good again;
    /// should it be refused once more, that is told anew.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<RetryNotificationPayload> RetryNotification([FromServices] Changes changes, RetryNotificationInput input) =>
        changes.MakeAsync<RetryNotificationPayload, int>(input, async change =>
        {
            var row = await change.NotificationAsync(input.NotificationId, input.ExpectedVersion);
            row.Retry(change.Now);
            if (await change.Db.Liaisons.AsTracking().SingleOrDefaultAsync(person => person.Id == row.LiaisonId && !person.Deliverable) is { } person)
                person.Deliverable = true;
            return () => row.Id;
        }, async key => new RetryNotificationPayload { Notification = await changes.NotificationAsync(key) });

    /// <summary>Calls off a notification that has not been sent yet.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CancelNotificationPayload> CancelNotification([FromServices] Changes changes, CancelNotificationInput input) =>
        changes.MakeAsync<CancelNotificationPayload, int>(input, async change =>
        {
            var row = await change.NotificationAsync(input.NotificationId, input.ExpectedVersion);
            var reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            row.Cancel(reason);
            change.Reason = reason;
            return () => row.Id;
        }, async key => new CancelNotificationPayload { Notification = await changes.NotificationAsync(key) });

    private static async Task<Notification> NotificationAsync(this Change change, string notificationId, string? expectedVersion)
    {
        var key = Change.KeyOf(NotificationNode.NodeKind, notificationId);
        var row = await change.Db.Notifications.AsTracking().SingleOrDefaultAsync(known => known.Id == key) ?? throw Change.NotFound("notification");
        Change.Expect(row, expectedVersion);
        return row;
    }

    private static async Task<NotificationNode> NotificationAsync(this Changes changes, int key) => new(await changes.Db.Notifications.SingleAsync(row => row.Id == key));
}

/// <summary>What is to be tried again.</summary>
public sealed class RetryNotificationInput : RecordInput
{
    /// <summary>The notification.</summary>
    [Id]
    public required string NotificationId { get; set; }
}

/// <summary>The notification, or why it is not tried again.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class RetryNotificationPayload : Payload
{
    /// <summary>The notification.</summary>
    public NotificationNode? Notification { get; set; }
}

/// <summary>What is not to be sent.</summary>
public sealed class CancelNotificationInput : RecordInput
{
    /// <summary>The notification.</summary>
    [Id]
    public required string NotificationId { get; set; }

    /// <summary>Why.</summary>
    public required string Reason { get; set; }
}

/// <summary>The notification, or why it was not called off.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class CancelNotificationPayload : Payload
{
    /// <summary>The notification.</summary>
    public NotificationNode? Notification { get; set; }
}
