using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Onboarding;

/// <summary>How far a task is.</summary>
public enum OnboardingTaskState
{
    /// <summary>Others have to be done first.</summary>
    Waiting,

    /// <summary>It can be done.</summary>
    Open,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It need not be done.</summary>
    Waived,
}

/// <summary>Something that has to be done to take in a partner.</summary>
public sealed class OnboardingTask : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", Onboarding.Partnership?.OrganisationId ?? Onboarding.OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the onboarding.</summary>
    public int OnboardingId { get; init; }

    /// <summary>The onboarding.</summary>
    public Onboarding Onboarding { get; init; } = null!;

    /// <summary>Its name in the template.</summary>
    public required string Key { get; init; }

    /// <summary>Who has to do it.</summary>
    public Party Owner { get; init; }

    /// <summary>When it should be done.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>How far it is by itself; whether others have to be done first is for the onboarding to say.</summary>
    public OnboardingTaskState State { get; private set; } = OnboardingTaskState.Open;

    /// <summary>When it was done, where that is known.</summary>
    public DateOnly? CompletedOn { get; private set; }

    /// <summary>Who said that it is done: a caller's lasting id, or <c>record</c> where the record itself completed it.</summary>
    public string? CompletedBy { get; private set; }

    /// <summary>Why it need not be done.</summary>
    public string? WaivedReason { get; private set; }

    /// <summary>What was noted when it was done.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsDone => State is OnboardingTaskState.Completed or OnboardingTaskState.Waived;

    /// <summary>Completes the task.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is done or waived already.</exception>
    public void Complete(DateOnly? on, string by, string? note = null)
    {
        MustBeOpen();
        State = OnboardingTaskState.Completed;
        CompletedOn = on;
        CompletedBy = by;
        Note = note;
    }

    /// <summary>Says that the task need not be done.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is done or waived already.</exception>
    public void Waive(string reason)
    {
        MustBeOpen();
        State = OnboardingTaskState.Waived;
        WaivedReason = reason;
    }

    private void MustBeOpen()
    {
        if (IsDone)
            throw new Refusal(new WrongStateError("This task is done or waived already."));
    }
}
