using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Onboarding;

/// <summary>What is done to take in one partner.</summary>
[Name("Onboarding")]
public sealed class OnboardingNode : INode
{
    internal const string NodeKind = "Onboarding";

    private readonly Onboarding _row;

    internal OnboardingNode(Onboarding row) => _row = row;

    /// <summary>The onboarding's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, _row.Id).ToString();

    /// <summary>Changes with every change of the record.</summary>
    public string Version => _row.Version.ToString("N");

    /// <summary>Who is taken in.</summary>
    public IDataLoaderResult<PartnerNode> Partner([FromServices] OrganisationById organisations) =>
        organisations.Load(_row.OrganisationId).Then(row => new PartnerNode(row!));

    /// <summary>The version of the list of tasks that it was opened with.</summary>
    public int TemplateVersion => _row.TemplateVersion;

    /// <summary>When it was opened.</summary>
    public DateOnly OpenedOn => _row.OpenedOn;

    /// <summary>When nothing was left to be done; null while something is.</summary>
    public DateOnly? CompletedOn => _row.CompletedOn;

    /// <summary>Which part of the tasks is completed or waived, from 0 to 1.</summary>
    public double Progress => _row.Tasks.Count == 0 ? 1 : Math.Round((double)_row.Tasks.Count(task => task.IsDone) / _row.Tasks.Count, 4);

    /// <summary>Its tasks in the order of the list.</summary>
    public IEnumerable<OnboardingTaskNode> Tasks => _row.Tasks.Select(task => new OnboardingTaskNode(task));

    /// <summary>What can be done now, the most urgent first.</summary>
    public IEnumerable<OnboardingTaskNode> Next =>
        Tasks.Where(task => task.State is OnboardingTaskState.Open).OrderBy(task => task.DueOn);

    /// <summary>What should have been done by now, the oldest first, also where others have to be done before.</summary>
    public IEnumerable<OnboardingTaskNode> Overdue([FromServices] FilterContext context) =>
        Tasks.Where(task => !task.Row.IsDone && task.DueOn < context.Today).OrderBy(task => task.DueOn);
}

/// <summary>Something that has to be done to take in a partner.</summary>
[Name("OnboardingTask")]
public sealed class OnboardingTaskNode : INode
{
    internal const string NodeKind = "OnboardingTask";

    private readonly TemplateTask _template;

    internal OnboardingTaskNode(OnboardingTask row)
    {
        Row = row;
        _template = OnboardingTemplate.Of(row.Onboarding.TemplateVersion).Task(row.Key);
    }

    internal OnboardingTask Row { get; }

    /// <summary>The task's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>Its name in the list of tasks, for example `letter-of-partner`.</summary>
    public string Key => Row.Key;

    /// <summary>What has to be done.</summary>
    public string Title(Language language = Language.En) => language is Language.Fr ? _template.French : _template.English;

    /// <summary>What the task rests on: a place of the document, or an assumption.</summary>
    public string Basis => _template.Basis;

    /// <summary>Who has to do it.</summary>
    public Party Owner => Row.Owner;

    /// <summary>When it should be done.</summary>
    public DateOnly? DueOn => Row.DueOn;

    /// <summary>How far it is.</summary>
    public OnboardingTaskState State => Row.State is OnboardingTaskState.Open && Before.Any(task => !task.IsDone) ? OnboardingTaskState.Waiting : Row.State;

    /// <summary>What has to be done before.</summary>
    public IEnumerable<OnboardingTaskNode> WaitsFor => Before.Select(task => new OnboardingTaskNode(task));

    /// <summary>When it was done; null where it is not, or where the day is not known.</summary>
    public DateOnly? CompletedOn => Row.CompletedOn;

    /// <summary>Who said that it is done: a caller's lasting id, or `record` where the record that it waits for completed it.</summary>
    public string? CompletedBy => Row.CompletedBy;

    /// <summary>Why it need not be done.</summary>
    public string? WaivedReason => Row.WaivedReason;

    internal bool CompletesItself => _template.Record is not null;

    internal bool IsLetter => _template.Record is CompletingRecord.LetterOfCouncil or CompletingRecord.LetterOfPartner;

    private IEnumerable<OnboardingTask> Before => Row.Onboarding.Tasks.Where(task => _template.WaitsFor.Contains(task.Key));
}

/// <summary>What the onboarding brings to a partner.</summary>
[Extends(typeof(PartnerNode))]
public static class OnboardingFields
{
    /// <summary>How far it has been taken in; null where it joined before there were onboardings.</summary>
    [Allowed(Audience.AdminOrOwn)]
    public static IDataLoaderResult<OnboardingNode?> Onboarding([FromSource] PartnerNode partner, [FromServices] OnboardingByPartner onboardings) =>
        onboardings.Load(partner.Row.Id).Then(row => row is null ? null : new OnboardingNode(row));
}
