using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Workplan;

/// <summary>What tests about the workplan look up and count.</summary>
public static class WorkplanScene
{
    /// <summary>The header of a workplan file.</summary>
    public const string Header = "Category,Sector,Activity,Date,Companies/associations,Description";

    /// <summary>Opens the workplan 2022-2023.</summary>
    public static Task OpenNextWorkplanAsync(this ApiHost host) =>
        host.ChangeAsync(Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv = Header, dryRun = false }, "report { rows { line } }");

    /// <summary>A published activity: its id and version.</summary>
    public static async Task<(string Id, string Version)> ActivityAsync(this ApiHost host, int row)
    {
        var data = await host.AskAsync("query($row: Int) { activities(where: { row: { eq: $row } }) { nodes { id version } } }", new { row });
        var activity = data.GetProperty("activities").GetProperty("nodes")[0];
        return (activity.GetProperty("id").GetString()!, activity.GetProperty("version").GetString()!);
    }

    /// <summary>The id of an organisation.</summary>
    public static async Task<string> OrganisationAsync(this ApiHost host, string slug) =>
        (await host.AskAsync("query($slug: String!) { organisation(slug: $slug) { id } }", new { slug })).GetProperty("organisation").GetProperty("id").GetString()!;

    /// <summary>The audit entries about a record: their actions, the oldest first.</summary>
    public static async Task<JsonElement[]> AuditOfAsync(this ApiHost host, string subject)
    {
        var data = await host.AskAsAsync(Tokens.Admin,
            "query($subject: ID!) { auditLog(where: { subject: { eq: $subject } }) { nodes { action caller before after reason } } }", new { subject });
        return [.. data.GetProperty("auditLog").GetProperty("nodes").EnumerateArray()];
    }

    /// <summary>The public feed: kinds and sentences, the oldest first.</summary>
    public static async Task<(string Kind, string English, string French, string? Subject)[]> FeedAsync(this ApiHost host)
    {
        var data = await host.AskAsync("{ changes(first: 200) { nodes { kind summary fr: summary(language: FR) subject { id } } } }");
        return [.. data.GetProperty("changes").GetProperty("nodes").EnumerateArray().Select(change => (
            change.GetProperty("kind").GetString()!, change.GetProperty("summary").GetString()!, change.GetProperty("fr").GetString()!,
            change.GetProperty("subject") is { ValueKind: JsonValueKind.Object } subject ? subject.GetProperty("id").GetString() : null))];
    }

    /// <summary>How much there is of everything that a mutation might have written.</summary>
    public static async Task<string> CountsAsync(this ApiHost host) =>
        (await host.AskAsAsync(Tokens.Admin, """
            {
              activities(where: {}) { totalCount } workplans { period } sectors { name } changes { totalCount } auditLog { totalCount } activityProposals { totalCount }
              cancelled: activities(where: { status: { eq: CANCELLED } }) { totalCount }
              first: activities(where: { row: { eq: 1 } }) { nodes { version participations { version } } }
            }
            """)).ToString();
}
