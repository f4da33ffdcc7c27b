using System.Text.Json;
using DigitalPartnership.Tests.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Access;

/// <summary>A database in which there is at least one of every record, and the way through the schema to each.</summary>
internal static class EveryRecord
{
    /// <summary>A walk through the schema with arguments that find what was added.</summary>
    public static async Task<SchemaWalk> WalkAsync(ApiHost host)
    {
        var liaison = await host.AskAsync("{ partner(slug: \"icc\") { id liaisons { id } } }");
        var ids = (Partner: liaison.GetProperty("partner").GetProperty("id").GetString(), Liaison: liaison.GetProperty("partner").GetProperty("liaisons")[0].GetProperty("id").GetString());
        return await SchemaWalk.OfAsync(host, (field, argument) => (field, argument) switch
        {
            ("Query.partner", "slug") or ("Query.organisation", "slug") => "\"icc\"",
            ("Query.node", "id") => $"\"{ids.Partner}\"",
            ("Query.nodes", "ids") => $"[\"{ids.Partner}\"]",
            ("Query.personalData", "liaisonId") => $"\"{ids.Liaison}\"",
            ("Query.reminderPreview", "from") => "\"2022-06-08\"",
            ("Query.reminderPreview", "to") => "\"2022-07-31\"",
            ("Query.workplan", "period") => "\"2018-2021\"",
            ("Query.engagement", "by") => "[PARTNER]",
            ("Query.search", "text") => "\"plenary\"",
            (_, "name") when field == "Query.resolveOrganisation" => "\"ICC\"",
            _ => null,
        });
    }

    /// <summary>Gives ICC one of everything, and Apple a liaison.</summary>
    public static async Task AddAsync(ApiHost host)
    {
        await host.DesignateAsync("icc", "of-icc@icc.example");
        await host.DesignateAsync("apple", "of-apple@apple.example");
        var partner = await host.PartnerAsync("icc");
        await DoAsync(host, Tokens.Admin, "recordParticipationDecision", new { organisationId = partner, body = "CAHAI", legalBasis = "CM/Res(2021)3", decidedOn = "2022-06-01", decidedBy = "Committee of Ministers", outcome = "ADMITTED" });
        var activity = (await host.AskAsync("{ activities(first: 1) { nodes { id } } }")).GetProperty("activities").GetProperty("nodes")[0].GetProperty("id").GetString();
        await DoAsync(host, Tokens.Admin, "recordParticipation", new { activityId = activity, organisationId = partner, role = "SPEAKER", certainty = "CONFIRMED" });
        await DoAsync(host, Tokens.Admin, "importWorkplan", new { period = "2022-2023", csv = "Category,Sector,Activity,Date,Companies/associations,Description\n", dryRun = false });
        foreach (var party in (string[])["COUNCIL", "PARTNER"])
            await DoAsync(host, Tokens.Admin, "recordLetter", new { partnerId = partner, party, on = "2022-06-08", signatoryOffice = "Office", signatoryName = "Somebody" });
        await DoAsync(host, Tokens.Admin, "runJob", new { name = "DataRetention" });
        await DoAsync(host, Tokens.ForLiaison("of-icc@icc.example"), "proposeActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "CAHAI", title = "A workshop" });
        await DoAsync(host, Tokens.ForLiaison("of-icc@icc.example"), "requestLogoUse", new { purpose = "A poster" });
        await AssessAsync(host, partner);
        await RemindAsync(host);
    }

    /// <summary>A reminder that has been sent, one that lies ahead, and a party that nobody can remind.</summary>
    private static async Task RemindAsync(ApiHost host)
    {
        await DoAsync(host, Tokens.Admin, "openAssessment", new { partnerId = await host.PartnerAsync("apple"), periodFrom = "2022-06-08", periodTo = "2022-06-08", dueOn = "2022-06-09" });
        await DoAsync(host, Tokens.Admin, "runJob", new { name = "AssessmentReminder" });
        await DoAsync(host, Tokens.Admin, "runJob", new { name = "NotificationDispatch" });
    }

    /// <summary>An assessment with everything that one can have, and one before it.</summary>
    private static async Task AssessAsync(ApiHost host, string partner)
    {
        await DoAsync(host, Tokens.Admin, "openAssessment", new { partnerId = partner, periodFrom = "2022-06-08", periodTo = "2022-06-08", dueOn = "2022-06-08" });
        var id = (await host.AskAsAsync(Tokens.Admin, "{ assessments { nodes { id } } }")).GetProperty("assessments").GetProperty("nodes")[0].GetProperty("id").GetString();
        await DoAsync(host, Tokens.Admin, "extendAssessments", new { assessmentIds = new[] { id }, dueOn = "2022-06-09", reason = "Holidays" });
        await DoAsync(host, Tokens.ForLiaison("of-icc@icc.example"), "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner });
        await DoAsync(host, Tokens.Admin, "submitAssessmentPart", new { assessmentId = id, party = "COUNCIL", answers = AssessmentSteps.FromCouncil });
        await DoAsync(host, Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = "Well." });
    }

    private static async Task DoAsync(ApiHost host, string token, string mutation, object input)
    {
        var payload = (await host.AskAsAsync(token,
            $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ errors {{ ... on Error {{ code message }} }} }} }}", new { input })).GetProperty(mutation);
        Assert.True(payload.GetProperty("errors").ValueKind is JsonValueKind.Null, $"{mutation}: {payload}");
    }
}
