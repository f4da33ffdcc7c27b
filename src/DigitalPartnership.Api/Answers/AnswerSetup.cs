namespace DigitalPartnership.Api.Answers;

/// <summary>Wires the keeping of answers.</summary>
internal static class AnswerSetup
{
    /// <summary>Registers the cache, configured by <c>Answers:…</c>.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(AnswerSettings.From(configuration)).AddSingleton<AnswerCache>();

    /// <summary>Answers from memory what can be. What comes before it in the pipeline is done for every request, what comes after only for the others.</summary>
    /// <param name="app">The host.</param>
    /// <param name="complete">Adds to the headers of an answer what every answer of the host has.</param>
    public static void UseAnswers(this WebApplication app, Action<IHeaderDictionary> complete)
    {
        if (app.Services.GetRequiredService<AnswerCache>().IsOn)
            app.UseMiddleware<AnswerMiddleware>(complete);
    }
}
