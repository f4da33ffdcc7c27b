using System.Text.Json;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Assessments;

/// <summary>What tests do with assessments, as the Secretariat and liaisons do it.</summary>
internal static class AssessmentSteps
{
    public const string Round = """
        assessment { id version partner { slug } periodFrom periodTo dueOn state formVersion conclusion concludedOn cancelledOn cancelledReason
          extensions { from to reason }
          partnerPart { party version submittedAt submittedBy { office } answers { question rating text } }
          councilPart { party version submittedAt submittedBy { office } answers { question rating text } } }
        """;

    public static readonly object[] FromPartner =
    [
        new { question = "information", rating = 4, text = "Monthly.\nBy mail." },
        new { question = "activities", rating = 3 },
        new { question = "workplan", rating = 5 },
        new { question = "liaison", text = "Within a day." },
        new { question = "changes", text = "Nothing." },
    ];

    public static readonly object[] FromCouncil =
    [
        new { question = "information", rating = 2 },
        new { question = "activities", rating = 4 },
        new { question = "expertise", rating = 5 },
        new { question = "liaison", rating = 1 },
    ];

    /// <summary>Opens a round over 2021 that is due in July 2022, and gives its id.</summary>
    public static async Task<string> OpenAsync(this ApiHost host, string slug, string from = "2021-01-01", string to = "2021-12-31", string dueOn = "2022-07-01") =>
        (await host.ChangeAsync(Tokens.Admin, "openAssessment", new { partnerId = await host.PartnerAsync(slug), periodFrom = from, periodTo = to, dueOn }, Round)).Text("assessment", "id")!;

    public static async Task<JsonElement> AnswerAsync(this ApiHost host, string token, string assessmentId, string party, object[] answers, bool draft = false) =>
        (await host.ChangeAsync(token, "submitAssessmentPart", new { assessmentId, party, answers, draft }, Round)).At("assessment");

    /// <summary>Designates a liaison of a partner and gives a token for that person.</summary>
    public static async Task<string> LiaisonAsync(this ApiHost host, string slug)
    {
        await host.DesignateAsync(slug, $"of-{slug}@{slug}.example");
        return Tokens.ForLiaison($"of-{slug}@{slug}.example");
    }

    public static Task<JsonElement> NodeAsync(this ApiHost host, string? token, string id) =>
        host.AskAsAsync(token, "query($id: ID!) { node(id: $id) { ... on Assessment { state dueOn partnerPart { submittedAt answers { question text } } councilPart { submittedAt answers { question text } } } } }", new { id });

    /// <summary>Runs a job of the timetable now and gives what it says it has done.</summary>
    public static async Task<string> RunAsync<TJob>(this ApiHost host, bool isDryRun = false) where TJob : IJob
    {
        _ = host.Http;
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(isDryRun, default)).ToString();
    }
}
