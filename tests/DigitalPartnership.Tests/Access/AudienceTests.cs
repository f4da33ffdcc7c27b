using System.Text;
using System.Text.Json;
using DigitalPartnership.Access;
using DigitalPartnership.Tests.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace DigitalPartnership.Tests.Access;

public sealed class AudienceTests
{
    private static readonly string[] Refusals = ["AUTH_NOT_AUTHENTICATED", "AUTH_NOT_AUTHORIZED"];

    /// <summary>
    /// Asks every field of the schema as four callers. Who gets it is held to a list that people have read: a line for each field, and
    /// what is not there must not be allowed.
    /// </summary>
    /// <param name="answers">How many megabytes of answers the host keeps: in the second walk every field is asked for after others have asked for it, and again.</param>
    [Theory]
    [InlineData("0")]
    [InlineData("16")]
    public async Task Everybody_sees_what_is_theirs_to_see_and_nothing_else(string answers)
    {
        using var host = ApiHost.With(("Answers:CacheMegabytes", answers));
        await FillAsync(host);
        var own = Tokens.ForLiaison("of-icc@icc.example");
        var other = Tokens.ForLiaison("of-apple@apple.example");
        Assert.Equal("icc", await host.ActsForAsync(own));
        Assert.Equal("apple", await host.ActsForAsync(other));
        var liaison = await host.AskAsync("{ partner(slug: \"icc\") { id liaisons { id } } }");
        var ids = (Partner: liaison.GetProperty("partner").GetProperty("id").GetString(), Liaison: liaison.GetProperty("partner").GetProperty("liaisons")[0].GetProperty("id").GetString());
        var walk = await SchemaWalk.OfAsync(host, (field, argument) => (field, argument) switch
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

        // A field that the walk does not come to says nothing about who may see it.
        foreach (var (type, document) in walk.Types())
            Assert.True(IsReached((await host.PostAsAsync(Tokens.Admin, document)).GetProperty("data")), $"No {type}: {document}");

        var lines = new StringBuilder();
        foreach (var (field, document) in walk.Reads().Concat(walk.Mutations()).OrderBy(entry => entry.Field, StringComparer.Ordinal))
        {
            var allowed = new List<string>();
            string? toNobody = null;
            foreach (var (name, token) in new[] { ("anonymous", null), ("liaison", own), ("other liaison", other), ("admin", Tokens.Admin) })
            {
                if (await IsAllowedAsync(host, token, document))
                    allowed.Add(name);
                // What is answered to nobody in particular stays what it was, whoever has asked in between; mutations are refused to all of these.
                if (answers != "0" && !document.StartsWith("mutation", StringComparison.Ordinal) && (await host.PostAsAsync(null, document)).GetRawText() is var now)
                    Assert.Equal((field, toNobody ??= now), (field, now));
            }
            lines.Append(field).Append(": ").AppendJoin(", ", allowed).Append('\n');
        }

        Snapshot.Match(lines.ToString(), "AudienceTests.Everybody_sees_what_is_theirs_to_see_and_nothing_else");
    }

    [Fact]
    public void Every_root_field_declares_who_may_see_it()
    {
        using var host = new ApiHost();
        host.StartServer();
        var schema = host.Services.GetRequiredService<ISchema>();

        Assert.Empty(
            from root in new[] { schema.Query, schema.Mutation!, schema.Subscription! }
            from field in root.Fields
            where !field.HasMetadata(AllowedAttribute.MetadataKey)
            select $"{root.Name}.{field.Name}");
    }

    private static async Task<bool> IsAllowedAsync(ApiHost host, string? token, string document)
    {
        var answer = await host.PostAsAsync(token, document);
        if (!answer.TryGetProperty("errors", out var errors))
            return true;
        var codes = errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!).Distinct().ToList();
        Assert.True(codes is [var code] && Refusals.Contains(code), $"{document}\n{errors}");
        return false;
    }

    private static bool IsReached(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Object => data.EnumerateObject().All(field => field.Value.ValueKind is not JsonValueKind.Object and not JsonValueKind.Array || IsReached(field.Value)),
        JsonValueKind.Array => data.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.Object || item.EnumerateObject().Any() && IsReached(item)),
        _ => true,
    };

    /// <summary>Gives ICC one of everything, and Apple a liaison.</summary>
    private static async Task FillAsync(ApiHost host)
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
