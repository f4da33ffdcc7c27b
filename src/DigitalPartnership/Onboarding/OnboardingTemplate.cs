using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Onboarding;

/// <summary>The record that completes a task by itself.</summary>
public enum CompletingRecord
{
    /// <summary>The introduction to TC-INF.</summary>
    Introduction,

    /// <summary>The Council of Europe's letter.</summary>
    LetterOfCouncil,

    /// <summary>The partner's letter.</summary>
    LetterOfPartner,

    /// <summary>A liaison person of the Council of Europe.</summary>
    LiaisonOfCouncil,

    /// <summary>A liaison person of the partner.</summary>
    LiaisonOfPartner,
}

/// <summary>
/// What has to be done to take in a partner, as data with a version: an onboarding keeps the version it was opened with.
/// Tasks are timed by the day on which the candidate is expected to join.
/// </summary>
internal sealed record OnboardingTemplate(int Version, int DaysWithoutExpectation, IReadOnlyList<TemplateTask> Tasks)
{
    private static readonly IReadOnlyList<OnboardingTemplate> Versions = Read();

    public static OnboardingTemplate Latest => Versions[^1];

    public static OnboardingTemplate Of(int version) => Versions.Single(template => template.Version == version);

    public TemplateTask Task(string key) => Tasks.Single(task => task.Key == key);

    private static List<OnboardingTemplate> Read()
    {
        var assembly = typeof(OnboardingTemplate).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("onboarding-template.json", StringComparison.Ordinal)))!;
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) } };
        return [.. JsonSerializer.Deserialize<List<OnboardingTemplate>>(stream, options)!.OrderBy(template => template.Version)];
    }
}

/// <summary>A task of the template: who has to do it, how many days from the expected day, behind which others, and on what ground.</summary>
internal sealed record TemplateTask(string Key, Party Owner, int DueDays, string Basis, string English, string French, CompletingRecord? Record)
{
    public IReadOnlyList<string> WaitsFor { get; init; } = [];
}
