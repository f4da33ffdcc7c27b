using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Assessments;

/// <summary>
/// The questions of assessments, as data with a version: an assessment keeps the version it was opened with. A question that is asked
/// again keeps its key and its meaning, so that rounds can be compared.
/// </summary>
public sealed record AssessmentForm(int Version, IReadOnlyList<AssessmentQuestion> Questions)
{
    private static readonly IReadOnlyList<AssessmentForm> Versions = Read(Shipped());

    /// <summary>The form in force.</summary>
    public static AssessmentForm Latest => Versions[^1];

    /// <summary>The form of one version; null where there is none.</summary>
    public static AssessmentForm? Find(int version) => Versions.FirstOrDefault(form => form.Version == version);

    /// <summary>The form with which an assessment was opened.</summary>
    public static AssessmentForm Of(Assessment assessment) => Versions.Single(form => form.Version == assessment.FormVersion);

    /// <summary>The question with a key; null where there is none.</summary>
    public AssessmentQuestion? Question(string key) => Questions.FirstOrDefault(question => question.Key == key);

    /// <summary>The questions that one party is asked, in their order.</summary>
    public IEnumerable<AssessmentQuestion> QuestionsFor(Party party) => Questions.Where(question => question.IsFor(party));

    /// <summary>Reads forms, the earliest first.</summary>
    /// <exception cref="InvalidOperationException">A version or a key stands there twice, or a key changes its meaning between versions.</exception>
    internal static IReadOnlyList<AssessmentForm> Read(string json)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        List<AssessmentForm> forms = [.. JsonSerializer.Deserialize<List<AssessmentForm>>(json, options)!.OrderBy(form => form.Version)];
        if (forms.DistinctBy(form => form.Version).Count() < forms.Count || forms.Exists(form => form.Questions.DistinctBy(question => question.Key).Count() < form.Questions.Count))
            throw new InvalidOperationException("A version of the assessment form, or a question of one, stands there twice.");
        var changed = forms.SelectMany(form => form.Questions).GroupBy(question => question.Key)
            .FirstOrDefault(asked => asked.Select(question => (question.Rated, question.Party)).Distinct().Count() > 1);
        return changed is null ? forms : throw new InvalidOperationException($"The question '{changed.Key}' changes its meaning between versions; give it another key.");
    }

    private static string Shipped()
    {
        var assembly = typeof(AssessmentForm).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("assessment-form.json", StringComparison.Ordinal)))!;
        return new StreamReader(stream).ReadToEnd();
    }
}

/// <summary>A question of the form.</summary>
/// <param name="Key">Its name, the same in every version that asks it.</param>
/// <param name="Rated">Whether it asks for a rating from 1 to 5; a text can always be given.</param>
/// <param name="Required">Whether a part cannot be submitted without a rating or a text.</param>
/// <param name="Party">The only party that is asked; null where both are.</param>
/// <param name="Basis">What it rests on in the document.</param>
/// <param name="English">The question in English.</param>
/// <param name="French">The question in French.</param>
/// <param name="EnglishHelp">What to think of, in English.</param>
/// <param name="FrenchHelp">What to think of, in French.</param>
public sealed record AssessmentQuestion(
    string Key, bool Rated, bool Required, Party? Party, string Basis, string English, string French, string EnglishHelp, string FrenchHelp)
{
    /// <summary>The question in one language.</summary>
    public string Label(Language language) => language is Language.Fr ? French : English;

    /// <summary>What to think of, in one language.</summary>
    public string Help(Language language) => language is Language.Fr ? FrenchHelp : EnglishHelp;

    /// <summary>Whether a party is asked.</summary>
    public bool IsFor(Party party) => Party is null || Party == party;
}
