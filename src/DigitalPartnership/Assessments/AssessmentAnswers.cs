using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Assessments;

/// <summary>An answer as somebody gives it.</summary>
public sealed class AssessmentAnswerInput
{
    /// <summary>The question's key.</summary>
    public required string Question { get; set; }

    /// <summary>From 1 to 5, where the question asks for it.</summary>
    public int? Rating { get; set; }

    /// <summary>In words, at most 4,000 characters; line breaks are kept.</summary>
    public string? Text { get; set; }
}

/// <summary>Reads what a party answers, by whichever way it comes.</summary>
public static class AssessmentAnswers
{
    /// <summary>Checks what a party answers, and keeps it as a draft or submits it: for every way in which answers come.</summary>
    /// <param name="change">The change that is made.</param>
    /// <param name="assessment">The assessment, with its parts, to be changed.</param>
    /// <param name="party">Whose part it is.</param>
    /// <param name="inputs">The answers.</param>
    /// <param name="isDraft">Whether they are kept for the party alone.</param>
    /// <param name="liaison">The office of the liaison person who answers; null where none does.</param>
    /// <exception cref="Refusal">VALIDATION_FAILED or WRONG_STATE.</exception>
    public static void Answer(this Change change, Assessment assessment, Party party, IReadOnlyList<AssessmentAnswerInput> inputs, bool isDraft, int? liaison)
    {
        var answers = Read(change, AssessmentForm.Of(assessment), party, inputs, isDraft);
        change.StopIfWrong();
        if (isDraft)
            assessment.SaveDraft(party, answers);
        else
            assessment.Submit(party, answers, change.Now, party is Party.Partner ? liaison : null);
        change.Touch(assessment);
    }

    /// <summary>
    /// Reads the answers of one party to a form, in the form's order, and notes whatever is wrong with them. Answers with neither rating nor
    /// text are left out; a draft need not be complete.
    /// </summary>
    public static IReadOnlyList<AssessmentAnswer> Read(Change change, AssessmentForm form, Party party, IReadOnlyList<AssessmentAnswerInput> inputs, bool isDraft)
    {
        var answers = new Dictionary<string, AssessmentAnswer>();
        for (var place = 0; place < inputs.Count; place++)
        {
            var (input, field) = (inputs[place], $"answers[{place}]");
            if (form.Question(input.Question) is not { } question || !question.IsFor(party))
                change.Invalid($"{field}.question", "The form does not ask this party this question.");
            else if (!answers.TryAdd(question.Key, Read(change, field, question, input)))
                change.Invalid($"{field}.question", "This question is answered twice.");
        }

        foreach (var missing in form.QuestionsFor(party).Where(question => question.Required && !isDraft && !IsGiven(answers.GetValueOrDefault(question.Key))))
            change.Invalid("answers", $"The question '{missing.Key}' needs a rating or a text.");
        return [.. form.QuestionsFor(party).Select(question => answers.GetValueOrDefault(question.Key)).Where(IsGiven).OfType<AssessmentAnswer>()];
    }

    /// <summary>Reads a text of several lines that may be left out; a blank one counts as left out.</summary>
    public static string? Lines(this Change change, string field, string? value, int longest)
    {
        var text = value?.ReplaceLineEndings("\n").Trim();
        change.Check(text is null || text.Length <= longest, field, $"It has at most {longest} characters.");
        change.Check(text is null || !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')), field, "It must not hold control characters but line breaks.");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static AssessmentAnswer Read(Change change, string field, AssessmentQuestion question, AssessmentAnswerInput input)
    {
        change.Check(question.Rated || input.Rating is null, $"{field}.rating", "This question asks for no rating.");
        change.Check(!question.Rated || input.Rating is null or (>= 1 and <= 5), $"{field}.rating", "A rating lies between 1 and 5.");
        return new AssessmentAnswer(question.Key, input.Rating, change.Lines($"{field}.text", input.Text, AssessmentAnswer.LongestText));
    }

    private static bool IsGiven(AssessmentAnswer? answer) => answer is { Rating: not null } or { Text: not null };
}
