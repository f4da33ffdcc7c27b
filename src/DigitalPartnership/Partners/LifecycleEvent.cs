using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.Sources;

namespace DigitalPartnership.Partners;

/// <summary>A step in the life of a partnership.</summary>
public enum LifecycleEventKind
{
    /// <summary>Proposed as a partner.</summary>
    Proposed,

    /// <summary>Submitted to the rapporteur group TC-INF.</summary>
    SubmittedToTcInf,

    /// <summary>Introduced at a meeting of TC-INF.</summary>
    IntroducedToTcInf,

    /// <summary>The Council of Europe's letter.</summary>
    LetterOfCouncil,

    /// <summary>The partner's letter.</summary>
    LetterOfPartner,

    /// <summary>Both letters exchanged: a partner from here on.</summary>
    Joined,

    /// <summary>The organisation changed its name.</summary>
    Renamed,

    /// <summary>A decision that bears on the partnership.</summary>
    Decision,

    /// <summary>The partnership ended.</summary>
    Terminated,

    /// <summary>The candidature did not lead to a partnership.</summary>
    Declined,

    /// <summary>The parties reviewed their cooperation.</summary>
    Reviewed,
}

/// <summary>Something that happened in the life of a partnership.</summary>
public sealed class LifecycleEvent : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The key of the organisation.</summary>
    public int OrganisationId { get; init; }

    /// <summary>What sort of step it is.</summary>
    public LifecycleEventKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    public ImpreciseDate? On { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Where this comes from.</summary>
    public List<Source> Sources { get; init; } = [];
}
