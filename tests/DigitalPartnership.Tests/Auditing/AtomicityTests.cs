using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Auditing;

public sealed class AtomicityTests
{
    private const string Query = "{ partner(slug: \"icc\") { version status letters { party } lifecycle { kind } logoPermissions { state } onboarding { tasks { key state } } } changes { nodes { kind } } auditLog { nodes { action } } }";

    private const string Mutation = """
        mutation($id: ID!) { recordLetter(input: { partnerId: $id, party: PARTNER, on: "2022-06-08", signatoryOffice: "Representative", idempotencyKey: "the-letter" }) { partner { status } errors { __typename } } }
        """;

    [Fact]
    public async Task A_crash_at_any_statement_of_a_mutation_leaves_all_of_it_or_nothing()
    {
        using var host = new ApiHost();
        var id = (await host.AskAsync("{ partner(slug: \"icc\") { id } }")).GetProperty("partner").GetProperty("id").GetString();
        await host.AskAsAsync(Tokens.Admin, Mutation.Replace("PARTNER", "COUNCIL").Replace("the-letter", "first"), new { id });
        var before = (await host.AskAsAsync(Tokens.Admin, Query)).GetRawText();

        var crashes = 0;
        for (var statement = 1; ; statement++)
        {
            host.Sql.FailAt(statement);
            var answer = await host.PostAsAsync(Tokens.Admin, Mutation, new { id });
            var isDone = host.Sql.FailAt(null);
            var after = (await host.AskAsAsync(Tokens.Admin, Query)).GetRawText();
            if (isDone)
            {
                Assert.NotEqual(before, after);
                Assert.Equal("ACTIVE", answer.GetProperty("data").GetProperty("recordLetter").GetProperty("partner").GetProperty("status").GetString());
                break;
            }
            crashes++;
            if (after != before)
            {
                // The answer is made after the commit; the same call again gives it without a second letter.
                var again = await host.PostAsAsync(Tokens.Admin, Mutation, new { id });
                Assert.Equal("ACTIVE", again.GetProperty("data").GetProperty("recordLetter").GetProperty("partner").GetProperty("status").GetString());
                Assert.Equal(after, (await host.AskAsAsync(Tokens.Admin, Query)).GetRawText());
                break;
            }
            Assert.Contains("INTERNAL_ERROR", answer.GetRawText());
        }
        Assert.InRange(crashes, 8, 100);
    }
}
