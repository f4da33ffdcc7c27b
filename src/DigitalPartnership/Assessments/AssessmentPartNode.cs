using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Assessments;

/// <summary>What one party says in an assessment.</summary>
[Name("AssessmentPart")]
public sealed class AssessmentPartNode
{
    private readonly AssessmentPart _row;
    private readonly AssessmentForm _form;
    private readonly bool _isOwn;

    internal AssessmentPartNode(AssessmentPart row, AssessmentForm form, bool isOwn) => (_row, _form, _isOwn) = (row, form, isOwn);

    /// <summary>Whose part it is.</summary>
    public Party Party => _row.Party;

    /// <summary>Changes with every draft and with the submission; sent back as `expectedPartVersion`. Null for the other party until it is submitted.</summary>
    public string? Version => IsVisible ? _row.Version.ToString("N") : null;

    /// <summary>When it was submitted, for good; null where it is not.</summary>
    public DateTime? SubmittedAt => _row.SubmittedAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;

    /// <summary>The office of the liaison person who submitted it; null where none did.</summary>
    public IDataLoaderResult<LiaisonNode?>? SubmittedBy([FromServices] LiaisonById liaisons) =>
        _row.LiaisonId is { } key ? liaisons.Load(key).Then(row => row is null ? null : new LiaisonNode(row)) : null;

    /// <summary>The answers in the form's order. Until the part is submitted they are a draft, which only its own party sees.</summary>
    public IEnumerable<AssessmentAnswerNode> Answers => IsVisible ? _row.Answers.Select(answer => new AssessmentAnswerNode(answer, _form)) : [];

    private bool IsVisible => _isOwn || _row.IsSubmitted;
}

/// <summary>The answer to one question of the form.</summary>
[Name("AssessmentAnswer")]
public sealed class AssessmentAnswerNode(AssessmentAnswer row, AssessmentForm form)
{
    /// <summary>The question's key, the same in every version of the form that asks it.</summary>
    public string Question => row.Question;

    /// <summary>The question as it was asked, in the words of that version of the form.</summary>
    public string Label(Language language = Language.En) => form.Question(row.Question)!.Label(language);

    /// <summary>From 1 to 5; null where no rating is asked for or given.</summary>
    public int? Rating => row.Rating;

    /// <summary>In words; null where nothing is said.</summary>
    public string? Text => row.Text;
}
