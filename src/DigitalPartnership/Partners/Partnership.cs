using System.Globalization;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Partners;

/// <summary>What hangs on an organisation while it is, was or may become a partner.</summary>
public sealed class Partnership : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>The key of the organisation, and of this record.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The organisation.</summary>
    public Organisation Organisation { get; init; } = null!;

    /// <summary>Where it stands, once everything that was decided has taken effect.</summary>
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

    /// <summary>Why it ended or was declined, for the Secretariat alone.</summary>
    public string? InternalReason { get; set; }

    /// <summary>What happened, in the order in which it was recorded.</summary>
    public List<LifecycleEvent> Lifecycle { get; } = [];

    /// <summary>Where it stands on a day: a partnership that is to end later is still active.</summary>
    public PartnerStatus StatusOn(DateOnly day) =>
        Status is PartnerStatus.Terminated && TerminatedOn?.Earliest > day ? PartnerStatus.Active : Status;

    /// <summary>Records the introduction to TC-INF, which may also follow the letters.</summary>
    /// <exception cref="Refusal">WRONG_STATE: ended or declined, or introduced already.</exception>
    public void Introduce(ImpreciseDate on)
    {
        Allow(Status is PartnerStatus.Candidate or PartnerStatus.Active, "Only a candidate or an active partner can be introduced to TC-INF.");
        Allow(IntroducedToTcInfOn is null, "The introduction to TC-INF is recorded already.");
        IntroducedToTcInfOn = on;
        Record(LifecycleEventKind.IntroducedToTcInf, on, "Introduced at a meeting of TC-INF.");
    }

    /// <summary>Makes a candidate a partner, both letters having been exchanged.</summary>
    public void Join(ImpreciseDate on)
    {
        Status = PartnerStatus.Active;
        JoinedOn = on;
        Wave ??= on.Earliest?.Year.ToString(CultureInfo.InvariantCulture);
        Record(LifecycleEventKind.Joined, on, "Letters were exchanged; a partner from here on.");
    }

    /// <summary>Ends an active partnership.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is not active.</exception>
    public void Terminate(DateOnly decidedOn, DateOnly effectiveOn, string decidedBy, string publicReason, string? internalReason)
    {
        Allow(Status is PartnerStatus.Active, "Only an active partnership can be terminated.");
        Status = PartnerStatus.Terminated;
        TerminatedOn = ImpreciseDate.OnDay(effectiveOn);
        TerminationReason = publicReason;
        InternalReason = internalReason;
        Record(LifecycleEventKind.Decision, ImpreciseDate.OnDay(decidedOn), $"{decidedBy} decided to end the partnership.");
        Record(LifecycleEventKind.Terminated, TerminatedOn, publicReason);
    }

    /// <summary>Closes a candidature that did not lead to a partnership.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is no candidate.</exception>
    public void Decline(DateOnly on, string? publicReason, string internalReason)
    {
        Allow(Status is PartnerStatus.Candidate, "Only a candidature can be declined.");
        Status = PartnerStatus.Declined;
        TerminationReason = publicReason;
        InternalReason = internalReason;
        Record(LifecycleEventKind.Declined, ImpreciseDate.OnDay(on), publicReason ?? "The candidature did not lead to a partnership.");
    }

    /// <summary>Opens a candidature again that was declined earlier.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is not a declined one.</exception>
    public void ProposeAgain(ImpreciseDate? expectedOn, DateOnly on)
    {
        Allow(Status is PartnerStatus.Declined, $"The organisation's partnership is {EnumNames.Of(Status)}; it cannot be proposed.");
        Status = PartnerStatus.Candidate;
        TerminationReason = null;
        ExpectedOn = expectedOn;
        Record(LifecycleEventKind.Proposed, ImpreciseDate.OnDay(on), "Proposed again as a partner.");
    }

    /// <summary>Adds a step to the life of the partnership.</summary>
    public void Record(LifecycleEventKind kind, ImpreciseDate on, string description) =>
        Lifecycle.Add(new LifecycleEvent { Kind = kind, On = on, Description = description });

    private static void Allow(bool isAllowed, string otherwise)
    {
        if (!isAllowed)
            throw new Refusal(new WrongStateError(otherwise));
    }
}
