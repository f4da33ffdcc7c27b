using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigitalPartnership.Tests.Answers;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Http;

/// <summary>Documents that are named by an id instead of being sent.</summary>
public sealed class TrustedDocumentTests : IDisposable
{
    private const string Query = "query Partners($first: Int) { partners(first: $first) { totalCount nodes { name } } }";
    private const string Mutation = "mutation Summary($id: ID!) { correctOrganisation(input: { organisationId: $id, summary: \"Anew.\" }) { errors { __typename } } }";
    private const string Relay = "5d41402abc4b2a76b9719d911017c592";

    private readonly string _file = Path.GetTempFileName();

    public TrustedDocumentTests() => Write(new() { [Hash(Query)] = Query, ["sha256:" + Hash(Mutation)] = Mutation, [Relay] = "{ taxonomy { total } }" });

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_document_is_named_by_its_id_by_POST_and_by_GET()
    {
        using var host = ApiHost.With(("Documents:Manifest", _file));
        var expected = (await host.AskAsync(Query, new { first = 2 })).GetRawText();

        foreach (var id in (string[])["sha256:" + Hash(Query), Hash(Query), "sha256:" + Hash(Query).ToUpperInvariant()])
        {
            var posted = await host.SendBodyAsync(JsonSerializer.Serialize(new { documentId = id, variables = new { first = 2 } }));
            var got = await host.GetAsync([("documentId", id), ("variables", """{"first":2}""")]);

            Assert.Equal((200, expected), (posted.Status, posted.Json.GetProperty("data").GetRawText()));
            Assert.Equal((200, expected), (got.Status, got.Json.GetProperty("data").GetRawText()));
        }
        var apollo = await host.SendBodyAsync(JsonSerializer.Serialize(new { variables = new { first = 2 }, extensions = new { persistedQuery = new { version = 1, sha256Hash = Hash(Query) } } }));
        Assert.Equal(expected, apollo.Json.GetProperty("data").GetRawText());
        Assert.Equal(25, (await host.GetAsync([("documentId", Relay)])).Json.At("data", "taxonomy", "total").GetInt32());
    }

    [Fact]
    public async Task What_can_be_wrong_about_an_id_is_told()
    {
        using var host = ApiHost.With(("Documents:Manifest", _file));

        foreach (var accept in (string[])[Requests.Json, Requests.GraphQL])
        {
            var unknown = await host.GetAsync([("documentId", "sha256:" + Hash("{ nothing }"))], ("Accept", accept));
            var both = await host.SendBodyAsync(JsonSerializer.Serialize(new { documentId = Hash(Query), query = Query }), ("Accept", accept));
            var number = await host.SendBodyAsync("""{"documentId":7}""", ("Accept", accept));
            var changing = await host.GetAsync([("documentId", Hash(Mutation)), ("variables", """{"id":"x"}""")], ("Accept", accept));

            Assert.Equal((400, "DOCUMENT_NOT_FOUND"), (unknown.Status, unknown.Code));
            Assert.Equal((400, "REQUEST_INVALID"), (both.Status, both.Code));
            Assert.Equal((400, "REQUEST_INVALID"), (number.Status, number.Code));
            Assert.Equal((405, "METHOD_NOT_ALLOWED"), (changing.Status, changing.Code));
        }
    }

    [Fact]
    public async Task Without_a_manifest_no_id_is_known_and_any_document_is_taken()
    {
        using var host = new ApiHost();

        Assert.Equal("DOCUMENT_NOT_FOUND", (await host.GetAsync([("documentId", Hash(Query))])).Code);
        Assert.Equal(200, (await host.QueryAsync("{ __typename }")).Status);
    }

    [Fact]
    public async Task Where_only_trusted_documents_are_taken_nobody_but_an_admin_sends_another()
    {
        using var host = ApiHost.With(("Documents:Manifest", _file), ("Documents:TrustedOnly", "true"));
        (string, string) admin = ("Authorization", $"Bearer {Tokens.Admin}"), liaison = ("Authorization", $"Bearer {Tokens.ForLiaison("of-icc@icc.example")}");

        foreach (var query in (string[])["{ __typename }", Introspection.Query, Query + " ", "{"])
        {
            var refused = await host.QueryAsync(query);
            var asLiaison = await host.QueryAsync(query, liaison);

            Assert.Equal((403, "DOCUMENT_NOT_TRUSTED"), (refused.Status, refused.Code));
            Assert.Equal((403, "DOCUMENT_NOT_TRUSTED"), (asLiaison.Status, asLiaison.Code));
        }
        Assert.Equal("Query", (await host.QueryAsync("{ __typename }", admin)).Json.At("data").Text("__typename"));
        var byText = await host.QueryAsync(Query); // its own text, known by heart
        var byId = await host.GetAsync([("documentId", Hash(Query))]);
        Assert.NotEmpty(byText.Json.List("data", "partners", "nodes"));
        Assert.Equal(byText.Body, byId.Body);
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/graphql?sdl")).Status);
    }

    [Fact]
    public async Task A_document_and_its_id_are_one_question_to_the_cache()
    {
        using var host = CachedHost.New(("Documents:Manifest", _file));
        await host.PostPlainAsync(JsonSerializer.Serialize(new { query = Query, variables = new { first = 2 } }));

        Assert.False((await host.PostPlainAsync(JsonSerializer.Serialize(new { variables = new { first = 2 }, documentId = Hash(Query) }))).AskedDatabase);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"a\":7}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":\"{ __typename }\",\"a\":\"{ __typename }\"}")]
    [InlineData(null)]
    public void A_manifest_that_cannot_be_read_stops_the_start(string? content)
    {
        if (content is null)
            File.Delete(_file);
        else
            File.WriteAllText(_file, content);

        Assert.Contains(_file, StopOf(("Documents:Manifest", _file)));
    }

    [Fact]
    public void A_hash_that_is_not_that_of_its_document_stops_the_start()
    {
        Write(new() { [Hash(Query)] = Query + " " });

        Assert.Contains(Hash(Query), StopOf(("Documents:Manifest", _file)));
    }

    [Fact]
    public void Trusted_documents_only_without_any_stops_the_start() => Assert.Contains("Documents:Manifest", StopOf(("Documents:TrustedOnly", "true")));

    private static string StopOf((string, string) setting)
    {
        using var host = ApiHost.With(setting);
        return Assert.Throws<InvalidOperationException>(host.StartServer).Message;
    }

    private void Write(Dictionary<string, string> documents) => File.WriteAllText(_file, JsonSerializer.Serialize(documents));

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
