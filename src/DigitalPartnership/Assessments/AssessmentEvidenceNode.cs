using DigitalPartnership.Agreements;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Assessments;

/// <summary>What the records know of the period of an assessment.</summary>
[Name("AssessmentEvidence")]
public sealed class AssessmentEvidenceNode
{
    private readonly Assessment _row;

    internal AssessmentEvidenceNode(Assessment row) => _row = row;

    /// <summary>
    /// The activities whose date can touch the period and in which the partner takes part, however surely, by date. Undated ones and those that
    /// were called off are left out.
    /// </summary>
    public IDataLoaderResult<IEnumerable<ActivityNode>> Activities([FromServices] ActivitiesByAssessment activities) =>
        activities.Load(_row.Id).Then(found => found.Select(row => new ActivityNode(row)));

    /// <summary>The permissions to use the logo that were asked for, decided or in force in the period, the standing one first.</summary>
    public IDataLoaderResult<IEnumerable<LogoPermissionNode>> LogoPermissions([FromServices] LogoPermissionsByPartner permissions) =>
        permissions.Load(_row.OrganisationId).Then(found => found.Where(IsOfPeriod).Select(row => new LogoPermissionNode(row)));

    /// <summary>The decisions of the period on the partner's participation in bodies, the earliest first.</summary>
    public IDataLoaderResult<IEnumerable<ParticipationDecisionNode>> ParticipationDecisions([FromServices] ParticipationDecisionsByPartner decisions) =>
        decisions.Load(_row.OrganisationId).Then(found => found.Where(row => IsInPeriod(row.DecidedOn)).Select(row => new ParticipationDecisionNode(row)));

    private bool IsOfPeriod(LogoPermission row) =>
        IsInPeriod(row.RequestedOn) || IsInPeriod(row.DecidedOn)
        || row.IsPublic && !(row.DecidedOn > _row.PeriodTo) && !(row.ValidUntil < _row.PeriodFrom);

    private bool IsInPeriod(DateOnly? day) => day >= _row.PeriodFrom && day <= _row.PeriodTo;
}
