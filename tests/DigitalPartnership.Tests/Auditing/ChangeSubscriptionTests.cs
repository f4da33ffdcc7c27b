using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalPartnership.Tests.Answers;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Auditing;

public sealed class ChangeSubscriptionTests
{
    private const string Correct = """mutation($id: ID!, $summary: String) { correctOrganisation(input: { organisationId: $id, summary: $summary }) { errors { __typename } } }""";

    [Fact]
    public async Task A_follower_on_one_instance_is_told_what_happens_on_another()
    {
        using var host = new ApiHost();
        // It looks for news by its clock.
        using var other = ApiHost.On(host).InRealTime();
        var id = (await host.AskAsync("{ partner(slug: \"icc\") { id } }")).GetProperty("partner").GetProperty("id").GetString();
        await using var events = await FollowAsync(other, "subscription { changes { kind summary(language: FR) cursor subject { ... on Partner { slug summary } } } }");

        await host.AskAsAsync(Tokens.Admin, Correct, new { id, summary = "As it should have been." });
        var change = (await events.NextAsync()).GetProperty("data").GetProperty("changes");

        Assert.Equal("ORGANISATION_CORRECTED", change.GetProperty("kind").GetString());
        Assert.Equal("Fiche corrigée : International Chamber of Commerce.", change.GetProperty("summary").GetString());
        Assert.Equal("As it should have been.", change.GetProperty("subject").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_cursor_misses_nothing()
    {
        using var host = new ApiHost();
        var id = (await host.AskAsync("{ partner(slug: \"icc\") { id } }")).GetProperty("partner").GetProperty("id").GetString();
        foreach (var summary in (string[])["One.", "Two.", "Three."])
            await host.AskAsAsync(Tokens.Admin, Correct, new { id, summary });
        var cursors = (await host.AskAsync("{ changes { nodes { cursor } } }")).GetProperty("changes").GetProperty("nodes").EnumerateArray().Select(change => change.GetProperty("cursor").GetString()).ToList();

        await using var events = await FollowAsync(host, $"subscription {{ changes(after: \"{cursors[0]}\") {{ cursor }} }}");

        Assert.Equal(cursors[1], (await events.NextAsync()).GetProperty("data").GetProperty("changes").GetProperty("cursor").GetString());
        Assert.Equal(cursors[2], (await events.NextAsync()).GetProperty("data").GetProperty("changes").GetProperty("cursor").GetString());
    }

    [Theory]
    [InlineData("{ __typename }", "EVENT_STREAM_UNSUITABLE")]
    [InlineData("subscription { nothing }", "FIELDS_ON_CORRECT_TYPE")]
    public async Task What_cannot_be_followed_is_told_in_the_stream_which_then_ends(string query, string code)
    {
        using var host = new ApiHost();
        await using var events = await FollowAsync(host, query);

        Assert.Equal(code, (await events.NextAsync()).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.True(await events.IsCompleteAsync());
    }

    [Fact]
    public async Task A_forged_cursor_is_told_in_the_stream()
    {
        using var host = new ApiHost();
        await using var events = await FollowAsync(host, "subscription { changes(after: \"forged\") { cursor } }");

        Assert.Equal("CURSOR_INVALID", (await events.NextAsync()).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_so_many_streams_are_open_together_and_one_that_has_ended_makes_room()
    {
        using var host = ApiHost.With(("Limits:EventStreams", "1"));
        await using (await FollowAsync(host, "subscription { changes { cursor } }"))
        {
            await host.AskAsync("{ partners { totalCount } }");
            Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync());
        }

        for (var tries = 0; tries < 100 && await TryAsync() is HttpStatusCode.TooManyRequests; tries++)
            await Task.Delay(50);
        Assert.Equal(HttpStatusCode.OK, await TryAsync());

        async Task<HttpStatusCode> TryAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "subscription { nothing }" }) };
            request.Headers.Accept.ParseAdd("text/event-stream");
            using var response = await host.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task An_event_may_ask_for_a_hundredth_of_what_a_question_may()
    {
        using var host = ApiHost.With(("Limits:Cost", "10000"));
        await using var events = await FollowAsync(host, "subscription { changes { subject { ... on Partner { activities(first: 100) { nodes { title } } } } } }");

        var extensions = (await events.NextAsync()).GetProperty("errors")[0].GetProperty("extensions");

        Assert.Equal(("COST_EXCEEDED", 100), (extensions.GetProperty("code").GetString(), extensions.GetProperty("limit").GetInt32()));
    }

    [Fact]
    public async Task A_subscription_is_not_answered_but_as_an_event_stream()
    {
        using var host = new ApiHost();

        Assert.Equal(["EVENT_STREAM_REQUIRED"], await host.AskForErrorsAsync("subscription { changes { kind } }"));
    }

    private static async Task<Events> FollowAsync(ApiHost host, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = new Events(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        Assert.Equal(":", await events.LineAsync());
        return events;
    }

    private sealed class Events(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public async Task<JsonElement> NextAsync()
        {
            for (var lines = 0; lines < 20 && await LineAsync() is { } line; lines++)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return JsonSerializer.Deserialize<JsonElement>(line[6..]);
            }
            throw new InvalidOperationException("The stream has ended, or nothing has come of it.");
        }

        public async Task<bool> IsCompleteAsync()
        {
            while (await LineAsync() is { } line)
            {
                if (line == "event: complete")
                    return true;
            }
            return false;
        }

        public async Task<string?> LineAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            return await reader.ReadLineAsync(patience.Token);
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
