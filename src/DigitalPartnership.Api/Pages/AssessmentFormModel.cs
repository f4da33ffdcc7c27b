using System.Globalization;
using DigitalPartnership.Assessments;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Api.Pages;

/// <summary>What came of the last step on the form.</summary>
public enum AnswerOutcome
{
    /// <summary>Nothing was sent.</summary>
    None,

    /// <summary>A draft is kept.</summary>
    Saved,

    /// <summary>The part is submitted.</summary>
    Submitted,

    /// <summary>Something is missing or wrong; nothing was kept.</summary>
    Incomplete,

    /// <summary>The part was changed in another window; nothing was kept.</summary>
    ChangedElsewhere,

    /// <summary>Nothing can be answered any more.</summary>
    Closed,

    /// <summary>What was sent is no form.</summary>
    Unreadable,
}

/// <summary>What the form page shows.</summary>
public sealed class AssessmentFormModel
{
    private readonly Dictionary<string, AssessmentAnswerInput> _given;
    private readonly bool _isDraft;

    internal AssessmentFormModel(AssessmentSheet sheet, Language language, AnswerOutcome outcome, IReadOnlyList<AssessmentAnswerInput>? given = null, bool isDraft = true)
    {
        (Sheet, Language, Outcome, _isDraft) = (sheet, language, outcome, isDraft);
        _given = (given ?? [.. sheet.Part.Answers.Select(answer => new AssessmentAnswerInput { Question = answer.Question, Rating = answer.Rating, Text = answer.Text })])
            .ToDictionary(answer => answer.Question);
    }

    /// <summary>The records.</summary>
    public AssessmentSheet Sheet { get; }

    /// <summary>The language of the page.</summary>
    public Language Language { get; }

    /// <summary>What came of the last step.</summary>
    public AnswerOutcome Outcome { get; }

    /// <summary>What stands in the fields of a question.</summary>
    public AssessmentAnswerInput? Given(AssessmentQuestion question) => _given.GetValueOrDefault(question.Key);

    /// <summary>What is wrong with the answer to a question; null where nothing is.</summary>
    public string? Wrong(AssessmentQuestion question)
    {
        if (Outcome is not AnswerOutcome.Incomplete)
            return null;
        var given = Given(question);
        if (given?.Text?.ReplaceLineEndings("\n").Trim().Length > AssessmentAnswer.LongestText)
            return Words($"The text has at most {AssessmentAnswer.LongestText} characters.", $"Le texte compte au plus {AssessmentAnswer.LongestText} caractères.");
        if (given?.Text is { } text && text.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t')))
            return Words("The text holds characters that cannot be kept.", "Le texte contient des caractères qui ne peuvent être conservés.");
        if (given?.Rating is { } rating && (!question.Rated || rating is < 1 or > 5))
            return Words("A rating lies between 1 and 5.", "L’appréciation va de 1 à 5.");
        return !_isDraft && question.Required && given is not ({ Rating: not null } or { Text.Length: > 0 })
            ? Words("This question needs a rating or a text.", "Cette question demande une appréciation ou un texte.")
            : null;
    }

    /// <summary>A text in the language of the page.</summary>
    public string Words(string english, string french) => new Bilingual(english, french).In(Language);

    /// <summary>Reads the fields of the form; what is no field of it is left out.</summary>
    internal static IReadOnlyList<AssessmentAnswerInput> Read(AssessmentSheet sheet, IFormCollection form) =>
    [
        .. from question in sheet.Questions
           let rating = form[$"{question.Key}.rating"].ToString()
           let text = form[$"{question.Key}.text"].ToString()
           where rating.Length > 0 || !string.IsNullOrWhiteSpace(text)
           select new AssessmentAnswerInput
           {
               Question = question.Key,
               Rating = rating.Length == 0 ? null : int.TryParse(rating, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
               Text = text,
           },
    ];
}
