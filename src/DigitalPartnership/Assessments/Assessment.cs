using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Assessments;

/// <summary>How far an assessment is.</summary>
public enum AssessmentState
{
    /// <summary>Neither party has submitted its part.</summary>
    Open,

    /// <summary>One party has submitted its part.</summary>
    PartlySubmitted,

    /// <summary>Both parties have submitted their parts; the joint conclusion is to be written.</summary>
    Submitted,

    /// <summary>The joint conclusion is written.</summary>
    Concluded,

    /// <summary>It ended without a conclusion.</summary>
    Cancelled,
}

/// <summary>One round in which both parties assess how the exchange of letters is put into practice: a part of each, and a joint conclusion.</summary>
public sealed class Assessment : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>The longest conclusion, in characters.</summary>
    public const int LongestConclusion = 8000;

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write, those of its parts included.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The partnership that is assessed.</summary>
    public Partnership? Partnership { get; init; }

    /// <summary>The first day of the time that is looked back on.</summary>
    public DateOnly PeriodFrom { get; init; }

    /// <summary>The last day of the time that is looked back on.</summary>
    public DateOnly PeriodTo { get; init; }

    /// <summary>The day by which the parts are looked forward to.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>The version of the form whose questions are answered.</summary>
    public int FormVersion { get; init; }

    /// <summary>How far it is.</summary>
    public AssessmentState State { get; private set; }

    /// <summary>The joint conclusion. People write it and may name people in it.</summary>
    [PersonalData]
    public string? Conclusion { get; private set; }

    /// <summary>When it was concluded.</summary>
    public DateOnly? ConcludedOn { get; private set; }

    /// <summary>When it ended without a conclusion.</summary>
    public DateOnly? CancelledOn { get; private set; }

    /// <summary>Why it ended without a conclusion.</summary>
    public string? CancelledReason { get; private set; }

    /// <summary>How its due date was moved, in the order in which that was done.</summary>
    public IReadOnlyList<AssessmentExtension> Extensions { get; private set; } = [];

    /// <summary>The part of each party.</summary>
    public List<AssessmentPart> Parts { get; } = [];

    /// <summary>Whether it has neither been concluded nor cancelled.</summary>
    public bool IsOpen => State is not (AssessmentState.Concluded or AssessmentState.Cancelled);

    /// <summary>Opens a round with the form in force and an empty part for each party.</summary>
    public static Assessment Open(int partner, DateOnly periodFrom, DateOnly periodTo, DateOnly dueOn)
    {
        var assessment = new Assessment { OrganisationId = partner, PeriodFrom = periodFrom, PeriodTo = periodTo, DueOn = dueOn, FormVersion = AssessmentForm.Latest.Version };
        assessment.Parts.AddRange(Enum.GetValues<Party>().Select(party => new AssessmentPart { Assessment = assessment, Party = party }));
        return assessment;
    }

    /// <summary>The part of one party.</summary>
    public AssessmentPart Part(Party party) => Parts.Single(part => part.Party == party);

    /// <summary>Keeps what a party has answered so far. It takes the place of what was kept before, and only that party sees it.</summary>
    /// <exception cref="Refusal">WRONG_STATE: concluded or cancelled, or the part is submitted.</exception>
    public void SaveDraft(Party party, IReadOnlyList<AssessmentAnswer> answers)
    {
        MustBeOpen();
        Part(party).SaveDraft(answers);
    }

    /// <summary>Submits a party's part, for good and for the other party to see. It takes the place of a draft.</summary>
    /// <param name="party">Whose part it is.</param>
    /// <param name="answers">All its answers.</param>
    /// <param name="at">When, in UTC.</param>
    /// <param name="liaison">The office of the liaison person who submits it; null where none does.</param>
    /// <exception cref="Refusal">WRONG_STATE: concluded or cancelled, or submitted already.</exception>
    public void Submit(Party party, IReadOnlyList<AssessmentAnswer> answers, DateTime at, int? liaison)
    {
        MustBeOpen();
        Part(party).Submit(answers, at, liaison);
        State = Parts.TrueForAll(part => part.IsSubmitted) ? AssessmentState.Submitted : AssessmentState.PartlySubmitted;
    }

    /// <summary>Ends the round with the conclusion of both parties.</summary>
    /// <exception cref="Refusal">WRONG_STATE: a part is missing, or concluded or cancelled already.</exception>
    public void Conclude(string conclusion, DateOnly on)
    {
        MustBeOpen();
        Allow(State is AssessmentState.Submitted, "A joint conclusion needs the parts of both parties. Where one will not come, extend the assessment or cancel it.");
        State = AssessmentState.Concluded;
        Conclusion = conclusion;
        ConcludedOn = on;
    }

    /// <summary>Moves the due date.</summary>
    /// <exception cref="Refusal">WRONG_STATE: concluded or cancelled.</exception>
    public void Extend(DateOnly dueOn, string reason)
    {
        MustBeOpen();
        Extensions = [.. Extensions, new AssessmentExtension(DueOn, dueOn, reason)];
        DueOn = dueOn;
    }

    /// <summary>Ends the round without a conclusion: nobody is obliged to take part in it.</summary>
    /// <exception cref="Refusal">WRONG_STATE: concluded or cancelled already.</exception>
    public void Cancel(DateOnly on, string reason)
    {
        MustBeOpen();
        State = AssessmentState.Cancelled;
        CancelledOn = on;
        CancelledReason = reason;
    }

    private void MustBeOpen() => Allow(IsOpen, State is AssessmentState.Concluded ? "This assessment is concluded." : "This assessment is cancelled.");

    private static void Allow(bool isAllowed, string otherwise)
    {
        if (!isAllowed)
            throw new Refusal(new WrongStateError(otherwise));
    }
}

/// <summary>That a due date was moved.</summary>
/// <param name="From">The day that it was.</param>
/// <param name="To">The day that it became.</param>
/// <param name="Reason">Why.</param>
public sealed record AssessmentExtension(DateOnly From, DateOnly To, string Reason);
