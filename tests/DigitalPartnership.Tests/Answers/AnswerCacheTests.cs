using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;

namespace DigitalPartnership.Tests.Answers;

/// <summary>What is kept of anonymous questions, and for which questions it is given out again.</summary>
public sealed class AnswerCacheTests : IDisposable
{
    private const string Partners = "{ partners(first: 3) { nodes { name activities(first: 2) { nodes { title } } } } }";
    private const string Called = "query A { taxonomy { total } } query B($where: PartnerFilterInput, $first: Int) { partners(where: $where, first: $first) { nodes { name } } }";

    private readonly ApiHost _host = CachedHost.New();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("POST", Requests.Json)]
    [InlineData("POST", Requests.GraphQL)]
    [InlineData("GET", Requests.Json)]
    [InlineData("GET", Requests.GraphQL)]
    public async Task A_question_asked_again_gets_the_same_bytes_and_the_database_is_not_asked(string method, string accept)
    {
        var (first, second) = (await AskAsync(), await AskAsync());

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.True(first.AskedDatabase);
        Assert.False(second.AskedDatabase);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal($"{accept}; charset=utf-8", second.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal(Headers(first), Headers(second));
        Assert.Equal(first.Body.Length, first.Response.Content.Headers.ContentLength);
        Assert.Equal("nosniff", second.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(second.Json.GetProperty("extensions").GetProperty("cost").GetInt32() > 0);
        using var uncached = CachedHost.Beside(_host);
        Assert.Equal(JsonSerializer.Serialize(await uncached.PostAsync(Partners)), JsonSerializer.Serialize(second.Json));

        Task<CachedHost.Sent> AskAsync() => method == "POST" ? _host.PostPlainAsync(BodyOf(Partners), ("Accept", accept)) : _host.GetPlainAsync(Partners, ("Accept", accept));
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task What_browsers_ask_from_the_hosts_own_pages_is_answered_from_memory_and_counts_against_no_rate(string site)
    {
        using var host = CachedHost.New(("Limits:RequestsPerMinute", "1"));
        var own = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        for (var times = 0; times < 3; times++)
            Assert.Equal(200, (await host.PostPlainAsync(BodyOf(Partners), ("Sec-Fetch-Site", site), ("Origin", own))).Status);
        Assert.Equal(429, (await host.PostPlainAsync(BodyOf(Partners), ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://elsewhere.example"))).Status);
        Assert.Equal(429, (await host.PostPlainAsync(BodyOf(Partners), ("Origin", "https://elsewhere.example"))).Status);
    }

    [Fact]
    public async Task Who_asks_the_same_in_many_ways_takes_the_place_of_no_other_for_long()
    {
        using var host = CachedHost.New(("Limits:RequestsPerMinute", "100"));
        for (var way = 0; way < 40; way++)
            await host.PostPlainAsync(BodyOf(Partners), ("Accept-Encoding", $"way{way}"));

        var statuses = new List<int>();
        for (var times = 0; times < 200; times++)
            statuses.Add((await host.PostPlainAsync(BodyOf(Partners))).Status);

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task How_variables_are_written_does_not_matter()
    {
        await AskAsync("""{"where":{"country":{"in":["US","BE"]},"name":{"startsWith":"A"}},"first":3}""");

        Assert.False((await AskAsync("""{ "first" : 3, "where": { "name":{"startsWith":"\u0041"}, "country":{"in":["US","BE"]} } }""")).AskedDatabase);
        Assert.True((await AskAsync("""{"where":{"country":{"in":["BE","US"]},"name":{"startsWith":"A"}},"first":3}""")).AskedDatabase);
        Assert.True((await AskAsync("""{"where":{"country":{"in":["US","BE"]},"name":{"startsWith":"B"}},"first":3}""")).AskedDatabase);
        Assert.True((await AskAsync("""{"first":3}""")).AskedDatabase);
        Assert.True((await AskAsync("null")).AskedDatabase);
        Assert.False((await AskAsync("{}")).AskedDatabase);

        Task<CachedHost.Sent> AskAsync(string variables) => _host.PostPlainAsync($$"""{"query":{{JsonSerializer.Serialize(Called)}},"operationName":"B","variables":{{variables}}}""");
    }

    [Fact]
    public async Task Two_operations_of_one_document_are_two_questions()
    {
        var a = await AskAsync("A");
        var b = await AskAsync("B");

        Assert.True(a.Json.GetProperty("data").TryGetProperty("taxonomy", out _));
        Assert.True(b.Json.GetProperty("data").TryGetProperty("partners", out _));
        Assert.Equal(a.Text, (await AskAsync("A")).Text);

        Task<CachedHost.Sent> AskAsync(string operation) => _host.PostPlainAsync($$"""{"query":{{JsonSerializer.Serialize(Called)}},"operationName":"{{operation}}"}""");
    }

    [Fact]
    public async Task The_day_that_begins_in_Strasbourg_has_answers_of_its_own()
    {
        using var host = CachedHost.New(("Answers:MaxStaleSeconds", "3600"));
        host.Time.SetUtcNow(new DateTimeOffset(2022, 6, 8, 21, 59, 59, TimeSpan.Zero));
        Assert.Equal("2022-06-08", await DayAsync());

        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("2022-06-09", await DayAsync());

        async Task<string?> DayAsync() => (await host.AskAsync("{ taxonomy { asOf } }")).Text("taxonomy", "asOf");
    }

    [Theory]
    [InlineData("""{ partner(slug: "apple") { name liaisons { email } viewer } }""")]
    [InlineData("""{ partners(first: 1000) { totalCount } }""")]
    [InlineData("{ partners { nodes { name ")]
    [InlineData("""{ auditLog { totalCount } taxonomy { total } }""")]
    public async Task An_answer_with_errors_is_made_anew_each_time_and_nobody_may_keep_it(string query)
    {
        foreach (var method in (string[])["POST", "POST", "GET", "GET"])
        {
            var answer = method == "POST" ? await _host.PostPlainAsync(BodyOf(query)) : await _host.GetPlainAsync(query);

            Assert.True(answer.Json.TryGetProperty("errors", out _), answer.Text);
            Assert.Equal(("no-store", null), (answer.CacheControl, answer.Tag));
        }
    }

    [Fact]
    public async Task Who_has_signed_in_gets_nothing_that_was_kept_and_leaves_nothing()
    {
        const string query = """{ partner(slug: "icc") { name onboarding { progress } } viewer { name } }""";
        await _host.AskAsAsync(Tokens.Admin, query);
        Assert.Equal(["AUTH_NOT_AUTHENTICATED", "AUTH_NOT_AUTHENTICATED"], await _host.AskForErrorsAsync(query));

        await _host.PostPlainAsync(BodyOf(Partners));
        var signedIn = await _host.PostPlainAsync(BodyOf(Partners), ("Authorization", $"Bearer {Tokens.Admin}"));
        var byGet = await _host.GetPlainAsync(Partners, ("Authorization", $"Bearer {Tokens.Admin}"), ("If-None-Match", "*"));
        var refused = await _host.PostPlainAsync(BodyOf(Partners), ("Authorization", "Bearer nonsense"));

        Assert.True(signedIn.AskedDatabase);
        Assert.True(byGet.AskedDatabase);
        Assert.Equal((200, 200, 401), (signedIn.Status, byGet.Status, refused.Status));
        Assert.Null(byGet.Tag);
        foreach (var answer in new[] { signedIn, byGet, refused })
            Assert.Equal((true, true), (answer.Response.Headers.CacheControl!.NoStore, answer.Response.Headers.CacheControl.Private));
    }

    [Fact]
    public async Task What_no_form_and_no_other_site_may_ask_they_may_not_ask_again()
    {
        await _host.GetPlainAsync(Partners);
        var body = BodyOf(Partners);
        await _host.PostPlainAsync(body);

        Assert.Equal(403, (await _host.GetPlainAsync(Partners, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(403, (await _host.GetPlainAsync(Partners, ("Origin", "https://site.example"))).Status);
        Assert.Equal(415, (await _host.SendBodyAsync(System.Text.Encoding.UTF8.GetBytes(body), "text/plain")).Status);
        Assert.Equal(406, (await _host.PostPlainAsync(body, ("Accept", "text/html"))).Status);
        foreach (var method in (string[])["HEAD", "PUT", "OPTIONS"])
            Assert.Equal(405, (await _host.SendAsync(new HttpMethod(method), "/graphql?query=" + Uri.EscapeDataString(Partners))).Status);
    }

    [Fact]
    public async Task A_configured_site_gets_what_was_kept_with_leave_to_read_it()
    {
        using var open = CachedHost.New(("Cors:Origins:0", "https://site.example"));
        await open.PostPlainAsync(BodyOf(Partners));

        var answer = await open.PostPlainAsync(BodyOf(Partners), ("Origin", "https://site.example"));
        var other = await open.PostPlainAsync(BodyOf(Partners), ("Origin", "https://other.example"));

        Assert.False(answer.AskedDatabase);
        Assert.Equal("https://site.example", answer.Response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(other.Response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task What_nobody_asks_for_again_makes_room()
    {
        using var small = CachedHost.New(("Answers:CacheMegabytes", "0.25"));
        var wanted = BodyOf(Partners);
        await small.PostPlainAsync(wanted);
        await small.PostPlainAsync(wanted);
        for (var number = 0; number < 60; number++)
        {
            await small.PostPlainAsync(BodyOf($"{{ a{number}: organisations(first: 40) {{ nodes {{ name summary }} }} }}"));
            Assert.False((await small.PostPlainAsync(wanted)).AskedDatabase, $"Dropped after {number} others.");
        }

        Assert.False((await small.PostPlainAsync(BodyOf("{ a59: organisations(first: 40) { nodes { name summary } } }"))).AskedDatabase);
        Assert.True((await small.PostPlainAsync(BodyOf("{ a0: organisations(first: 40) { nodes { name summary } } }"))).AskedDatabase);
    }

    [Fact]
    public async Task An_answer_larger_than_its_share_is_given_and_not_kept()
    {
        using var small = CachedHost.New(("Answers:CacheMegabytes", "0.05"));
        const string large = "{ organisations(first: 200) { nodes { name summary names { name } } } }";

        Assert.Equal((await small.PostPlainAsync(BodyOf(large))).Text, (await small.PostPlainAsync(BodyOf(large))).Text);
        Assert.True((await small.PostPlainAsync(BodyOf(large))).AskedDatabase);
    }

    [Fact]
    public async Task Nothing_is_kept_where_it_is_switched_off()
    {
        using var off = CachedHost.New(("Answers:CacheMegabytes", "0"));
        await off.GetPlainAsync(Partners);

        var again = await off.GetPlainAsync(Partners);

        Assert.True(again.AskedDatabase);
        Assert.Equal(("no-store", null), (again.CacheControl, again.Tag));
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_answered_too()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(BodyOf(Partners));
        var whole = await _host.PostPlainAsync(BodyOf(Partners));
        using var client = new System.Net.Sockets.TcpClient("127.0.0.1", _host.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        foreach (var piece in body.Chunk(40))
        {
            await stream.WriteAsync(piece);
            await Task.Delay(5);
        }

        var answer = await new StreamReader(stream).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.EndsWith(whole.Text, answer);
    }

    private static string BodyOf(string query) => JsonSerializer.Serialize(new { query });

    private static string Headers(CachedHost.Sent sent) =>
        string.Join('\n', sent.Response.Headers.Concat(sent.Response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order());
}
