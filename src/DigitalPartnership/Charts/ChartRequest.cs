using System.Globalization;
using DigitalPartnership.Engagement;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Charts;

/// <summary>On what ground a chart is drawn.</summary>
public enum ChartTheme
{
    /// <summary>As whoever looks at it has set their system.</summary>
    Auto,

    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}

/// <summary>What a chart is to show and how.</summary>
/// <param name="Filter">What is counted.</param>
/// <param name="Language">The language of its words.</param>
/// <param name="Theme">The ground it is drawn on.</param>
public sealed record ChartRequest(EngagementFilter Filter, Language Language, ChartTheme Theme)
{
    /// <summary>Reads the parameters of an address: from, to, certainty, merge, lang, theme.</summary>
    /// <exception cref="RequestError">VALIDATION_FAILED: a parameter that there is not, one given twice, or a value that it cannot have.</exception>
    public static ChartRequest Read(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> parameters)
    {
        var request = new ChartRequest(new EngagementFilter(), Language.En, ChartTheme.Auto);
        foreach (var (name, values) in parameters)
        {
            if (values is not [var value])
                throw Wrong(name, $"'{name}' is given more than once.");
            request = request.With(name, value);
        }
        request.Filter.Check();
        return request;
    }

    private ChartRequest With(string name, string value)
    {
        switch (name)
        {
            case "from": Filter.From = Day(name, value); return this;
            case "to": Filter.To = Day(name, value); return this;
            case "certainty": Filter.Certainty = [.. value.Split(',').Select(part => Choice<ParticipationCertainty>(name, part))]; return this;
            case "merge": Filter.MergeSameEvents = bool.TryParse(value, out var merge) ? merge : throw Wrong(name, "'merge' is true or false."); return this;
            case "lang": return this with { Language = Choice<Language>(name, value) };
            case "theme": return this with { Theme = Choice<ChartTheme>(name, value) };
            default: throw Wrong(name, "A chart has the parameters from, to, certainty, merge, lang and theme, and no other.");
        }
    }

    private static DateOnly Day(string name, string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong(name, $"'{name}' is a day as ISO 8601 writes it, for example 2021-07-05.");

    private static T Choice<T>(string name, string value) where T : struct, Enum =>
        EnumNames.TryRead<T>(value, out var choice) ? choice : throw Wrong(name, $"'{name}' is one of {EnumNames.All<T>().ToLowerInvariant()}.");

    private static RequestError Wrong(string name, string message) => new("VALIDATION_FAILED", message, name);
}
