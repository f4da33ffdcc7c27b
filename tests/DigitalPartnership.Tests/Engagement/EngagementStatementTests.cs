using DigitalPartnership.Data;
using DigitalPartnership.Engagement;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using DigitalPartnership.Tests.GraphQL;
using DigitalPartnership.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DigitalPartnership.Tests.Engagement;

/// <summary>How many statements figures take and how long, and that both databases understand them.</summary>
public sealed class EngagementStatementTests(ApiHost published, GeneratedHost generated) : IClassFixture<ApiHost>, IClassFixture<GeneratedHost>
{
    [Theory]
    [InlineData("{ engagement(by: [PARTNER, YEAR]) { definition activities rows { keys { value label } activities partners rate } } }", 3)]
    [InlineData("{ engagement(by: [SECTOR, KIND, COUNTRY]) { activities rows { keys { value } partners } } }", 3)]
    [InlineData("{ engagement(by: []) { activities rows { activities partners } } }", 2)]
    [InlineData("{ engagement(by: [YEAR]) { definition } }", 0)]
    [InlineData("{ engagement(by: [YEAR]) { activities } }", 1)]
    [InlineData("{ engagement(by: [PARTNER]) { rows { evidence(first: 2) { totalCount } } } }", 3)]
    [InlineData("{ engagement(by: [YEAR, CATEGORY]) { rows { evidence(first: 2) { totalCount nodes { title } } } } }", 4)]
    [InlineData("{ engagement(by: [YEAR, CATEGORY]) { rows { evidence(first: 2) { nodes { title sector { name } } } more: evidence(first: 1) { nodes { title } } } } }", 7)]
    [InlineData("{ partners(first: 200) { nodes { engagement { activities of rate } } } }", 3)]
    [InlineData("{ partners(first: 200) { nodes { engagement { activities firstActivity { title } lastActivity { title } } } } }", 5)]
    public async Task Figures_take_as_many_statements_however_many_rows_there_are(string query, int statements)
    {
        foreach (var host in (ApiHost[])[published, generated])
        {
            _ = host.Http;
            host.Sql.Clear();
            await host.AskAsync(query);
            Assert.Equal(statements, host.Sql.Statements.Count);
        }
    }

    [Theory]
    [InlineData("{ engagement(by: [PARTNER, YEAR, SECTOR, ROLE, CATEGORY]) { rows { activities } } }")]
    [InlineData("{ engagement(by: [PARTNER, YEAR]) { rows { evidence(first: 200) { nodes { title } } } } }")]
    [InlineData("{ a: engagement(by: [PARTNER, YEAR]) { rows { keys { value label dimension } activities partners rate } } b: engagement(by: [PARTNER, YEAR]) { rows { keys { value label dimension } activities partners rate } } }")]
    public async Task What_would_answer_too_much_is_refused(string query)
    {
        Assert.Contains("COST_EXCEEDED", await generated.AskForErrorsAsync(query));
    }

    [Fact]
    public void Every_dimension_is_understood_by_SQL_Server()
    {
        using var db = new SqlServerPartnershipDbDesign().CreateDbContext([]);
        var dimensions = Enum.GetValues<EngagementDimension>();
        var filter = new EngagementFilter { From = new DateOnly(2018, 1, 1), To = new DateOnly(2021, 12, 31), Status = [PartnerStatus.Active], Partners = ["apple"] };
        foreach (var merge in (bool[])[true, false])
        {
            foreach (var by in dimensions.Select(dimension => (EngagementDimension[])[dimension]).Append([]).Append(dimensions))
            {
                filter.MergeSameEvents = merge;
                var report = EngagementReport.Of(db, new DateOnly(2022, 6, 8), by, filter);
                AssertParses(report.Counted().ToQueryString());
                AssertParses(new EngagementEvidence(db, report).Keys(EngagementEvidence.KeysetOf(new PageArguments(2, null))).ToQueryString());
            }
        }
        var scope = new EngagementScope(db, new DateOnly(2022, 6, 8), filter);
        AssertParses(new PartnerFigures(scope).Counted([1, 2]).ToQueryString());
        AssertParses(new EdgeOfTime(scope, isLast: true).Found([1, 2]).ToQueryString());
    }

    /// <summary>How long either takes is for the benchmark <c>large</c> to say.</summary>
    [Fact]
    [Trait("Long", "true")]
    public async Task Grouping_counts_what_plain_SQL_counts()
    {
        var year = TestDatabase.Server is null ? "CAST(strftime('%Y', s.Date_Earliest) AS INTEGER)" : "YEAR(s.Date_Earliest)";
        var plain = $"""
            SELECT p.OrganisationId, COALESCE({year}, 0), COUNT(DISTINCT COALESCE(a.SameEventAsId, a.Id))
            FROM Participations p
            JOIN Activities a ON a.Id = p.ActivityId AND a.IsCancelled = 0
            JOIN Activities s ON (s.Id = COALESCE(a.SameEventAsId, a.Id) OR s.SameEventAsId = COALESCE(a.SameEventAsId, a.Id)) AND s.IsCancelled = 0
            JOIN Partnerships r ON r.OrganisationId = p.OrganisationId
            WHERE p.IsWithdrawn = 0 AND p.Certainty = 'Confirmed'
            GROUP BY p.OrganisationId, COALESCE({year}, 0)
            """;
        using var scope = generated.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        var rows = await EngagementReport.Of(db, new DateOnly(2022, 6, 8), [EngagementDimension.Partner, EngagementDimension.Year], null).RowsAsync(default);
        var counted = Read(plain).ToList();

        Assert.NotEmpty(counted);
        Assert.Equal(counted.Order(), rows.Select(row => (row.Group.Partner, row.Group.Year, row.Activities)).Order());
    }

    private IEnumerable<(int Partner, int Year, int Activities)> Read(string sql)
    {
        using var connection = generated.Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
    }

    private static void AssertParses(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.Empty(errors.Select(error => $"{error.Message} in {sql}"));
    }
}
