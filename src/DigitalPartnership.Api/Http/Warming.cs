using DigitalPartnership.GraphQL;
using GraphQL;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Answers what a front page asks before the host listens, so that the first visitor does not wait for the model of the database, its queries and the
/// engine to be made ready: an instance that is added under load is useful at once.
/// </summary>
internal static class Warming
{
    private const string Question = "{ partners { nodes { name slug country status activities { nodes { id title category date { text edtf } } } } } }";

    /// <summary>Asks the question, unless <c>Startup:Warm</c> is false. A database that is not there yet stops no start: health tells of it.</summary>
    public static async Task WarmAsync(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Startup:Warm", true))
            return;
        await using var scope = app.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IDocumentExecuter>().ExecuteAsync(new ExecutionOptions
        {
            Query = Question,
            RequestServices = scope.ServiceProvider,
            UserContext = new Dictionary<string, object?>(),
        });
        using var answer = new AnswerBuffer();
        scope.ServiceProvider.GetRequiredService<AnswerWriter>().Write(answer, result);
        if (result.Errors is { Count: > 0 })
            app.Logger.LogWarning("The question that warms the host up was not answered");
    }
}
