using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Answers;

/// <summary>How old an answer may be: not at all where the change was made, and as promised elsewhere.</summary>
public sealed class FreshnessTests
{
    private const string Liaison = "of-icc@icc.example";

    // Together all that anybody can see of what mutations change.
    private static readonly string[] Questions =
    [
        """
        { partners(first: 200) { nodes { id version name slug kind country summary status wave joinedOn { edtf } expectedOn { edtf } terminatedOn { edtf } terminationReason introducedToTcInfOn { edtf }
          lifecycle { kind description } names { name kind } letters { party on { edtf } signatoryOffice } liaisons { id version office party from to }
          logoPermissions { id version state purpose validUntil reason } participationDecisions { id body outcome } engagement { activities rate } } } }
        """,
        "{ organisations(first: 200) { nodes { id version name participations { version role certainty note activity { title } } } } resolveOrganisation(name: \"ICC\") { explanation organisation { version } } }",
        "{ activities(first: 200) { nodes { id version title status summary contact category row date { edtf } sector { name } workplan { period } participants { nodes { name } } participations { version listedAs wasPartner } } } }",
        "{ changes(first: 200) { nodes { kind summary cursor subject { id } } } taxonomy { total byCountry { key count } byKind { key count } } workplans { period activities { totalCount } } sectors { name } search(text: \"new\") { totalCount } engagement(by: [YEAR]) { activities rows { activities } } }",
    ];

    [Fact]
    public async Task After_every_kind_of_change_the_instance_that_made_it_answers_anew_at_once_and_another_within_the_promise()
    {
        using var host = CachedHost.New();
        using var other = CachedHost.Beside(host, ("Answers:CacheMegabytes", "16"));
        using var uncached = CachedHost.Beside(host);
        var before = await AskAsync(uncached);
        foreach (var (change, make) in Changes())
        {
            // Everybody knows the answers of before.
            Assert.Equal((change, before), (change, await AskAsync(host)));
            Assert.Equal((change, before), (change, await AskAsync(other)));

            await make(host);

            var fresh = await AskAsync(uncached);
            Assert.True(before != fresh, $"{change} has changed nothing that the public can see.");
            Assert.Equal((change, fresh), (change, await AskAsync(host)));
            other.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((change, fresh), (change, await AskAsync(other)));
            before = fresh;
        }
    }

    [Fact]
    public async Task Under_load_nobody_reads_what_is_older_than_promised_wherever_it_was_written()
    {
        using var writer = CachedHost.New().InRealTime();
        using var reader = CachedHost.Beside(writer, ("Answers:CacheMegabytes", "16")).InRealTime();
        var promise = TimeSpan.FromSeconds(1);
        var id = await writer.PartnerAsync("apple");
        // What was written is counted in the record itself, so that an answer tells how old it is.
        await WriteAsync(0);
        var committed = new ConcurrentQueue<(TimeSpan At, int Number)>([(TimeSpan.Zero, 0)]);
        var clock = Stopwatch.StartNew();
        using var end = new CancellationTokenSource();

        var readings = await Task.WhenAll([ReadAsync(writer, TimeSpan.Zero), ReadAsync(writer, TimeSpan.Zero), ReadAsync(reader, promise), ReadAsync(reader, promise), WriteAllAsync()]);

        Assert.All(readings, count => Assert.True(count > 0));

        async Task<int> WriteAllAsync()
        {
            var number = 0;
            try
            {
                while (number < 30 || clock.Elapsed < 3 * promise)
                {
                    await WriteAsync(++number);
                    committed.Enqueue((clock.Elapsed, number));
                    await Task.Delay(number % 7 * 10);
                }
                return number;
            }
            finally
            {
                await end.CancelAsync();
            }
        }

        async Task<int> ReadAsync(ApiHost from, TimeSpan mostAge)
        {
            var count = 0;
            for (; !end.IsCancellationRequested; count++)
            {
                var asked = clock.Elapsed;
                var oldest = committed.Last(change => change.At <= asked - mostAge || change.Number == 0).Number;
                var summary = (await from.AskAsync("{ partner(slug: \"apple\") { summary } }")).Text("partner", "summary")!;
                var read = int.Parse(summary.Split(' ')[^1], CultureInfo.InvariantCulture);
                Assert.True(read >= oldest, $"Read {read} where {oldest} was to be seen.");
                await Task.Delay(1);
            }
            return count;
        }

        Task WriteAsync(int number) => writer.ChangeAsync(Tokens.Admin, "correctOrganisation", new { organisationId = id, summary = $"Number {number}" }, "");
    }

    [Fact]
    public async Task An_instance_that_cannot_learn_the_version_gives_out_nothing_that_it_kept()
    {
        using var host = CachedHost.New();
        await host.AskAsync("{ taxonomy { total } }");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        host.Sql.BeforeReading = _ => throw new InvalidOperationException("The database is gone.");

        Assert.Equal(["INTERNAL_ERROR"], await host.AskForErrorsAsync("{ taxonomy { total } }"));

        host.Sql.BeforeReading = null;
        Assert.Equal(25, (await host.AskAsync("{ taxonomy { total } }")).At("taxonomy", "total").GetInt32());
    }

