using System.Buffers;
using DigitalPartnership.Telemetry;

namespace DigitalPartnership.Api.Answers;

/// <summary>
/// Stands before everything that costs something. A request that has come in before, byte by byte, is answered from memory here; any other
/// goes on untouched, and where its answer turns out to be one that is kept, it is written here too, past the compression of the others.
/// </summary>
internal sealed class AnswerMiddleware(RequestDelegate next, AnswerCache cache, PartnershipMeter meter, Action<IHeaderDictionary> complete)
{
    private const string Path = "/graphql";
    private const int LongestBody = 32 * 1024;

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.Path.Value != Path || request.Headers.Authorization.Count > 0 || !(HttpMethods.IsPost(request.Method) || HttpMethods.IsGet(request.Method)))
            return next(http);
        if (!IsPlain(request))
            return MakeAsync(http, null);
        // Nearly always the version of the data is known: nothing is waited for then, and no state kept for it.
        return cache.Current is { } edition ? AnswerAsync(http, edition) : FindEditionAndAnswerAsync(http);
    }

    private async Task FindEditionAndAnswerAsync(HttpContext http) =>
        await (await cache.FindEditionAsync(http.RequestAborted) is { } edition ? AnswerAsync(http, edition) : MakeAsync(http, null));

    private Task AnswerAsync(HttpContext http, Edition edition)
    {
        if (Look(http.Request, edition, out var unknown) is not { } known)
            return MakeAsync(http, unknown);
        meter.AnswerLookedUp(known.Answer.Operation, isHit: true);
        return SendAsync(http, known);
    }

    private async Task MakeAsync(HttpContext http, KnownRequest? unknown)
    {
        var slot = new AnswerSlot { Request = unknown };
        http.Features.Set(slot);
        await next(http);
        if (slot.Form is { } form)
            await SendAsync(http, form);
    }

    private Task SendAsync(HttpContext http, AnswerForm form)
    {
        complete(http.Response.Headers);
        return AnswerSending.SendAsync(http, form);
    }

    /// <summary>Whether nothing about the request needs to be looked at that a request seen before does not tell.</summary>
    private static bool IsPlain(HttpRequest request) =>
        IsFromHere(request) && request.Headers.ContentEncoding.Count == 0
        && (HttpMethods.IsGet(request.Method) ? request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0 : request.ContentLength is > 0 and <= LongestBody);

    // Browsers say so of every request. Of one from another site more has to be looked at, and more to be said.
    private static bool IsFromHere(HttpRequest request)
    {
        var (origin, site) = (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]);
        return (origin.Count == 0 || origin is [{ } from] && request.Host.Value is { Length: > 0 } host && from.EndsWith(host, StringComparison.Ordinal) && from.AsSpan()[..^host.Length].EndsWith("://", StringComparison.Ordinal))
            && (site.Count == 0 || site is ["same-origin"] or ["none"]);
    }

    private static AnswerForm? Look(HttpRequest request, Edition edition, out KnownRequest? unknown)
    {
        if (HttpMethods.IsGet(request.Method))
            return Look(PlainRequest.Of(request, default), edition, out unknown);
        unknown = null;
        // What is not there yet is not waited for: the endpoint does that, and knows what to say where it does not come.
        var reader = request.BodyReader;
        if (!reader.TryRead(out var read))
            return null;
        AnswerForm? known = null;
        var buffer = read.Buffer;
        if (buffer.Length == request.ContentLength)
            known = Look(PlainRequest.Of(request, buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray()), edition, out unknown);
        reader.AdvanceTo(known is null ? buffer.Start : buffer.End);
        return known;
    }

    private static AnswerForm? Look(PlainRequest request, Edition edition, out KnownRequest? unknown)
    {
        var known = edition.Find(request);
        unknown = known is null ? new KnownRequest(request) : null;
        return known;
    }
}

/// <summary>
/// Where the endpoint puts an answer that is kept, instead of writing it. It is there where nobody has signed in and answers are kept at all.
/// </summary>
internal sealed class AnswerSlot
{
    /// <summary>The request, where it can be recognised when it comes again.</summary>
    public KnownRequest? Request { get; init; }

    /// <summary>The answer.</summary>
    public AnswerForm? Form { get; set; }
}
