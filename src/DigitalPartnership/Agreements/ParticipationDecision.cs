using DigitalPartnership.Auditing;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Agreements;

/// <summary>How a decision on a participation turned out.</summary>
public enum ParticipationDecisionOutcome
{
    /// <summary>The organisation may take part in the body's work.</summary>
    Admitted,

    /// <summary>The organisation may not take part.</summary>
    Refused,

    /// <summary>The organisation may no longer take part.</summary>
    Ended,
}

/// <summary>A decision, case by case, on which organisation may take part in which body.</summary>
public sealed class ParticipationDecision : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The key of the organisation.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The organisation.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>The body, for example <c>CAHAI</c>.</summary>
    public required string Body
    {
        get;
        init
        {
            field = value;
            BodyKey = Folding.Fold(value);
        }
    }

    /// <summary>The body with case and accents folded.</summary>
    public string BodyKey { get; private set; } = "";

    /// <summary>The rule that the decision rests on.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>When it was taken.</summary>
    public DateOnly DecidedOn { get; init; }

    /// <summary>Who took it.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>How it turned out.</summary>
    public ParticipationDecisionOutcome Outcome { get; init; }
}
