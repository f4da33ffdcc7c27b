using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Auditing;

public sealed class ParallelChangesTests
{
    private const string RecordLetter = """
        mutation($input: RecordLetterInput!) { recordLetter(input: $input) { letter { party } errors { __typename ... on Error { code } } } }
        """;

    [Fact]
    public async Task Of_twenty_who_record_the_same_letter_one_wins()
    {
        using var host = new ApiHost();
        var id = (await host.AskAsync("{ partner(slug: \"icc\") { id } }")).GetProperty("partner").GetProperty("id").GetString();

        var payloads = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
            (await host.AskAsAsync(Tokens.Admin, RecordLetter, new { input = Input(id, $"key-{number}") })).GetProperty("recordLetter")));

        Assert.Single(payloads, payload => payload.GetProperty("errors").ValueKind is JsonValueKind.Null);
        Assert.All(payloads.Where(payload => payload.GetProperty("errors").ValueKind is not JsonValueKind.Null), payload =>
            Assert.Contains(payload.GetProperty("errors")[0].GetProperty("code").GetString(), (string[])["WRONG_STATE", "CONFLICT"]));
        var data = await host.AskAsAsync(Tokens.Admin, "{ auditLog(first: 200) { nodes { action } } changes { totalCount } partner(slug: \"icc\") { letters { party } } }");
        Assert.Single(data.GetProperty("auditLog").GetProperty("nodes").EnumerateArray(), entry => entry.GetProperty("action").GetString() == "recordLetter: Letter added");
        Assert.Equal(1, data.GetProperty("changes").GetProperty("totalCount").GetInt32());
        Assert.Single(data.GetProperty("partner").GetProperty("letters").EnumerateArray());
    }

    [Fact]
    public async Task Twenty_calls_with_one_key_are_one_change_and_get_one_answer()
    {
        using var host = new ApiHost();
        var id = (await host.AskAsync("{ partner(slug: \"icc\") { id } }")).GetProperty("partner").GetProperty("id").GetString();

        var payloads = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            (await host.AskAsAsync(Tokens.Admin, RecordLetter, new { input = Input(id, "one-key") })).GetProperty("recordLetter").GetRawText()));

        Assert.Equal(["{\"letter\":{\"party\":\"COUNCIL\"},\"errors\":null}"], payloads.Distinct());
        Assert.Equal(1, (await host.AskAsync("{ changes { totalCount } }")).GetProperty("changes").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task The_second_of_two_who_read_the_same_version_is_told_of_the_conflict_and_overwrites_nothing()
    {
        using var host = new ApiHost();
        var icc = (await host.AskAsync("{ partner(slug: \"icc\") { id version } }")).GetProperty("partner");
        var (id, version) = (icc.GetProperty("id").GetString(), icc.GetProperty("version").GetString());
        const string Correct = """
            mutation($id: ID!, $version: String, $summary: String) { correctOrganisation(input: { organisationId: $id, expectedVersion: $version, summary: $summary }) {
              organisation { summary version } errors { ... on ConflictError { code currentVersion } } } }
            """;

        var first = (await host.AskAsAsync(Tokens.Admin, Correct, new { id, version, summary = "The first." })).GetProperty("correctOrganisation");
        var second = (await host.AskAsAsync(Tokens.Admin, Correct, new { id, version, summary = "The second." })).GetProperty("correctOrganisation");

        Assert.Equal("The first.", first.GetProperty("organisation").GetProperty("summary").GetString());
        Assert.Equal("CONFLICT", second.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(first.GetProperty("organisation").GetProperty("version").GetString(), second.GetProperty("errors")[0].GetProperty("currentVersion").GetString());
        Assert.Equal("The first.", (await host.AskAsync("{ partner(slug: \"icc\") { summary } }")).GetProperty("partner").GetProperty("summary").GetString());
    }

    private static object Input(string? partnerId, string idempotencyKey) =>
        new { partnerId, party = "COUNCIL", on = "2022-06-08", signatoryOffice = "Secretary General", idempotencyKey };
}