    [Fact]
    public async Task The_version_is_read_no_more_often_than_promised_whoever_asks()
    {
        using var host = CachedHost.New(("Answers:MaxStaleSeconds", "10"));
        await host.GetPlainAsync("{ taxonomy { total } }");
        host.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False((await host.GetPlainAsync("{ taxonomy { total } }")).AskedDatabase);
        host.Time.Advance(TimeSpan.FromSeconds(0.1));
        host.Sql.Clear();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.AskAsync("{ taxonomy { total } }")));

        Assert.Single(host.Sql.Statements);
    }

    private static async Task<string> AskAsync(ApiHost host) =>
        string.Join('\n', await Task.WhenAll(Questions.Select(async question => (await host.AskAsync(question)).GetRawText())));

    private static IEnumerable<(string Change, Func<ApiHost, Task> Make)> Changes()
    {
        yield return ("designateLiaison", host => host.DesignateAsync("icc", Liaison));
        yield return ("a liaison's first sign-in", host => host.ActsForAsync(Tokens.ForLiaison(Liaison)));
        yield return ("updateLiaisonPreferences", host => host.ChangeAsync(Tokens.ForLiaison(Liaison), "updateLiaisonPreferences", new { language = "FR" }, ""));
        yield return ("bindLiaison", async host => await DoAsync(host, "bindLiaison", new { liaisonId = await host.DesignateAsync("icc", "second@icc.example"), caller = "second@directory" }));
        yield return ("proposePartner", host => DoAsync(host, "proposePartner", new { name = "New Company", kind = "COMPANY" }));
        yield return ("recordTcInfIntroduction", async host => await DoAsync(host, "recordTcInfIntroduction", new { partnerId = await host.PartnerAsync("new-company"), on = "2022-06-07" }));
        yield return ("declineCandidate", async host => await DoAsync(host, "declineCandidate", new { partnerId = await host.PartnerAsync("new-company"), on = "2022-06-08", internalReason = "Withdrawn" }));
        foreach (var party in (string[])["COUNCIL", "PARTNER"])
            yield return ($"recordLetter {party}", async host => await DoAsync(host, "recordLetter", new { partnerId = await host.PartnerAsync("icc"), party, on = "2022-06-08", signatoryOffice = "Office" }));
        yield return ("renameOrganisation", async host => await DoAsync(host, "renameOrganisation", new { organisationId = await host.OrganisationAsync("thales"), name = "New Thales", on = "2022-06-08" }));
        yield return ("correctOrganisation", async host => await DoAsync(host, "correctOrganisation", new { organisationId = await host.OrganisationAsync("apple"), summary = "Anew." }));
        yield return ("recordParticipationDecision", async host => await DoAsync(host, "recordParticipationDecision",
            new { organisationId = await host.OrganisationAsync("icc"), body = "CAHAI", legalBasis = "CM/Res(2021)3", decidedOn = "2022-06-01", decidedBy = "Committee of Ministers", outcome = "ADMITTED" }));
        yield return ("setAssessmentSchedule", async host => await DoAsync(host, "setAssessmentSchedule", new { partnerId = await host.PartnerAsync("icc"), intervalMonths = 6, policy = "FIXED_SEQUENCE" }));
        yield return ("importWorkplan", host => host.OpenNextWorkplanAsync());
        yield return ("createActivity", host => DoAsync(host, "createActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "CAHAI", title = "A new workshop" }));
        yield return ("updateActivity", async host => await DoAsync(host, "updateActivity", new { activityId = (await host.ActivityAsync(1)).Id, summary = "Anew." }));
        yield return ("recordParticipation", async host => await DoAsync(host, "recordParticipation",
            new { activityId = (await host.ActivityAsync(1)).Id, organisationId = await host.OrganisationAsync("icc"), role = "SPEAKER", certainty = "CONFIRMED" }));
        yield return ("withdrawParticipation", async host => await DoAsync(host, "withdrawParticipation", new { participationId = await ParticipationAsync(host), reason = "Ill" }));
        yield return ("cancelActivity", async host => await DoAsync(host, "cancelActivity", new { activityId = (await host.ActivityAsync(2)).Id, reason = "Ill" }));
        yield return ("decideActivityProposal", AcceptProposalAsync);
        yield return ("decideLogoUse", GrantLogoAsync);
        yield return ("endLiaison", async host => await DoAsync(host, "endLiaison", new { liaisonId = await OfficeAsync(host, 1), on = "2022-06-08" }));
        yield return ("eraseLiaison of an office that has ended", async host => await DoAsync(host, "eraseLiaison", new { liaisonId = await OfficeAsync(host, 1), reason = "Asked for" }));
        yield return ("terminatePartnership", async host => await DoAsync(host, "terminatePartnership",
            new { partnerId = await host.PartnerAsync("apple"), decidedOn = "2022-06-08", effectiveOn = "2022-06-08", decidedBy = "Secretary General", publicReason = "By agreement" }));
    }

    private static async Task AcceptProposalAsync(ApiHost host)
    {
        var proposal = await host.ChangeAsync(Tokens.ForLiaison(Liaison), "proposeActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "CAHAI", title = "A proposed one" }, "proposal { id }");
        await DoAsync(host, "decideActivityProposal", new { proposalId = proposal.Text("proposal", "id"), accept = true });
    }

    private static async Task GrantLogoAsync(ApiHost host)
    {
        var permission = await host.ChangeAsync(Tokens.ForLiaison(Liaison), "requestLogoUse", new { purpose = "A poster" }, "permission { id }");
        await DoAsync(host, "decideLogoUse", new { permissionId = permission.Text("permission", "id"), grant = true });
    }

    private static async Task<string?> ParticipationAsync(ApiHost host) =>
        (await host.AskAsync("{ organisation(slug: \"icc\") { participations { id activity { row } } } }")).List("organisation", "participations").Single(row => row.Text("activity", "row") == "1").Text("id");

    private static async Task<string?> OfficeAsync(ApiHost host, int index) =>
        (await host.AskAsync("{ partner(slug: \"icc\") { liaisons { id } } }")).List("partner", "liaisons")[index].Text("id");

    private static Task DoAsync(ApiHost host, string mutation, object input) => host.ChangeAsync(Tokens.Admin, mutation, input, "");
}
