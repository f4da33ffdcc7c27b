using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Assessments;

/// <summary>Opening, concluding, extending and cancelling assessments.</summary>
[Extends(typeof(Mutation))]
public static class AssessmentMutations
{
    private const int MostAtOnce = 200;

    /// <summary>Opens a round out of turn. A partner has one round at a time; as a rule they are opened by schedule.</summary>
    [Allowed(Audience.Admin)]
    public static Task<OpenAssessmentPayload> OpenAssessment([FromServices] Changes changes, OpenAssessmentInput input) =>
        changes.MakeAsync<OpenAssessmentPayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            change.Check(input.PeriodFrom <= input.PeriodTo, "periodTo", "It lies before the start of the period.");
            change.Check(input.DueOn >= input.PeriodTo, "dueOn", "It lies before the end of the period.");
            change.Check(input.DueOn >= change.Today, "dueOn", "It lies in the past.");
            change.StopIfWrong();
            if (partnership.Status is not PartnerStatus.Active)
                throw new Refusal(new WrongStateError("Only partnerships that go on are assessed."));
            if (await change.Db.Assessments.Open().AnyAsync(row => row.OrganisationId == partnership.OrganisationId))
                throw new Refusal(new WrongStateError("An assessment of this partner is open already; conclude or cancel it first."));
            var assessment = Assessment.Open(partnership.OrganisationId, input.PeriodFrom, input.PeriodTo, input.DueOn);
            change.Db.Add(assessment);
            return () => assessment.Id;
        }, async key => new OpenAssessmentPayload { Assessment = await changes.AssessmentAsync(key) });

    /// <summary>Records the joint conclusion, once both parties have submitted their parts, and opens the next round by schedule.</summary>
    [Allowed(Audience.Admin)]
    public static Task<ConcludeAssessmentPayload> ConcludeAssessment([FromServices] Changes changes, [FromServices] AssessmentRounds rounds, ConcludeAssessmentInput input) =>
        changes.MakeAsync<ConcludeAssessmentPayload, (int Key, int? Next)>(input, async change =>
        {
            var assessment = await change.AssessmentAsync(input.AssessmentId);
            Change.Expect(assessment, input.ExpectedVersion);
            var conclusion = change.Lines("conclusion", input.Conclusion, Assessment.LongestConclusion);
            change.Check(conclusion is not null, "conclusion", "It must not be blank.");
            change.StopIfWrong();
            assessment.Conclude(conclusion!, change.Today);
            var next = await rounds.OpenNextAsync(change, assessment);
            return () => (assessment.Id, next?.Id);
        }, async made => new ConcludeAssessmentPayload
        {
            Assessment = await changes.AssessmentAsync(made.Key),
            Next = made.Next is { } next ? await changes.AssessmentAsync(next) : null,
        });

    /// <summary>Moves the due dates of one or many assessments to a later day; all of them or, where one cannot be moved, none.</summary>
    [Allowed(Audience.Admin)]
    public static Task<ExtendAssessmentsPayload> ExtendAssessments([FromServices] Changes changes, ExtendAssessmentsInput input) =>
        changes.MakeAsync<ExtendAssessmentsPayload, List<int>>(input, async change =>
        {
            var ids = input.AssessmentIds.Distinct().ToList();
            change.Check(ids.Count is > 0 and <= MostAtOnce, "assessmentIds", $"Name between 1 and {MostAtOnce} assessments.");
            change.Check(input.ExpectedVersion is null || ids.Count == 1, "expectedVersion", "It can be given for one assessment only.");
            var reason = change.Text("reason", input.Reason, 2000);
            change.Check(input.DueOn > change.Today, "dueOn", "It must lie ahead.");
            change.StopIfWrong();
            var keys = ids.Select(id => Change.KeyOf(AssessmentNode.NodeKind, id)).ToList();
            var assessments = await change.Db.Assessments.AsTracking().Where(row => keys.Contains(row.Id)).ToListAsync();
            if (assessments.Count < keys.Count)
                throw Change.NotFound("assessment");
            foreach (var assessment in assessments)
            {
                Change.Expect(assessment, input.ExpectedVersion);
                change.Check(!assessment.IsOpen || input.DueOn > assessment.DueOn, "dueOn", $"It is not later than {assessment.DueOn:yyyy-MM-dd}, when one of the assessments is due.");
                assessment.Extend(input.DueOn, reason);
            }
            change.Reason = reason;
            return () => keys;
        }, async keys => new ExtendAssessmentsPayload { Assessments = [.. await changes.AssessmentsAsync(keys)] });

    /// <summary>Ends a round without a conclusion, for example where a party does not wish to take part. The next one is opened by schedule.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CancelAssessmentPayload> CancelAssessment([FromServices] Changes changes, CancelAssessmentInput input) =>
        changes.MakeAsync<CancelAssessmentPayload, int>(input, async change =>
        {
            var assessment = await change.AssessmentAsync(input.AssessmentId);
            Change.Expect(assessment, input.ExpectedVersion);
            var reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            assessment.Cancel(change.Today, reason);
            change.Reason = reason;
            return () => assessment.Id;
        }, async key => new CancelAssessmentPayload { Assessment = await changes.AssessmentAsync(key) });
}

/// <summary>Finds assessments for mutations.</summary>
internal static class AssessmentChanges
{
    /// <summary>The assessment of an id with its parts, to be changed.</summary>
    /// <exception cref="Refusal">NOT_FOUND.</exception>
    public static async Task<Assessment> AssessmentAsync(this Change change, string id)
    {
        var key = Change.KeyOf(AssessmentNode.NodeKind, id);
        return await change.Db.Assessments.AsTracking().Include(row => row.Parts).SingleOrDefaultAsync(row => row.Id == key) ?? throw Change.NotFound("assessment");
    }

    /// <summary>The assessment as it is now.</summary>
    public static async Task<AssessmentNode> AssessmentAsync(this Changes changes, int key) => new(await changes.Db.Assessments.SingleAsync(row => row.Id == key));

    /// <summary>Assessments as they are now, in the order of their keys as given.</summary>
    public static async Task<IEnumerable<AssessmentNode>> AssessmentsAsync(this Changes changes, List<int> keys) =>
        (await changes.Db.Assessments.Where(row => keys.Contains(row.Id)).ToListAsync()).OrderBy(row => keys.IndexOf(row.Id)).Select(row => new AssessmentNode(row));
}
