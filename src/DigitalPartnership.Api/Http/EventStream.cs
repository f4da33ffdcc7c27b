using GraphQL;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Answers as server-sent events, by the distinct connections mode of the GraphQL over SSE protocol: one operation a
/// connection, an event <c>next</c> for each result and <c>complete</c> at the end.
/// </summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    public static bool IsAskedFor(HttpRequest request) => request.Headers.Accept.Any(accept => accept?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) is true);

    public static async Task WriteAsync(HttpContext http, ExecutionResult result)
    {
        var cancellation = http.RequestAborted;
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        // Without a first byte the browser does not learn that the stream is open.
        await SendAsync(http, ":\n\n", cancellation);

        if (result.Streams?.Values.SingleOrDefault() is { } stream)
            await FollowAsync(http, stream, cancellation);
        else
            await SendAsync(http, Next(http, result), cancellation);
        await SendAsync(http, "event: complete\ndata:\n\n", cancellation);
    }

    private static async Task FollowAsync(HttpContext http, IObservable<ExecutionResult> stream, CancellationToken cancellation)
    {
        var results = System.Threading.Channels.Channel.CreateBounded<ExecutionResult>(100);
        using var subscription = stream.Subscribe(new Writer(results.Writer));
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            silence.CancelAfter(Silence);
            try
            {
                if (!await results.Reader.WaitToReadAsync(silence.Token))
                    return;
                while (results.Reader.TryRead(out var result))
                    await SendAsync(http, Next(http, result), cancellation);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Proxies close connections on which nothing moves.
                await SendAsync(http, ":\n\n", cancellation);
            }
        }
    }

    private static string Next(HttpContext http, ExecutionResult result) =>
        $"event: next\ndata: {http.RequestServices.GetRequiredService<IGraphQLTextSerializer>().Serialize(result)}\n\n";

    private static async Task SendAsync(HttpContext http, string text, CancellationToken cancellation)
    {
        await http.Response.WriteAsync(text, cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }

    private sealed class Writer(System.Threading.Channels.ChannelWriter<ExecutionResult> results) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value)
        {
            // A reader that has fallen a hundred events behind is cut off; it comes back with its last cursor.
            if (!results.TryWrite(value))
                results.TryComplete();
        }

        public void OnError(Exception error)
        {
            results.TryWrite(new ExecutionResult { Errors = [error as ExecutionError ?? new ExecutionError("The stream was broken off.", error)] });
            results.TryComplete();
        }

        public void OnCompleted() => results.TryComplete();
    }
}
