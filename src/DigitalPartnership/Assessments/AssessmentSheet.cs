using DigitalPartnership.Agreements;
using DigitalPartnership.Data;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Organisations;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>What the form of an assessment shows to one liaison person: the questions of that person's party, what it has answered so far, and what the records know of the period.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Partner">What the partner is called.</param>
/// <param name="Person">The liaison person.</param>
/// <param name="Activities">The activities of the period.</param>
/// <param name="LogoPermissions">The logo permissions of the period.</param>
/// <param name="Decisions">The decisions of the period.</param>
/// <param name="Before">What the same party answered in the round before, by question.</param>
public sealed record AssessmentSheet(
    Assessment Assessment, string Partner, Liaison Person,
    IReadOnlyList<Activity> Activities, IReadOnlyList<LogoPermission> LogoPermissions, IReadOnlyList<ParticipationDecision> Decisions,
    IReadOnlyDictionary<string, AssessmentAnswer> Before)
{
    /// <summary>The part of the person's party.</summary>
    public AssessmentPart Part => Assessment.Part(Person.Party);

    /// <summary>The questions, in their order.</summary>
    public IEnumerable<AssessmentQuestion> Questions => AssessmentForm.Of(Assessment).QuestionsFor(Person.Party);

    /// <summary>Whether answers can still be given.</summary>
    public bool IsOpen => Assessment.IsOpen && !Part.IsSubmitted;
}

/// <summary>Finds what the form shows.</summary>
public sealed class AssessmentSheets(
    PartnershipDb db, PreviousAssessment previous, PartsByAssessment parts, ActivitiesByAssessment activities, LogoPermissionsByPartner permissions, ParticipationDecisionsByPartner decisions)
{
    /// <summary>The sheet of one person; null where the assessment is not one of the person's partner.</summary>
    public async Task<AssessmentSheet?> FindAsync(int assessmentKey, Liaison person, CancellationToken cancellation)
    {
        var assessment = await db.Assessments.Include(row => row.Parts).SingleOrDefaultAsync(row => row.Id == assessmentKey && row.OrganisationId == person.OrganisationId, cancellation);
        if (assessment is null)
            return null;
        var evidence = new AssessmentEvidenceNode(assessment);
        var before = await previous.Load(assessment.Id).GetResultAsync(cancellation) is { } last
            ? (await parts.Load(last.Id).GetResultAsync(cancellation)).Where(part => part.Party == person.Party && part.IsSubmitted).SelectMany(part => part.Answers).ToDictionary(answer => answer.Question)
            : [];
        return new AssessmentSheet(
            assessment,
            await db.Organisations.Where(row => row.Id == assessment.OrganisationId).Select(row => row.Name).SingleAsync(cancellation),
            person,
            await activities.Load(assessment.Id).GetResultAsync(cancellation),
            [.. (await evidence.LogoPermissions(permissions).GetResultAsync(cancellation)).Select(node => node.Row)],
            [.. (await evidence.ParticipationDecisions(decisions).GetResultAsync(cancellation)).Select(node => node.Row)],
            before);
    }
}
