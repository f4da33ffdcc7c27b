using DigitalPartnership.Tests.Assessments;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Notifications;

namespace DigitalPartnership.Tests.Pages;

/// <summary>From the mail to the conclusion, as liaison persons go.</summary>
public sealed class LiaisonPathTests : IAsyncDisposable
{
    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public LiaisonPathTests() => _host = ReminderScene.HostFor(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_liaison_answers_in_French_the_Secretariat_concludes_and_the_next_round_is_scheduled()
    {
        var (id, link, councilLink) = await _host.InvitedAsync(_server);
        var partner = Tokens.ForLiaison("google@partner.example");
        Page page = null!;
        Assert.False(await _host.ChangesDatabaseAsync(async () => page = await _host.OpenAsync(link)));
        Assert.Equal(200, page.Status);
        Assert.Contains("<html lang=\"fr\">", page.Source);
        Assert.Contains("Où en est notre coopération : Google", page.Html);
        Assert.Equal(3, page.Html.Split("(nécessaire)").Length - 1);
        Assert.Contains("planifier vos contributions", page.Html); // asked of partners alone
        Assert.DoesNotContain("l’expérience du partenaire", page.Html);
        await ListsTheEvidenceAsync(id, page);

        var draft = await _host.SendFormAsync(link, [("version", page.Version), ("changes.text", "Une demi-phrase"), ("do", "draft")]);
        Assert.Equal(303, draft.Status);
        var saved = await _host.OpenAsync(draft.Location!.ToString());
        Assert.Contains(">Une demi-phrase</textarea>", saved.Html);
        Assert.Contains("Votre brouillon est enregistré.", saved.Html);
        Assert.NotEqual(page.Version, saved.Version);
        Assert.DoesNotContain("demi-phrase", (await _host.OpenAsync(councilLink)).Html);
        Assert.DoesNotContain("demi-phrase", (await _host.NodeAsync(Tokens.ForLiaison("google@council.example"), id)).GetRawText());
        Assert.DoesNotContain("demi-phrase", (await _host.NodeAsync(Tokens.Admin, id)).GetRawText());

        Page incomplete = null!;
        Assert.False(await _host.ChangesDatabaseAsync(async () => incomplete = await _host.SendFormAsync(link, [("version", saved.Version), ("changes.text", "Autre chose"), ("liaison.rating", "9"), ("do", "submit")])));
        Assert.Equal(422, incomplete.Status);
        foreach (var (question, message) in new[] { ("information", "Cette question demande une appréciation ou un texte."), ("activities", "Cette question demande une appréciation ou un texte."), ("liaison", "L’appréciation va de 1 à 5.") })
        {
            Assert.Contains($"<a href=\"#{question}\">", incomplete.Source);
            Assert.Contains($"<fieldset id=\"{question}\" aria-describedby=\"{question}-help {question}-wrong\">", incomplete.Source);
            Assert.Contains($"id=\"{question}-wrong\">{message}</p>", incomplete.Html);
        }
        Assert.DoesNotContain("id=\"changes-wrong\"", incomplete.Source);
        Assert.Contains(">Autre chose</textarea>", incomplete.Html);

        var submitted = await _host.SendFormAsync(link, [("version", saved.Version), .. FormScene.Complete, ("do", "submit")]);
        Assert.Equal(303, submitted.Status);
        Assert.Contains("a été remise", (await _host.OpenAsync(submitted.Location!.ToString())).Html);
        var part = (await _host.AskAsAsync(Tokens.Admin, "query($id: ID!) { node(id: $id) { ... on Assessment { state partnerPart { submittedBy { email } answers { question rating text } } } } }", new { id })).At("node");
        Assert.Equal(("PARTLY_SUBMITTED", "google@partner.example"), (part.Text("state"), part.Text("partnerPart", "submittedBy", "email")));
        Assert.Equal(["information 4 Chaque mois.\nPar courriel.", "activities 3 ", "liaison  En un jour."], part.List("partnerPart", "answers").Select(answer => $"{answer.Text("question")} {answer.Text("rating")} {answer.Text("text")}"));

        await _host.DoAsync("NotificationDispatch");
        Assert.Equal(["google@council.example", "google@partner.example"], Told("has been submitted", "une contribution a été remise"));

        var council = await _host.OpenAsync(councilLink);
        Assert.Contains("<dd>Council of Europe</dd>", council.Html);
        Assert.Contains("How did the partner's experience serve", council.Html);
        Assert.DoesNotContain("How useful is the workplan", council.Html);
        await _host.AnswerAsync(Tokens.Admin, id, "COUNCIL", AssessmentSteps.FromCouncil);
        _host.ClockAt("2022-07-20");
        var concluded = await _host.ChangeAsync(Tokens.Admin, "concludeAssessment", new { assessmentId = id, conclusion = "Les deux parties continuent." }, "assessment { state } next { dueOn state }");
        Assert.Equal(("CONCLUDED", "2023-07-20", "OPEN"), (concluded.Text("assessment", "state"), concluded.Text("next", "dueOn"), concluded.Text("next", "state")));
        await _host.DoAsync("NotificationDispatch");
        Assert.Equal(["google@council.example", "google@partner.example"], Told("the joint conclusion", "la conclusion commune"));
        Assert.Contains("La prochaine est prévue pour le 20 juillet 2023.", Flowing(_server.Mails.Last(mail => mail.Recipients.Contains("google@partner.example"))));

        var old = await _host.OpenAsync(link);
        Assert.Equal(200, old.Status);
        Assert.DoesNotContain("<form", old.Source);
        Assert.Contains("Chaque mois.\nPar courriel.", old.Html);
        Assert.Contains("Appréciation : 4 sur 5", old.Html);
        Assert.Equal(409, (await _host.SendFormAsync(link, [.. FormScene.Complete, ("do", "submit")])).Status);
        Assert.Equal("CONCLUDED", (await _host.NodeAsync(partner, id)).Text("node", "state"));
    }

    private async Task ListsTheEvidenceAsync(string id, Page page)
    {
        var evidence = (await _host.AskAsAsync(Tokens.Admin, """
            query($id: ID!) { node(id: $id) { ... on Assessment { evidence { activities { title } logoPermissions { purpose } participationDecisions { body } } } } }
            """, new { id })).At("node", "evidence");
        Assert.All(evidence.List("activities").Select(activity => activity.Text("title")).OfType<string>(), title => Assert.Contains(title, page.Html));
        Assert.All(evidence.Column("purpose", "logoPermissions"), purpose => Assert.Contains(purpose, page.Html));
        Assert.NotEmpty(evidence.List("activities").Concat(evidence.List("logoPermissions")));
    }

    private string[] Told(string english, string french) => [.. _server.Mails
        .Where(mail => mail.Recipients is not [ReminderScene.ToSecretariat] && (mail.Topic().EndsWith(english, StringComparison.Ordinal) || mail.Topic().EndsWith(french, StringComparison.Ordinal)))
        .Select(mail => mail.Recipients.Single()).Distinct().Order(StringComparer.Ordinal)];

    private static string Flowing(ReceivedMail mail) => mail.Body().ReplaceLineEndings(" ").Replace('\u00A0', ' ');
}
