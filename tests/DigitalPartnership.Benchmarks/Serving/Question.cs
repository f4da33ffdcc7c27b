using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>A document, and the bytes with which it is asked over HTTP.</summary>
internal sealed record Question(string Name, string Document)
{
    /// <summary>What a front page asks of the published data: the partners with all their activities.</summary>
    public static readonly Question Partners = new("25 partners with their activities", """
        {
          partners(first: 25) {
            nodes { name slug country status activities { nodes { id title category date { text edtf } } } }
          }
        }
        """);

    /// <summary>Three levels, for the large data.</summary>
    public static readonly Question ThreeLevels = new("20 partners, 10 activities each, their participants", """
        {
          partners(first: 20) {
            nodes {
              name
              activities(first: 10) {
                nodes { id title category date { text } participants(first: 10) { nodes { id name country } } }
              }
            }
          }
        }
        """);

    /// <summary>The request by POST.</summary>
    public byte[] ByPost(string? encodings = null)
    {
        var body = JsonSerializer.Serialize(new { query = Document });
        return Encoding.UTF8.GetBytes($"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n{Accepting(encodings)}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    /// <summary>The request by GET.</summary>
    public byte[] ByGet(string? encodings = null) =>
        Encoding.UTF8.GetBytes($"GET /graphql?query={UrlEncoder.Default.Encode(Document)} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Accepting(encodings)}\r\n");

    private static string Accepting(string? encodings) => encodings is null ? "" : $"Accept-Encoding: {encodings}\r\n";
}
