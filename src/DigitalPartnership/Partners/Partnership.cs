using DigitalPartnership.Dates;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Partners;

/// <summary>What hangs on an organisation while it is, was or may become a partner.</summary>
public sealed class Partnership
{
    /// <summary>The key of the organisation, and of this record.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The organisation.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>Where it stands today.</summary>
    public PartnerStatus Status { get; set; }

    /// <summary>The group in which it joined or is to join, for example <c>2020-2021</c>.</summary>
    public string? Wave { get; set; }

    /// <summary>When letters were exchanged.</summary>
    public ImpreciseDate? JoinedOn { get; set; }

    /// <summary>When it was introduced to the rapporteur group TC-INF.</summary>
    public ImpreciseDate? IntroducedToTcInfOn { get; set; }

    /// <summary>When a candidate is expected to join.</summary>
    public ImpreciseDate? ExpectedOn { get; set; }

    /// <summary>When the partnership ended.</summary>
    public ImpreciseDate? TerminatedOn { get; set; }

    /// <summary>Why it ended, as the public is told.</summary>
    public string? TerminationReason { get; set; }

    /// <summary>What happened, in the order in which it was recorded.</summary>
    public List<LifecycleEvent> Lifecycle { get; } = [];
}
