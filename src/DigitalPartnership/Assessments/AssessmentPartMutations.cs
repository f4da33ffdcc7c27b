using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using GraphQL;

namespace DigitalPartnership.Assessments;

/// <summary>The answers of the parties.</summary>
[Extends(typeof(Mutation))]
public static class AssessmentPartMutations
{
    /// <summary>
    /// Submits the part of one party, for good, or keeps it as a draft. The partner's liaisons answer for the partner and nobody else does; the
    /// Secretariat answers for the Council. What is sent takes the place of an earlier draft.
    /// </summary>
    [Allowed(Audience.SignedIn)]
    public static Task<SubmitAssessmentPartPayload> SubmitAssessmentPart([FromServices] Changes changes, [FromServices] Caller caller, SubmitAssessmentPartInput input) =>
        (input.Party is Party.Council ? !caller.IsAdmin : caller.PartnerId is null)
            ? throw AllowedAttribute.NotAllowed(caller)
            : changes.MakeAsync<SubmitAssessmentPartPayload, int>(input, async change =>
            {
                var assessment = await change.AssessmentAsync(input.AssessmentId);
                if (input.Party is Party.Partner && caller.PartnerId != assessment.OrganisationId)
                    throw AllowedAttribute.NotAllowed(caller);
                Change.Expect(assessment, input.ExpectedVersion);
                Change.Expect(assessment.Part(input.Party), input.ExpectedPartVersion);
                change.Answer(assessment, input.Party, input.Answers, input.Draft, caller.LiaisonId);
                return () => assessment.Id;
            }, async key => new SubmitAssessmentPartPayload { Assessment = await changes.AssessmentAsync(key) });
}

/// <summary>The part of one party.</summary>
public sealed class SubmitAssessmentPartInput : RecordInput
{
    /// <summary>The assessment.</summary>
    [Id]
    public required string AssessmentId { get; set; }

    /// <summary>Whose part it is.</summary>
    public Party Party { get; set; }

    /// <summary>The answers; those of a draft may be incomplete.</summary>
    public required IReadOnlyList<AssessmentAnswerInput> Answers { get; set; }

    /// <summary>Whether the answers are kept for the party alone and can still be changed.</summary>
    [DefaultValue(false)]
    public bool Draft { get; set; }

    /// <summary>The part's version as the caller knows it. Unlike `expectedVersion` it is not renewed by the other party.</summary>
    public string? ExpectedPartVersion { get; set; }
}

/// <summary>The assessment, or why the part was not taken.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class SubmitAssessmentPartPayload : Payload
{
    /// <summary>The assessment.</summary>
    public AssessmentNode? Assessment { get; set; }
}
