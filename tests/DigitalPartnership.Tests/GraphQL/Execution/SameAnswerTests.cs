using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace DigitalPartnership.Tests.GraphQL.Execution;

/// <summary>Whatever document the tests hold, the host answers it, byte for byte, as the stock engine does, errors included.</summary>
public sealed partial class SameAnswerTests(SameAnswerTests.TwoEngines engines) : IClassFixture<SameAnswerTests.TwoEngines>
{
    [Fact]
    public Task Every_query_of_the_tests_gets_the_answer_of_the_stock_engine() => AssertSameAsync(null);

    [Fact, Trait("Long", "true")]
    public Task Every_query_of_the_tests_gets_the_answer_of_the_stock_engine_for_an_admin_too() => AssertSameAsync("admin");

    private async Task AssertSameAsync(string? role)
    {
        var documents = DocumentsOfTheTests();
        Assert.True(documents.Count > 250, $"Only {documents.Count} documents were found in the tests.");

        var differing = new List<string>();
        foreach (var document in documents)
        {
            var (ours, stock) = await engines.AnswerAsync(document, role);
            if (ours != stock)
                differing.Add($"{document}\nours:  {ours}\nstock: {stock}");
        }
        Assert.True(differing.Count == 0, string.Join("\n\n", differing.Take(3)));
    }

    [Theory]
    [InlineData("{ organisations(first: 3) { nodes { ... on Partner { name status } ... on NonPartner { slug } __typename } } }")]
    [InlineData("query($skip: Boolean = true) { activities(first: 5) { nodes { title @skip(if: $skip) summary @include(if: $skip) date { text(language: FR) edtf } } } }")]
    [InlineData("fragment A on Activity { t: title sources { document section } } { activities(first: 4) { edges { cursor node { ...A ... { category } sector { name } } } pageInfo { endCursor hasNextPage } } }")]
    [InlineData("{ partners(first: 5) { nodes { ... on Organisation { activities(first: 2) { nodes { title } } } ... on Partner { activities(first: 2) { nodes { summary } } } } } }")]
    [InlineData("{ activities(first: 3) { nodes { participants(first: 2) { nodes { ... on Organisation { activities(first: 1) { nodes { title } } } ... on Partner { activities(first: 1) { nodes { row } } } } } } } }")]
    [InlineData("{ nodes(ids: [\"nonsense\"]) { id } partners(first: 2) { nodes { liaisons { name } name } } }")]
    public async Task Fragments_aliases_directives_and_refusals_change_nothing(string document)
    {
        var (ours, stock) = await engines.AnswerAsync(document, null);

        Assert.Equal(stock, ours);
    }

    [Fact]
    public async Task What_cannot_be_read_of_one_record_is_told_in_the_same_way()
    {
        engines.ChangeDatabase("UPDATE Activities SET Date_Edtf = 'no date' WHERE Row IN (3, 4)");
        try
        {
            var (ours, stock) = await engines.AnswerAsync("{ activities(first: 60) { nodes { row date { text edtf } } } partners { nodes { name activities { nodes { date { text } } } } } }", null);

            Assert.Contains("INTERNAL_ERROR", stock);
            Assert.Equal(stock, ours);
        }
        finally
        {
            engines.ChangeDatabase("UPDATE Activities SET Date_Edtf = '2018' WHERE Row IN (3, 4)");
        }
    }

    /// <summary>The texts in the sources of the tests that are queries.</summary>
    private static List<string> DocumentsOfTheTests()
    {
        return [.. Directory.EnumerateFiles(Repository.At("tests/DigitalPartnership.Tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Texts().Matches(File.ReadAllText(file)))
            .Select(text => text.Groups[1].Success ? text.Groups[1].Value : Regex.Unescape(text.Groups[2].Value))
            .Where(IsQuery).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsQuery(string text)
    {
        try
        {
            return text.Contains('{') && Parser.Parse(text).Definitions.OfType<GraphQLOperationDefinition>().ToList() is [{ Operation: OperationType.Query }];
        }
        catch (Exception fault) when (fault is GraphQLParserException or ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("\"\"\"(.*?)\"\"\"|(?<![\\\\$@\"])\"((?:[^\"\\\\\\n]|\\\\[\"\\\\nrt])*)\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    /// <summary>The host as it is, and one on the same database whose engine is the stock one.</summary>
    public sealed class TwoEngines : IDisposable
    {
        private readonly ApiHost _ours = new();
        private readonly ApiHost _stock;

        public TwoEngines()
        {
            _ours.StartServer();
            _stock = ApiHost.On(_ours);
            _stock.Wiring = StockEngine.Wire;
            _stock.StartServer();
            StockEngine.Unmark(_stock.Services);
        }

        /// <summary>The answers of both, the host's over HTTP and the second time, when it knows the document.</summary>
        public async Task<(string Ours, string Stock)> AnswerAsync(string document, string? role)
        {
            var token = role is null ? null : $"Bearer {Tokens.For(role, role)}";
            var stock = await StockEngine.AnswerAsync(_stock.Services, document, null, role);
            using (await _ours.SendAsync(token, document))
            using (var again = await _ours.SendAsync(token, document))
                return (await again.Content.ReadAsStringAsync(), stock);
        }

        public void ChangeDatabase(string sql) => _ours.ChangeDatabase(sql);

        public void Dispose()
        {
            _stock.Dispose();
            _ours.Dispose();
        }
    }
}
