using DigitalPartnership.GraphQL;
using GraphQL;

namespace DigitalPartnership.Assessments;

/// <summary>A round out of turn.</summary>
public sealed class OpenAssessmentInput : RecordInput
{
    /// <summary>The partner.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>The first day of the time that is looked back on.</summary>
    public DateOnly PeriodFrom { get; set; }

    /// <summary>The last day of the time that is looked back on.</summary>
    public DateOnly PeriodTo { get; set; }

    /// <summary>The day by which the parts are looked forward to.</summary>
    public DateOnly DueOn { get; set; }
}

/// <summary>The assessment, or why it was not opened.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class OpenAssessmentPayload : Payload
{
    /// <summary>The assessment.</summary>
    public AssessmentNode? Assessment { get; set; }
}

/// <summary>A joint conclusion.</summary>
public sealed class ConcludeAssessmentInput : RecordInput
{
    /// <summary>The assessment.</summary>
    [Id]
    public required string AssessmentId { get; set; }

    /// <summary>The conclusion, at most 8,000 characters; line breaks are kept.</summary>
    public required string Conclusion { get; set; }
}

/// <summary>The assessment and the one that follows it, or why it was not concluded.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class ConcludeAssessmentPayload : Payload
{
    /// <summary>The assessment.</summary>
    public AssessmentNode? Assessment { get; set; }

    /// <summary>The next round; null where the partnership does not go on.</summary>
    public AssessmentNode? Next { get; set; }
}

/// <summary>A later due date.</summary>
public sealed class ExtendAssessmentsInput : RecordInput
{
    /// <summary>The assessments.</summary>
    [InputType(typeof(global::GraphQL.Types.NonNullGraphType<global::GraphQL.Types.ListGraphType<global::GraphQL.Types.NonNullGraphType<global::GraphQL.Types.IdGraphType>>>))]
    public required IReadOnlyList<string> AssessmentIds { get; set; }

    /// <summary>The new due date: later than today and than the one so far.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Why.</summary>
    public required string Reason { get; set; }
}

/// <summary>The assessments, or why none was extended.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class ExtendAssessmentsPayload : Payload
{
    /// <summary>The assessments, in the order in which they were named.</summary>
    public IReadOnlyList<AssessmentNode>? Assessments { get; set; }
}

/// <summary>A round that ends without a conclusion.</summary>
public sealed class CancelAssessmentInput : RecordInput
{
    /// <summary>The assessment.</summary>
    [Id]
    public required string AssessmentId { get; set; }

    /// <summary>Why, as the partner is told.</summary>
    public required string Reason { get; set; }
}

/// <summary>The assessment, or why it was not cancelled.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class CancelAssessmentPayload : Payload
{
    /// <summary>The assessment.</summary>
    public AssessmentNode? Assessment { get; set; }
}
