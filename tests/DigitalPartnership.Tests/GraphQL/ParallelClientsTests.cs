using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Tests.GraphQL;

/// <summary>Many clients at once; the recorder's delay of every statement makes two fields meet that use one context.</summary>
public sealed class ParallelClientsTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Clients = 32;

    private static readonly string[] Queries =
    [
        "{ partners(first: 50) { nodes { name kind country activities(first: 100) { totalCount nodes { title category sector { name } date { edtf earliest } } } } } }",
        "{ partners(first: 10) { nodes { name activities(first: 10) { nodes { title participants(first: 10) { totalCount nodes { name } } } } } } }",
        "{ partners(asOf: \"2022-01-15\", where: { country: { eq: \"US\" } }, order: [{ activityCount: DESC }]) { totalCount nodes { slug joinedOn { text } lifecycle { description } letters { party } } } }",
        "{ organisations(last: 5) { nodes { name names { name kind } memberOf { name } parent { name } participations { role activity { title } } } } }",
        "{ activities(first: 20, where: { participants: { some: { country: { eq: \"BE\" } } } }) { nodes { title status workplan { period } sector { name parent { name } } sameEventAs { row } participations { listedAs wasPartner } } } }",
        "{ a: activities(first: 5, order: [{ row: DESC }]) { nodes { row } } b: partners { totalCount } c: sectors { name activities(first: 2) { totalCount nodes { title } } } d: taxonomy { byKind { key count } } }",
        "{ search(text: \"plenary\") { totalCount nodes { __typename ... on Activity { title contact } ... on Partner { status } } } }",
        "{ resolveOrganisation(name: \"Telefonica\") { explanation organisation { slug activities { totalCount } } } discrepancies { about counted } workplans { activities(first: 3) { totalCount } } }",
        "{ partner(name: \"Microsoft\") { id version wave status activities(first: 3) { nodes { participations { organisation { name } } } } } }",
    ];

    [Fact]
    public Task Clients_in_parallel_get_the_same_answers_as_one_alone() => AskInParallelAsync(rounds: 2);

    [Fact, Trait("Long", "true")]
    public Task Clients_in_parallel_get_the_same_answers_as_one_alone_for_long() => AskInParallelAsync(rounds: 20);

    [Fact]
    public async Task Readers_go_on_while_somebody_writes()
    {
        var before = (await host.AskAsync(Queries[0])).GetRawText();
        await using var writer = host.Database.Open();
        await using var transaction = await writer.BeginTransactionAsync();
        await using var command = writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE Organisations SET Name = 'Not yet committed', NameKey = 'not yet committed'";
        Assert.True(await command.ExecuteNonQueryAsync() > 0);

        Assert.Equal(before, (await host.AskAsync(Queries[0])).GetRawText());

        await transaction.RollbackAsync();
    }

    /// <summary>Every client asks every question as often as there are rounds, each beginning with another.</summary>
    private async Task AskInParallelAsync(int rounds)
    {
        var expected = new Dictionary<string, string>();
        foreach (var query in Queries)
            expected[query] = (await host.AskAsync(query)).GetRawText();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var count = 0; count < rounds * Queries.Length; count++)
            {
                var query = Queries[(client + count) % Queries.Length];
                Assert.Equal(expected[query], (await host.AskAsync(query)).GetRawText());
            }
        })));

        Assert.DoesNotContain(host.Logs.Lines, line => line.Level >= LogLevel.Error);
    }
}
