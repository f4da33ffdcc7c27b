using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Assessments;

/// <summary>What one party says in an assessment: a draft that only that party sees, until it is submitted for good.</summary>
public sealed class AssessmentPart : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", Assessment.OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the assessment.</summary>
    public int AssessmentId { get; init; }

    /// <summary>The assessment.</summary>
    public Assessment Assessment { get; init; } = null!;

    /// <summary>Whose part it is.</summary>
    public Party Party { get; init; }

    /// <summary>The answers: a draft until the part is submitted. People write them and may name people in them.</summary>
    [PersonalData]
    public IReadOnlyList<AssessmentAnswer> Answers { get; private set; } = [];

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>The key of the office of the liaison person who submitted it; the person's name is nowhere here.</summary>
    public int? LiaisonId { get; private set; }

    /// <summary>Whether it was submitted.</summary>
    public bool IsSubmitted => SubmittedAt is not null;

    internal void SaveDraft(IReadOnlyList<AssessmentAnswer> answers)
    {
        MustNotBeSubmitted();
        Answers = answers;
    }

    internal void Submit(IReadOnlyList<AssessmentAnswer> answers, DateTime at, int? liaison)
    {
        MustNotBeSubmitted();
        (Answers, SubmittedAt, LiaisonId) = (answers, at, liaison);
    }

    private void MustNotBeSubmitted()
    {
        if (IsSubmitted)
            throw new Refusal(new WrongStateError("This part has been submitted; it is final."));
    }
}

/// <summary>The answer to one question of the form.</summary>
/// <param name="Question">The question's key.</param>
/// <param name="Rating">From 1 to 5, where the question asks for it.</param>
/// <param name="Text">In words.</param>
public sealed record AssessmentAnswer(string Question, int? Rating, string? Text)
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 4000;
}
