using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;

namespace DigitalPartnership.Assessments;

/// <summary>The questions of assessments in one version.</summary>
[Name("AssessmentForm")]
public sealed class AssessmentFormNode
{
    private readonly AssessmentForm _form;

    internal AssessmentFormNode(AssessmentForm form) => _form = form;

    /// <summary>The version.</summary>
    public int Version => _form.Version;

    /// <summary>The questions in their order.</summary>
    public IEnumerable<AssessmentQuestionNode> Questions => _form.Questions.Select(question => new AssessmentQuestionNode(question));
}

/// <summary>A question of the form. It can always be answered in words.</summary>
[Name("AssessmentQuestion")]
public sealed class AssessmentQuestionNode(AssessmentQuestion row)
{
    /// <summary>Its name, the same in every version that asks it.</summary>
    public string Key => row.Key;

    /// <summary>The question.</summary>
    public string Label(Language language = Language.En) => row.Label(language);

    /// <summary>What to think of.</summary>
    public string Help(Language language = Language.En) => row.Help(language);

    /// <summary>Whether it asks for a rating from 1 to 5.</summary>
    public bool Rated => row.Rated;

    /// <summary>Whether a part cannot be submitted without a rating or a text.</summary>
    public bool Required => row.Required;

    /// <summary>The only party that is asked; null where both are.</summary>
    public Party? Party => row.Party;

    /// <summary>What it rests on in the document.</summary>
    public string Basis => row.Basis;
}
