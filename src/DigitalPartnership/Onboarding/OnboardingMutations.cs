using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>Changes of onboarding tasks that no record completes.</summary>
[Extends(typeof(Mutation))]
public static class OnboardingMutations
{
    /// <summary>Completes a task. One that waits for a record completes itself when that is made.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CompleteOnboardingTaskPayload> CompleteOnboardingTask([FromServices] Changes changes, CompleteOnboardingTaskInput input) =>
        changes.MakeAsync<CompleteOnboardingTaskPayload, int>(input, async change =>
        {
            var task = await TaskAsync(change, input.TaskId, input.ExpectedVersion);
            var note = change.OptionalText("note", input.Note, 2000);
            change.StopIfWrong();
            var node = new OnboardingTaskNode(task);
            if (node.CompletesItself)
                throw new Refusal(new WrongStateError("This task completes itself when its record is made."));
            if (node.State is OnboardingTaskState.Waiting)
                change.Warn("TASK_OUT_OF_ORDER", $"To be done before: {string.Join(", ", node.WaitsFor.Where(before => !before.Row.IsDone).Select(before => before.Key))}.");
            task.Complete(change.Today, change.Caller.Id!, note);
            task.Onboarding.CloseIfDone(change.Today);
            change.Touch(task.Onboarding);
            return () => task.Id;
        }, async key => new CompleteOnboardingTaskPayload { Task = await NodeAsync(changes, key) });

    /// <summary>Says that a task need not be done. Letters cannot be waived: they make the partnership.</summary>
    [Allowed(Audience.Admin)]
    public static Task<WaiveOnboardingTaskPayload> WaiveOnboardingTask([FromServices] Changes changes, WaiveOnboardingTaskInput input) =>
        changes.MakeAsync<WaiveOnboardingTaskPayload, int>(input, async change =>
        {
            var task = await TaskAsync(change, input.TaskId, input.ExpectedVersion);
            var reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            if (new OnboardingTaskNode(task).IsLetter)
                throw new Refusal(new WrongStateError("Letters make the partnership; they cannot be waived."));
            task.Waive(reason);
            task.Onboarding.CloseIfDone(change.Today);
            change.Touch(task.Onboarding);
            change.Reason = reason;
            return () => task.Id;
        }, async key => new WaiveOnboardingTaskPayload { Task = await NodeAsync(changes, key) });

    private static async Task<OnboardingTask> TaskAsync(Change change, string id, string? expectedVersion)
    {
        var key = Change.KeyOf(OnboardingTaskNode.NodeKind, id);
        var task = await change.Db.OnboardingTasks.AsTracking().Include(row => row.Onboarding.Tasks).SingleOrDefaultAsync(row => row.Id == key)
            ?? throw Change.NotFound("onboarding task");
        Change.Expect(task, expectedVersion);
        return task;
    }

    private static async Task<OnboardingTaskNode> NodeAsync(Changes changes, int key) =>
        new(await changes.Db.OnboardingTasks.Include(row => row.Onboarding.Tasks).AsNoTrackingWithIdentityResolution().SingleAsync(row => row.Id == key));
}

/// <summary>The task that is done.</summary>
public sealed class CompleteOnboardingTaskInput : RecordInput
{
    /// <summary>The task.</summary>
    [Id]
    public required string TaskId { get; set; }

    /// <summary>What there is to note.</summary>
    public string? Note { get; set; }
}

/// <summary>The task, or why it was not completed.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class CompleteOnboardingTaskPayload : Payload
{
    /// <summary>The task.</summary>
    public OnboardingTaskNode? Task { get; set; }
}

/// <summary>The task that need not be done.</summary>
public sealed class WaiveOnboardingTaskInput : RecordInput
{
    /// <summary>The task.</summary>
    [Id]
    public required string TaskId { get; set; }

    /// <summary>Why it need not be done.</summary>
    public required string Reason { get; set; }
}

/// <summary>The task, or why it was not waived.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class WaiveOnboardingTaskPayload : Payload
{
    /// <summary>The task.</summary>
    public OnboardingTaskNode? Task { get; set; }
}
