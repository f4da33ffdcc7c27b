using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Answers;

/// <summary>Many who ask the same at the same time.</summary>
public sealed class StampedeTests : IDisposable
{
    private const string Question = "{ partners(first: 20) { nodes { name activities(first: 5) { totalCount nodes { title } } } } }";

    private readonly ApiHost _host = CachedHost.New();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Of_fifty_who_ask_the_same_one_makes_the_answer()
    {
        using var alone = CachedHost.New();
        await WarmAsync(alone);
        await alone.AskAsync(Question);
        await WarmAsync(_host);
        _ = Hold();

        var asked = Enumerable.Range(0, 50).Select(number => _host.AskAsync(Question + new string(' ', number % 2))).ToList();
        var same = Enumerable.Range(0, 50).Select(_ => _host.AskAsync(Question)).ToList();
        await Task.Delay(300);
        _release.SetResult();
        var answers = await Task.WhenAll(asked.Concat(same));

        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct());
        // The blank makes another document of every second one of the first fifty.
        Assert.Equal(2 * alone.Sql.Statements.Count, _host.Sql.Statements.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_somebody_who_goes_is_answered_all_the_same()
    {
        await WarmAsync(_host);
        var reached = Hold();
        using var gone = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Question));
        var first = _host.Http.SendAsync(request, gone.Token);
        await reached;
        var others = Enumerable.Range(0, 10).Select(_ => _host.GetPlainAsync(Question)).ToList();
        await Task.Delay(200);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Task.Delay(200);
        _release.SetResult();

        foreach (var answer in await Task.WhenAll(others))
            Assert.Equal((200, 20), (answer.Status, answer.Json.List("data", "partners", "nodes").Count));
    }

    [Fact]
    public async Task A_fault_that_befalls_one_is_not_given_to_the_others()
    {
        await WarmAsync(_host);
        var failures = 1;
        var reached = Hold(() => Interlocked.Decrement(ref failures) == 0 ? throw new InvalidOperationException("Once.") : Task.CompletedTask);
        var first = _host.PostAsync(Question);
        await reached;
        var others = Enumerable.Range(0, 10).Select(_ => _host.PostAsync(Question)).ToList();
        await Task.Delay(200);
        _release.SetResult();

        Assert.True((await first).TryGetProperty("errors", out _));
        foreach (var answer in await Task.WhenAll(others))
            Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
    }

    private static async Task WarmAsync(ApiHost host)
    {
        // The version of the data is known, and nobody needs to ask for it while statements are held up.
        await host.AskAsync("{ taxonomy { total } }");
        host.Sql.Clear();
    }

    private Task Hold(Func<Task>? then = null)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Sql.BeforeReading = async cancellation =>
        {
            reached.TrySetResult();
            await _release.Task.WaitAsync(cancellation);
            if (then is not null)
                await then();
        };
        return reached.Task;
    }
}
