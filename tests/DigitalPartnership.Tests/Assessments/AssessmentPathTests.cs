using System.Text.Json;
using DigitalPartnership.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Assessments;

public sealed class AssessmentPathTests
{
    [Fact]
    public async Task Both_parties_answer_the_Secretariat_concludes_and_the_next_round_is_open()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        var id = await host.OpenAsync("google");

        var first = await host.AnswerAsync(liaison, id, "PARTNER", AssessmentSteps.FromPartner);
        Assert.Equal("PARTLY_SUBMITTED", first.Text("state"));
        Assert.Equal("2022-06-08T10:00:00Z", first.Text("partnerPart", "submittedAt"));
        Assert.Equal("Liaison 2022–", first.Text("partnerPart", "submittedBy", "office"));
        Assert.Equal(["information", "activities", "workplan", "liaison", "changes"], first.Column("question", "partnerPart", "answers"));
        Assert.Equal("Monthly.\nBy mail.", first.List("partnerPart", "answers")[0].Text("text"));

        var second = await host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil);
        Assert.Equal("SUBMITTED", second.Text("state"));
        Assert.Null(second.Text("councilPart", "submittedBy"));

        host.Time.SetUtcNow(new DateTimeOffset(2022, 7, 20, 10, 0, 0, TimeSpan.Zero));
        var concluded = await host.ChangeAsync(Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = "Both parties\nwish to go on." },
            AssessmentSteps.Round + " next { periodFrom periodTo dueOn state previous { id partnerPart { answers { question label(language: FR) rating } } } }");
        Assert.Equal("CONCLUDED", concluded.Text("assessment", "state"));
        Assert.Equal("2022-07-20", concluded.Text("assessment", "concludedOn"));
        Assert.Equal("Both parties\nwish to go on.", concluded.Text("assessment", "conclusion"));
        Assert.Equal(("2022-01-01", "2023-07-19", "2023-07-20", "OPEN"), Round(concluded.At("next")));
        Assert.Equal(id, concluded.Text("next", "previous", "id"));
        Assert.StartsWith("Comment l’échange", concluded.List("next", "previous", "partnerPart", "answers")[0].Text("label"));

        var log = (await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { action before after } } changes { nodes { kind } } }"));
        var actions = log.Column("action", "auditLog", "nodes");
        Assert.Contains("concludeAssessment: Assessment changed", actions);
        Assert.Contains("concludeAssessment: Assessment added", actions);
        Assert.Contains("submitAssessmentPart: AssessmentPart changed", actions);
        Assert.DoesNotContain("Monthly", log.GetRawText());
        Assert.DoesNotContain("wish to go on", log.GetRawText());
        Assert.Equal(["LIAISON_DESIGNATED"], log.Column("kind", "changes", "nodes")); // and nothing of assessments
    }

    [Fact]
    public async Task A_draft_is_for_its_own_party_until_it_is_submitted()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        var id = await host.OpenAsync("google");
        object[] half = [new { question = "changes", text = "A half sentence" }];

        var draft = await host.AnswerAsync(liaison, id, "PARTNER", half, draft: true);
        Assert.Equal("OPEN", draft.Text("state"));
        Assert.Equal("A half sentence", draft.List("partnerPart", "answers")[0].Text("text"));
        Assert.DoesNotContain("half sentence", (await host.NodeAsync(Tokens.Admin, id)).GetRawText());
        await host.AnswerAsync(Tokens.Admin, id, "COUNCIL", [new { question = "expertise", text = "Of our own" }], draft: true);
        Assert.Contains("Of our own", (await host.NodeAsync(Tokens.Admin, id)).GetRawText());
        Assert.DoesNotContain("Of our own", (await host.NodeAsync(liaison, id)).GetRawText());
        Assert.DoesNotContain("half sentence", (await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { before after } } }")).GetRawText());

        await host.AnswerAsync(liaison, id, "PARTNER", AssessmentSteps.FromPartner);
        await host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil);

        Assert.Contains("Within a day.", (await host.NodeAsync(Tokens.Admin, id)).GetRawText());
        var seen = await host.NodeAsync(liaison, id);
        Assert.Equal(["information", "activities", "expertise", "liaison"], seen.Column("question", "node", "councilPart", "answers"));
        Assert.DoesNotContain("half sentence", seen.GetRawText());
    }

    [Fact]
    public async Task Nobody_answers_for_another_party_or_sees_what_is_between_others()
    {
        using var host = new ApiHost();
        var own = await host.LiaisonAsync("google");
        var other = await host.LiaisonAsync("apple");
        var id = await host.OpenAsync("google");
        await host.OpenAsync("apple");
        const string Submit = "mutation($id: ID!, $party: Party!) { submitAssessmentPart(input: { assessmentId: $id, party: $party, answers: [], draft: true }) { assessment { id } } }";

        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(Tokens.Admin, Submit, new { id, party = "PARTNER" }));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(own, Submit, new { id, party = "COUNCIL" }));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(other, Submit, new { id, party = "PARTNER" }));
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsAsync(null, Submit, new { id, party = "PARTNER" }));
        Assert.Null((await host.NodeAsync(other, id)).Text("node"));
        Assert.Null((await host.NodeAsync(null, id)).Text("node"));

        const string List = "{ assessments { totalCount nodes { partner { slug } } } }";
        Assert.Equal(["google"], (await host.AskAsAsync(own, List)).List("assessments", "nodes").Select(node => node.Text("partner", "slug")));
        Assert.Equal("2", (await host.AskAsAsync(Tokens.Admin, List)).Text("assessments", "totalCount"));
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await host.AskForErrorsAsync(List));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(Tokens.For("somebody", "liaison"), List));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(other, "{ partner(slug: \"google\") { assessments { totalCount } } }"));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await host.AskForErrorsAsAsync(other, "{ partner(slug: \"google\") { assessmentSchedule { intervalMonths } } }"));
    }

    [Fact]
    public async Task What_is_final_stays_and_a_conclusion_needs_both_parts()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        var id = await host.OpenAsync("google");
        var submit = new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner };
        var conclude = new { assessmentId = id, conclusion = "Well." };

        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "openAssessment", await OpeningAsync(host, "google")));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "openAssessment", await OpeningAsync(host, "icc")));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "openAssessment", await OpeningAsync(host, "sberbank")));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "concludeAssessment", conclude));
        await host.AnswerAsync(liaison, id, "PARTNER", AssessmentSteps.FromPartner);
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(liaison, "submitAssessmentPart", submit));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner, draft = true }));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "concludeAssessment", conclude));
        await host.ChangeAsync(Tokens.Admin, "cancelAssessment", new { assessmentId = id, reason = "The Council has nothing to say." }, "assessment { id }");
        foreach (var (mutation, input) in new (string, object)[] { ("concludeAssessment", conclude), ("cancelAssessment", new { assessmentId = id, reason = "Again" }),
            ("extendAssessments", new { assessmentIds = new[] { id }, dueOn = "2030-01-01", reason = "Time" }), ("submitAssessmentPart", new { assessmentId = id, party = "COUNCIL", answers = AssessmentSteps.FromCouncil }) })
            Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, mutation, input));
        Assert.Equal(["NOT_FOUND"], await host.RefusedAsync(Tokens.Admin, "cancelAssessment", new { assessmentId = await host.PartnerAsync("google"), reason = "None" }));
    }

    [Fact]
    public async Task Every_wrong_answer_is_told_at_once()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        var id = await host.OpenAsync("google");
        object[] wrong =
        [
            new { question = "unknown", rating = 1 }, new { question = "expertise", rating = 1 }, new { question = "information", rating = 6 },
            new { question = "changes", rating = 1 }, new { question = "changes", text = "Twice" }, new { question = "level", text = new string('x', 4001) }, new { question = "workplan", text = "a\u0007b" },
        ];
        string[] told =
        [
            "VALIDATION_FAILED answers[0].question", "VALIDATION_FAILED answers[1].question", "VALIDATION_FAILED answers[2].rating", "VALIDATION_FAILED answers[3].rating",
            "VALIDATION_FAILED answers[4].question", "VALIDATION_FAILED answers[5].text", "VALIDATION_FAILED answers[6].text",
        ];

        Assert.Equal(told.Order(), (await host.RefusedAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = wrong, draft = true })).Order());
        Assert.Equal(told.Concat(["VALIDATION_FAILED answers", "VALIDATION_FAILED answers"]).Order(),
            (await host.RefusedAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = wrong })).Order());
        Assert.Equal(["VALIDATION_FAILED conclusion"], await host.RefusedAsync(Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = " \n " }));
        Assert.Equal(["VALIDATION_FAILED periodTo", "VALIDATION_FAILED dueOn"],
            await host.RefusedAsync(Tokens.Admin, "openAssessment", new { partnerId = await host.PartnerAsync("apple"), periodFrom = "2022-02-01", periodTo = "2022-01-01", dueOn = "2022-06-07" }));
    }

    [Fact]
    public async Task Many_are_extended_or_none()
    {
        using var host = new ApiHost();
        var (google, apple) = (await host.OpenAsync("google"), await host.OpenAsync("apple", dueOn: "2022-08-01"));
        string[] both = [google, apple];

        Assert.Equal(["VALIDATION_FAILED dueOn"], await host.RefusedAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = both, dueOn = "2022-07-15", reason = "Holidays" }));
        Assert.Equal(["VALIDATION_FAILED reason", "VALIDATION_FAILED dueOn"], (await host.RefusedAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = both, dueOn = "2022-06-08", reason = " " })).Take(2));
        Assert.Equal("2022-07-01", (await host.NodeAsync(Tokens.Admin, google)).Text("node", "dueOn"));
        await host.ChangeAsync(Tokens.Admin, "cancelAssessment", new { assessmentId = apple, reason = "Not now" }, "assessment { state cancelledReason }");
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = both, dueOn = "2022-09-15", reason = "Holidays" }));
        Assert.Equal("2022-07-01", (await host.NodeAsync(Tokens.Admin, google)).Text("node", "dueOn"));

        var extended = await host.ChangeAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = new[] { google }, dueOn = "2022-09-15", reason = "Holidays" }, "assessments { dueOn extensions { from to reason } }");
        extended = await host.ChangeAsync(Tokens.Admin, "extendAssessments", new { assessmentIds = new[] { google }, dueOn = "2022-10-15", reason = "Elections" }, "assessments { dueOn extensions { from to reason } }");
        Assert.Equal("2022-10-15", extended.List("assessments")[0].Text("dueOn"));
        Assert.Equal(["2022-07-01 2022-09-15 Holidays", "2022-09-15 2022-10-15 Elections"],
            extended.List("assessments")[0].List("extensions").Select(extension => $"{extension.Text("from")} {extension.Text("to")} {extension.Text("reason")}"));
    }

    [Fact]
    public async Task Of_two_who_open_at_once_one_wins_also_in_the_database()
    {
        using var host = new ApiHost();
        var opening = await OpeningAsync(host, "google");
        const string Open = "mutation($input: OpenAssessmentInput!) { openAssessment(input: $input) { assessment { id } errors { ... on Error { code } } } }";

        var payloads = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.AskAsAsync(Tokens.Admin, Open, new { input = opening })));

        Assert.Single(payloads, payload => payload.At("openAssessment", "errors").ValueKind is JsonValueKind.Null);
        Assert.All(payloads.Where(payload => payload.At("openAssessment", "errors").ValueKind is not JsonValueKind.Null),
            payload => Assert.Contains(payload.List("openAssessment", "errors")[0].Text("code"), (string?[])["WRONG_STATE", "CONFLICT"]));
        Assert.Contains("unique", Assert.ThrowsAny<Exception>(() => host.ChangeDatabase(
            "INSERT INTO Assessments (Version, OrganisationId, PeriodFrom, PeriodTo, DueOn, FormVersion, State, Extensions) SELECT Version, OrganisationId, PeriodFrom, PeriodTo, DueOn, FormVersion, 'PartlySubmitted', Extensions FROM Assessments")).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_colleague_who_has_saved_meanwhile_is_not_overwritten()
    {
        using var host = new ApiHost();
        var liaison = await host.LiaisonAsync("google");
        var id = await host.OpenAsync("google");
        var mine = await host.AnswerAsync(liaison, id, "PARTNER", AssessmentSteps.FromPartner, draft: true);
        var (version, part) = (mine.Text("version"), mine.Text("partnerPart", "version"));

        await host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil, draft: true);
        var again = await host.ChangeAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner[..1], draft = true, expectedPartVersion = part }, AssessmentSteps.Round);

        Assert.NotEqual(part, again.Text("assessment", "partnerPart", "version"));
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner, expectedPartVersion = part }));
        Assert.Equal(["CONFLICT"], await host.RefusedAsync(liaison, "submitAssessmentPart", new { assessmentId = id, party = "PARTNER", answers = AssessmentSteps.FromPartner, expectedVersion = version }));
    }

    [Fact]
    public async Task The_end_of_a_partnership_cancels_what_is_open_and_nothing_follows()
    {
        using var host = new ApiHost();
        var id = await host.OpenAsync("google");
        await host.ChangeAsync(Tokens.Admin, "terminatePartnership",
            new { partnerId = await host.PartnerAsync("google"), decidedOn = "2022-06-08", effectiveOn = "2022-12-01", decidedBy = "Both parties", publicReason = "Ended by agreement." }, "partner { id }");

        Assert.Equal("CANCELLED", (await host.NodeAsync(Tokens.Admin, id)).Text("node", "state"));
        Assert.Equal(["WRONG_STATE"], await host.RefusedAsync(Tokens.Admin, "openAssessment", await OpeningAsync(host, "google")));
        Assert.Equal("24 assessments opened", await host.RunAsync<AssessmentCycleJob>());
    }

    private static async Task<object> OpeningAsync(ApiHost host, string slug) =>
        new { partnerId = await host.PartnerAsync(slug), periodFrom = "2021-01-01", periodTo = "2021-12-31", dueOn = "2022-07-01" };

    private static (string?, string?, string?, string?) Round(JsonElement round) => (round.Text("periodFrom"), round.Text("periodTo"), round.Text("dueOn"), round.Text("state"));
}
