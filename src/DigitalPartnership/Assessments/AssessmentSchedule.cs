using DigitalPartnership.Auditing;

namespace DigitalPartnership.Assessments;

/// <summary>What the due date of the next assessment is counted from.</summary>
public enum AssessmentPolicy
{
    /// <summary>One interval after the day on which the last assessment was concluded.</summary>
    FromLastConclusion,

    /// <summary>The anniversaries of joining, one interval apart, whenever assessments are concluded.</summary>
    FixedSequence,
}

/// <summary>How often one partnership is assessed, where that was set for it.</summary>
public sealed class AssessmentSchedule : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>The key of the partner, and of this record.</summary>
    public int OrganisationId { get; init; }

    /// <summary>The months from one assessment to the next.</summary>
    public int IntervalMonths { get; set; }

    /// <summary>What they are counted from.</summary>
    public AssessmentPolicy Policy { get; set; }

    /// <summary>When it was last set.</summary>
    public DateOnly SetOn { get; set; }

    /// <summary>The rhythm that it sets.</summary>
    public AssessmentRhythm Rhythm => new(IntervalMonths, Policy);
}
