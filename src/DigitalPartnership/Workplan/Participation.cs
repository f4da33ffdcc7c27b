using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Workplan;

/// <summary>What an organisation does in an activity.</summary>
public enum ParticipationRole
{
    /// <summary>Takes part.</summary>
    Participant,

    /// <summary>Speaks or presents.</summary>
    Speaker,

    /// <summary>Organises it jointly.</summary>
    CoOrganiser,

    /// <summary>Exhibits.</summary>
    Exhibitor,

    /// <summary>Contributes in writing.</summary>
    WrittenContribution,

    /// <summary>Is asked for its views.</summary>
    Consulted,
}

/// <summary>How sure it is that an organisation takes part.</summary>
public enum ParticipationCertainty
{
    /// <summary>Took part, or has said that it will.</summary>
    Confirmed,

    /// <summary>Expected, still to be confirmed.</summary>
    Tentative,

    /// <summary>Invited or asked; an answer is not known.</summary>
    Invited,
}

/// <summary>That an organisation takes part in an activity, in one role.</summary>
public sealed class Participation : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Activity", ActivityId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the activity.</summary>
    public int ActivityId { get; init; }

    /// <summary>The activity.</summary>
    public Activity Activity { get; init; } = null!;

    /// <summary>The key of the organisation.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The organisation.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>What it does there.</summary>
    public ParticipationRole Role { get; set; }

    /// <summary>How sure that is.</summary>
    public ParticipationCertainty Certainty { get; set; }

    /// <summary>Its name as the list of participants prints it.</summary>
    public required string ListedAs { get; init; }

    /// <summary>What has to be known about it.</summary>
    public string? Note { get; set; }

    /// <summary>Whether it was taken back; it is kept with its reason and no longer shown.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>Why it was taken back, for the Secretariat alone.</summary>
    public string? WithdrawnReason { get; private set; }

    /// <summary>Takes it back.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was taken back already.</exception>
    public void Withdraw(string reason)
    {
        if (IsWithdrawn)
            throw new Refusal(new WrongStateError("The participation was withdrawn already."));
        IsWithdrawn = true;
        WithdrawnReason = reason;
    }
}
