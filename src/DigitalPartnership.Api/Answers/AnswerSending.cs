using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DigitalPartnership.Api.Answers;

/// <summary>Sends answers that are kept.</summary>
internal static class AnswerSending
{
    // Whoever keeps the answer asks each time whether it still holds, which costs next to nothing: so nobody reads what is older than was promised.
    private static readonly StringValues Kept = "public, max-age=0, must-revalidate";
    private static readonly StringValues NotKept = "no-store";
    private static readonly StringValues Vary = "Accept, Accept-Encoding, Authorization, Origin";

    /// <summary>Sends the answer, or says that the client has it already.</summary>
    public static async Task SendAsync(HttpContext http, AnswerForm form)
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
                return;
            }
        }
        headers.ContentType = form.ContentType;
        headers.ContentLength = form.Body.Length;
        if (form.ContentEncoding.Count > 0)
            headers.ContentEncoding = form.ContentEncoding;
        await response.BodyWriter.WriteAsync(form.Body);
    }

    private static bool IsAmong(StringValues known, string tag) =>
        known.Count == 1 && known[0] == tag
        || EntityTagHeaderValue.TryParseList(known, out var tags) && tags.Any(one => one == EntityTagHeaderValue.Any || one.Tag == tag);
}
