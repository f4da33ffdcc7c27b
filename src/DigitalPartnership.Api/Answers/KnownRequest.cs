using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace DigitalPartnership.Api.Answers;

/// <summary>All of an anonymous request on which its answer depends, as it has come in: nothing is parsed and nothing copied.</summary>
internal readonly ref struct PlainRequest
{
    private static readonly long Seed = Random.Shared.NextInt64();

    public required string Method { get; init; }
    public required string Query { get; init; }
    public required string ContentType { get; init; }
    public required string Accept { get; init; }
    public required string AcceptEncoding { get; init; }
    public required ReadOnlySpan<byte> Body { get; init; }

    public static PlainRequest Of(HttpRequest request, ReadOnlySpan<byte> body) => new()
    {
        Method = request.Method,
        Query = request.QueryString.Value ?? "",
        ContentType = request.ContentType ?? "",
        Accept = request.Headers.Accept.ToString(),
        AcceptEncoding = request.Headers.AcceptEncoding.ToString(),
        Body = body,
    };

    /// <summary>Compares every byte: nobody can make a request that is taken for another.</summary>
    public bool Is(PlainRequest other) =>
        Body.SequenceEqual(other.Body) && Query == other.Query && Accept == other.Accept && AcceptEncoding == other.AcceptEncoding
        && ContentType == other.ContentType && Method == other.Method;

    /// <summary>Takes a fraction of the time of the runtime's own hash of texts; and as with that, nobody knows from outside which requests have the same.</summary>
    public int Hash() => (int)(XxHash3.HashToUInt64(Body, Seed) ^ XxHash3.HashToUInt64(MemoryMarshal.AsBytes(Query.AsSpan()), Seed));
}

/// <summary>A request that was answered, kept to recognise it when it comes again.</summary>
internal sealed class KnownRequest(PlainRequest request)
{
    private readonly string _method = request.Method;
    private readonly string _query = request.Query;
    private readonly string _contentType = request.ContentType;
    private readonly string _accept = request.Accept;
    private readonly string _acceptEncoding = request.AcceptEncoding;
    private readonly byte[] _body = request.Body.ToArray();

    /// <summary>The bytes that it takes.</summary>
    public long Size => Answer.Overhead + _body.Length + 2L * (_query.Length + _contentType.Length + _accept.Length + _acceptEncoding.Length);

    private PlainRequest Plain => new() { Method = _method, Query = _query, ContentType = _contentType, Accept = _accept, AcceptEncoding = _acceptEncoding, Body = _body };

    /// <summary>Finds a known request by one that has come in.</summary>
    public sealed class Comparer : IEqualityComparer<KnownRequest>, IAlternateEqualityComparer<PlainRequest, KnownRequest>
    {
        public bool Equals(KnownRequest? one, KnownRequest? other) => one is null ? other is null : other is not null && one.Plain.Is(other.Plain);
        public int GetHashCode(KnownRequest known) => known.Plain.Hash();
        public bool Equals(PlainRequest request, KnownRequest known) => known.Plain.Is(request);
        public int GetHashCode(PlainRequest request) => request.Hash();
        public KnownRequest Create(PlainRequest request) => new(request);
    }
}
