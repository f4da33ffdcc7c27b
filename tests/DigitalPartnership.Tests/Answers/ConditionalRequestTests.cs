using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Answers;

/// <summary>What caches in front of the host are told, and how answers are packed.</summary>
public sealed class ConditionalRequestTests : IDisposable
{
    private const string Partners = "{ partners(first: 10) { nodes { name summary activities(first: 5) { nodes { title } } } } }";

    private readonly ApiHost _host = CachedHost.New();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Who_has_the_answer_already_is_told_so_and_nothing_is_executed()
    {
        var first = await _host.GetPlainAsync(Partners);

        Assert.Equal("public, must-revalidate, max-age=0", first.CacheControl);
        Assert.False(first.Response.Headers.ETag!.IsWeak);
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Origin"], first.Response.Headers.Vary);
        foreach (var known in (string[])[first.Tag!, $"\"other\", {first.Tag}", "*"])
        {
            var again = await _host.GetPlainAsync(Partners, ("If-None-Match", known));

            Assert.Equal((304, 0, false), (again.Status, again.Body.Length, again.AskedDatabase));
            Assert.Equal((first.Tag, first.CacheControl), (again.Tag, again.CacheControl));
            Assert.Equal(first.Response.Headers.Vary, again.Response.Headers.Vary);
        }
        foreach (var unknown in (string[])["\"other\"", "nonsense"])
        {
            var again = await _host.GetPlainAsync(Partners, ("If-None-Match", unknown));

            Assert.Equal((200, first.Text), (again.Status, again.Text));
        }
    }

    [Fact]
    public async Task A_tag_holds_as_long_as_the_content_whoever_made_it()
    {
        using var other = CachedHost.Beside(_host, ("Answers:CacheMegabytes", "16"));
        var tag = (await _host.GetPlainAsync(Partners)).Tag!;

        Assert.Equal(304, (await other.GetPlainAsync(Partners, ("If-None-Match", tag))).Status);
        await _host.AskAsAsync(Tokens.Admin, "mutation($id: ID!) { correctOrganisation(input: { organisationId: $id, summary: \"Anew.\" }) { errors { __typename } } }",
            new { id = (await _host.AskAsync("{ partner(slug: \"apple\") { id } }")).Text("partner", "id") });

        var changed = await _host.GetPlainAsync(Partners, ("If-None-Match", tag));
        Assert.Equal(200, changed.Status);
        Assert.Contains("Anew.", changed.Text);
        Assert.NotEqual(tag, changed.Tag);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0.1, gzip;q=0.9", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("*", "br")]
    [InlineData("deflate", null)]
    [InlineData("nonsense;;", null)]
    public async Task An_answer_comes_as_the_client_can_unpack_it_the_first_time_and_later(string? accepted, string? expected)
    {
        var plain = (await _host.GetPlainAsync(Partners)).Text;
        var tags = new HashSet<string?>();
        foreach (var isGet in (bool[])[true, true, false, false])
        {
            (string, string)[] headers = accepted is null ? [] : [("Accept-Encoding", accepted)];
            var answer = isGet ? await _host.GetPlainAsync(Partners, headers) : await _host.PostPlainAsync(JsonSerializer.Serialize(new { query = Partners }), headers);

            Assert.Equal(expected, answer.Response.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(answer.Body.Length, answer.Response.Content.Headers.ContentLength);
            Assert.Equal(plain, Unpack(answer.Body, expected));
            tags.Add(answer.Tag);
        }
        Assert.Equal(2, tags.Count); // one of the GETs, none of the POSTs
    }

    [Fact]
    public async Task Each_way_of_packing_has_a_tag_of_its_own()
    {
        var tags = new List<string?>();
        foreach (var coding in (string[])["identity", "gzip", "br"])
            tags.Add((await _host.GetPlainAsync(Partners, ("Accept-Encoding", coding))).Tag);

        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal(200, (await _host.GetPlainAsync(Partners, ("Accept-Encoding", "br"), ("If-None-Match", tags[0]!))).Status);
    }

    private static string Unpack(byte[] body, string? coding)
    {
        using Stream packed = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        return new StreamReader(packed, Encoding.UTF8).ReadToEnd();
    }
}
