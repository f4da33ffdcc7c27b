using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Workplan;

/// <summary>What became of a proposal.</summary>
public enum ActivityProposalState
{
    /// <summary>It waits for a decision.</summary>
    Proposed,

    /// <summary>It has become an activity.</summary>
    Accepted,

    /// <summary>It was not taken up.</summary>
    Declined,
}

/// <summary>An activity that a partner would like to see in a workplan.</summary>
public sealed class ActivityProposal : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => (OrganisationNode.NodeKind, OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The partner that proposes it.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>The key of the workplan.</summary>
    public int WorkplanId { get; init; }

    /// <summary>The workplan for which it is proposed.</summary>
    public Workplan Workplan { get; init; } = null!;

    /// <summary>The table in which it would stand.</summary>
    public ActivityCategory Category { get; init; }

    /// <summary>The part of the Council of Europe that would hold it.</summary>
    public required string Sector { get; init; }

    /// <summary>What it would be called.</summary>
    public required string Title { get; init; }

    /// <summary>When it would take place.</summary>
    public ImpreciseDate? Date { get; init; }

    /// <summary>What it would be about.</summary>
    public string? Summary { get; init; }

    /// <summary>What became of it.</summary>
    public ActivityProposalState State { get; private set; }

    /// <summary>Why it was decided so, as the partner is told.</summary>
    public string? Reason { get; private set; }

    /// <summary>The key of the activity that it has become.</summary>
    public int? ActivityId { get; private set; }

    /// <summary>The activity that it has become.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>Takes it up as an activity.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was decided already.</exception>
    public void Accept(Activity activity, string? reason)
    {
        Decide(ActivityProposalState.Accepted, reason);
        Activity = activity;
    }

    /// <summary>Does not take it up.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was decided already.</exception>
    public void Decline(string reason) => Decide(ActivityProposalState.Declined, reason);

    private void Decide(ActivityProposalState state, string? reason)
    {
        if (State is not ActivityProposalState.Proposed)
            throw new Refusal(new WrongStateError("The proposal was decided already."));
        State = state;
        Reason = reason;
    }
}
