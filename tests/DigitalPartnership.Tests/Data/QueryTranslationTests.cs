using System.Text.Json;
using DigitalPartnership.Tests.Access;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Snapshooter.Xunit;

namespace DigitalPartnership.Tests.Data;

/// <summary>
/// What SQL Server would be asked. Every host of the tests says each of its queries in T-SQL and fails where that cannot be done; here the product is used as widely
/// as the schema goes, and what it says is held to a snapshot that people have read.
/// </summary>
public sealed class QueryTranslationTests
{
    private const string Page = "pageInfo { hasNextPage endCursor startCursor }";

    [SqliteFact, Trait("Long", "true")]
    public async Task Everything_that_the_product_asks_can_be_asked_of_SQL_Server_in_these_words()
    {
        var said = new ServerTranslation();
        // Every query is compiled for two databases here, and most are asked once.
        using var host = ApiHost.With(("Limits:Seconds", "600"));
        host.Wiring = services => services.AddSingleton<IInterceptor>(said);
        await EveryRecord.AddAsync(host);
        await AskEverythingAsync(host);
        await TakeAlongAsync(host);
        await WorkAsync(host);

        var parser = new TSql160Parser(initialQuotedIdentifiers: true);
        foreach (var statement in said.Statements.Concat(host.Sql.Statements.Where(IsWrittenByHand)))
        {
            parser.Parse(new StringReader(statement), out var errors);
            Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}\n{statement}"));
        }
        Snapshot.Match(string.Join("\n\n", said.Statements) + "\n");
    }

    /// <summary>The product writes one statement itself.</summary>
    private static bool IsWrittenByHand(string statement) => statement.StartsWith("UPDATE Notifications SET State", StringComparison.Ordinal);

    private static async Task AskEverythingAsync(ApiHost host)
    {
        var walk = await EveryRecord.WalkAsync(host);
        foreach (var document in walk.Reads().Select(read => read.Document).Concat(walk.Mutations().Select(change => change.Document)))
            await host.PostAsAsync(Tokens.Admin, document);
        foreach (var document in walk.Lists(Sample, Page))
        {
            var answer = await host.PostAsAsync(Tokens.Admin, document);
            // A value that a field does not know is refused before anything is asked; a query that cannot be said is not.
            Assert.False(answer.TryGetProperty("errors", out var errors) && errors.GetRawText().Contains("INTERNAL_ERROR", StringComparison.Ordinal), $"{document}\n{errors}");
            if (Cursor(answer) is var (end, start))
            {
                await host.PostAsAsync(Tokens.Admin, document.Replace("first: 2, ", $"first: 2, after: \"{end}\", ").Replace("last: 2, ", $"last: 2, before: \"{start}\", "));
            }
        }
        await host.PostAsAsync(Tokens.Admin, "{ engagement(by: [PARTNER, YEAR, CATEGORY, SECTOR]) { activities rows { activities evidence { nodes { row } } } } }");
        await host.AskAsync("{ search(text: \"plenary\") { totalCount nodes { __typename } } partners(asOf: \"2022-01-15\") { totalCount nodes { activities(first: 2) { totalCount nodes { participants(first: 2) { nodes { name } } } } } } }");
    }

    private static async Task TakeAlongAsync(ApiHost host)
    {
        const string Narrowed = "partner=icc&sector=CAHAI&category=EVENTS&workplan=2018-2021&status=HELD&from=2018&to=2021";
        string[] addresses =
        [
            "/", "/?lang=fr", "/health/ready", "/calendar.ics", "/calendar.ics?partner=icc&sector=CAHAI&category=EVENTS&workplan=2018-2021&status=HELD&lang=fr",
            "/exports/workplan.csv?period=2018-2021",
            .. ((string[])["partners", "organisations", "activities", "participations", "engagement"]).Select(name => $"/exports/{name}.csv"),
            .. ((string[])["activities", "participations"]).Select(name => $"/exports/{name}.jsonl?{Narrowed}&certainty=CONFIRMED"),
            "/exports/partners.csv?status=ACTIVE&kind=COMPANY&country=FR", "/exports/organisations.csv?kind=COMPANY&country=FR", "/exports/engagement.csv?partner=icc&from=2018&to=2021",
            .. ((string[])["engagement", "domains", "timeline", "taxonomy"]).Select(name => $"/charts/{name}.svg"),
        ];
        foreach (var address in addresses)
            Assert.True((await host.SendAsync(HttpMethod.Get, address)).Status is < 500 and not 404, address);
    }

    /// <summary>Every job, twice: some time later there is something to do for each.</summary>
    private static async Task WorkAsync(ApiHost host)
    {
        var jobs = (await host.AskAsAsync(Tokens.Admin, "{ jobs { name } }")).List("jobs").Select(job => job.Text("name")!).ToList();
        foreach (var days in (int[])[1, 400])
        {
            host.Time.Advance(TimeSpan.FromDays(days));
            foreach (var (job, dryRun) in jobs.SelectMany(job => new[] { (job, true), (job, false) }))
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(1));
                var run = await host.ChangeAsync(Tokens.Admin, "runJob", new { name = job, dryRun }, "run { outcome summary }");
                Assert.Equal("SUCCEEDED", run.Text("run", "outcome"));
            }
        }
    }

    private static string Sample(string type) => type switch
    {
        "Int" or "Long" => "1",
        "Float" => "1.5",
        "Boolean" => "true",
        "Date" or "Edtf" => "\"2022-06-08\"",
        "DateTime" => "\"2022-06-08T10:00:00Z\"",
        "ID" => "\"UGFydG5lcjox\"",
        _ => "\"text\"",
    };

    private static (string End, string Start)? Cursor(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Object when answer.TryGetProperty("endCursor", out var end) && end.ValueKind is JsonValueKind.String => (end.GetString()!, answer.GetProperty("startCursor").GetString()!),
        JsonValueKind.Object => answer.EnumerateObject().Select(field => Cursor(field.Value)).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => answer.EnumerateArray().Select(Cursor).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
