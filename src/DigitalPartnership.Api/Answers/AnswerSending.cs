using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Answers;

/// <summary>Sends answers.</summary>
internal static class AnswerSending
{
    private const int Piece = 64 * 1024;
    private const int Block = 4 * 1024;

    // Whoever keeps the answer asks each time whether it still holds, which costs next to nothing: so nobody reads what is older than was promised.
    private static readonly StringValues Kept = "public, max-age=0, must-revalidate";
    private static readonly StringValues NotKept = "no-store";
    private static readonly StringValues Vary = "Accept, Accept-Encoding, Authorization, Origin";

    /// <summary>Sends an answer that is kept, or says that the client has it already.</summary>
    public static Task SendAsync(HttpContext http, AnswerForm form)
    {
        var (request, response) = (http.Request, http.Response);
        var headers = response.Headers;
        headers.Vary = Vary;
        headers.CacheControl = NotKept;
        if (HttpMethods.IsGet(request.Method))
        {
            headers.ETag = form.Tag;
            headers.CacheControl = Kept;
            if (request.Headers.IfNoneMatch is { Count: > 0 } known && IsAmong(known, form.Tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }
        headers.ContentType = form.ContentType;
        headers.ContentLength = form.Body.Length;
        if (form.ContentEncoding.Count > 0)
            headers.ContentEncoding = form.ContentEncoding;
        return SendAsync(response, form.Body);
    }

    /// <summary>
    /// Sends an answer piece by piece. The server copies a piece before it waits for the client, and gives the client time by its length: so one who does not
    /// read costs no more memory than a piece besides the answer itself, and is soon left.
    /// </summary>
    public static Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default) =>
        answer.Length is > Block and <= Piece - Block ? SendWholeAsync(response, answer, cancellation) : SendPiecesAsync(response, answer, cancellation);

    private static async Task SendPiecesAsync(HttpResponse response, ReadOnlyMemory<byte> answer, CancellationToken cancellation)
    {
        for (; answer.Length > Piece; answer = answer[Piece..])
        {
            if ((await response.BodyWriter.WriteAsync(answer[..Piece], cancellation)).IsCompleted)
                return;
        }
        await response.BodyWriter.WriteAsync(answer, cancellation);
    }

    // The server cuts what it is given into blocks. Once it has written the headers, it lets itself be given one block for all; but counts that towards the client's time
    // no more, so this is for what it takes without waiting for the client.
    private static async Task SendWholeAsync(HttpResponse response, ReadOnlyMemory<byte> answer, CancellationToken cancellation)
    {
        await response.StartAsync(cancellation);
        var writer = response.BodyWriter;
        answer.CopyTo(writer.GetMemory(answer.Length));
        writer.Advance(answer.Length);
        await writer.FlushAsync(cancellation);
    }

    private static bool IsAmong(StringValues known, string tag) =>
        known.Count == 1 && known[0] == tag
        || EntityTagHeaderValue.TryParseList(known, out var tags) && tags.Any(one => one == EntityTagHeaderValue.Any || one.Tag == tag);
}
