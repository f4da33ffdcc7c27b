using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using GraphQL;

namespace DigitalPartnership.Workplan;

/// <summary>Changes of the activities of a workplan.</summary>
[Extends(typeof(Mutation))]
public static class ActivityMutations
{
    private const int LongestReason = 2000;

    /// <summary>Adds an activity to a workplan. A sector that is not known yet is added with it.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CreateActivityPayload> CreateActivity([FromServices] Changes changes, CreateActivityInput input) =>
        changes.MakeAsync<CreateActivityPayload, int>(input, async change =>
        {
            var workplan = await change.WorkplanAsync(input.WorkplanPeriod);
            var sector = change.Text("sector", input.Sector, Sector.Longest);
            var title = change.Text("title", input.Title, Activity.LongestTitle);
            var date = change.DateWithin(workplan, "date", input.Date);
            var summary = change.OptionalText("summary", input.Summary, Activity.LongestSummary);
            var contact = change.OptionalText("contact", input.Contact);
            change.StopIfWrong();
            var activity = await change.AddActivityAsync(workplan, input.Category, sector, title, date, summary);
            activity.Contact = contact;
            return () => activity.Id;
        }, async key => new CreateActivityPayload { Activity = await changes.ActivityAsync(key) });

    /// <summary>Changes what is given of an activity; what is left out stays as it is.</summary>
    [Allowed(Audience.Admin)]
    public static Task<UpdateActivityPayload> UpdateActivity([FromServices] Changes changes, UpdateActivityInput input) =>
        changes.MakeAsync<UpdateActivityPayload, int>(input, async change =>
        {
            var activity = await change.ActivityAsync(input.ActivityId, input.ExpectedVersion);
            var title = change.OptionalText("title", input.Title, Activity.LongestTitle);
            var date = change.DateWithin(activity.Workplan, "date", input.Date);
            var summary = change.OptionalText("summary", input.Summary, Activity.LongestSummary);
            var contact = change.OptionalText("contact", input.Contact);
            change.Check(title is not null || input.Date is not null || summary is not null || contact is not null, "input", "There is nothing to change.");
            change.StopIfWrong();
            activity.Amend(title, date, summary, contact);
            if (change.Db.ChangeTracker.HasChanges())
            {
                change.Publish("ACTIVITY_CHANGED", () => (ActivityNode.NodeKind, activity.Id),
                    $"{activity.Called(Language.En)} was changed.", $"{activity.Called(Language.Fr)} a été modifiée.");
            }
            return () => activity.Id;
        }, async key => new UpdateActivityPayload { Activity = await changes.ActivityAsync(key) });

    /// <summary>Calls an activity off. It stays in the workplan, marked as cancelled.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CancelActivityPayload> CancelActivity([FromServices] Changes changes, CancelActivityInput input) =>
        changes.MakeAsync<CancelActivityPayload, int>(input, async change =>
        {
            var activity = await change.ActivityAsync(input.ActivityId, input.ExpectedVersion);
            var reason = change.Text("reason", input.Reason, LongestReason);
            change.StopIfWrong();
            activity.Cancel(reason);
            change.Reason = reason;
            change.Publish("ACTIVITY_CANCELLED", () => (ActivityNode.NodeKind, activity.Id),
                $"{activity.Called(Language.En)} was cancelled.", $"{activity.Called(Language.Fr)} a été annulée.");
            return () => activity.Id;
        }, async key => new CancelActivityPayload { Activity = await changes.ActivityAsync(key) });
}

/// <summary>A new activity.</summary>
public sealed class CreateActivityInput : MutationInput
{
    /// <summary>The period of the workplan in which it stands, for example `2022-2023`.</summary>
    public required string WorkplanPeriod { get; set; }

    /// <summary>The table in which it stands.</summary>
    public ActivityCategory Category { get; set; }

    /// <summary>The part of the Council of Europe that holds it, as the workplan prints it.</summary>
    public required string Sector { get; set; }

    /// <summary>What it is called.</summary>
    public required string Title { get; set; }

    /// <summary>When it takes place; it must be able to lie within the workplan's period.</summary>
    [InputType(typeof(EdtfGraphType))]
    public string? Date { get; set; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public string? Summary { get; set; }

    /// <summary>An office or functional mailbox to ask; never a person.</summary>
    public string? Contact { get; set; }
}

/// <summary>The activity, or why it was not added.</summary>
[Refuses(typeof(NotFoundError), typeof(ConflictError))]
public sealed class CreateActivityPayload : Payload
{
    /// <summary>The new activity.</summary>
    public ActivityNode? Activity { get; set; }
}

/// <summary>What is to be changed; what is left out stays as it is.</summary>
public sealed class UpdateActivityInput : RecordInput
{
    /// <summary>The activity.</summary>
    [Id]
    public required string ActivityId { get; set; }

    /// <summary>What it is called.</summary>
    public string? Title { get; set; }

    /// <summary>When it takes place; it must be able to lie within the workplan's period.</summary>
    [InputType(typeof(EdtfGraphType))]
    public string? Date { get; set; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public string? Summary { get; set; }

    /// <summary>An office or functional mailbox to ask; never a person.</summary>
    public string? Contact { get; set; }
}

/// <summary>The activity, or why it was not changed.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class UpdateActivityPayload : Payload
{
    /// <summary>The activity.</summary>
    public ActivityNode? Activity { get; set; }
}

/// <summary>An activity that does not take place.</summary>
public sealed class CancelActivityInput : RecordInput
{
    /// <summary>The activity.</summary>
    [Id]
    public required string ActivityId { get; set; }

    /// <summary>Why; kept for the Secretariat, not published.</summary>
    public required string Reason { get; set; }
}

/// <summary>The activity, or why it was not called off.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class CancelActivityPayload : Payload
{
    /// <summary>The cancelled activity.</summary>
    public ActivityNode? Activity { get; set; }
}
