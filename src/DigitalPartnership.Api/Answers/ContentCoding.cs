using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Answers;

/// <summary>How the bytes of an answer are packed.</summary>
internal enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary>As gzip.</summary>
    Gzip,

    /// <summary>As Brotli.</summary>
    Brotli,
}

/// <summary>Chooses content codings and packs by them.</summary>
internal static class ContentCodings
{
    /// <summary>The coding that a client likes best; of equally good ones the one that packs smaller.</summary>
    public static ContentCoding Choose(HttpRequest request)
    {
        var wishes = request.Headers.AcceptEncoding;
        if (wishes.Count == 0 || !StringWithQualityHeaderValue.TryParseList(wishes, out var accepted))
            return ContentCoding.Identity;
        var (brotli, gzip) = (QualityOf("br"), QualityOf("gzip"));
        var best = Math.Max(brotli, gzip);
        if (best <= 0 || best < Named("identity"))
            return ContentCoding.Identity;
        return brotli == best ? ContentCoding.Brotli : ContentCoding.Gzip;

        double QualityOf(string coding) => Named(coding) ?? Named("*") ?? 0;

        double? Named(string coding) =>
            accepted.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } wish ? wish.Quality ?? 1 : null;
    }

    /// <summary>The name in the header <c>Content-Encoding</c>; null for none.</summary>
    public static string? NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>Packs what will be sent often: smaller than what is packed while it is sent.</summary>
    public static byte[] Pack(byte[] body, ContentCoding coding)
    {
        if (coding is ContentCoding.Identity)
            return body;
        using var packed = new MemoryStream();
        using (Stream packer = coding is ContentCoding.Brotli ? new BrotliStream(packed, CompressionLevel.Optimal) : new GZipStream(packed, CompressionLevel.Optimal))
            packer.Write(body);
        return packed.ToArray();
    }
}
