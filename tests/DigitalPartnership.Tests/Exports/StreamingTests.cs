using DigitalPartnership.Tests.GraphQL;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Exports;

public sealed class StreamingTests
{
    [Fact]
    public async Task A_reader_that_goes_away_ends_the_reading_of_the_database()
    {
        using var host = new ApiHost();
        _ = host.Http;
        var (second, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Sql.BeforeReading = async cancellation =>
        {
            second.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                ended.SetResult();
            }
        };
        using var leaving = new CancellationTokenSource();

        var request = host.Http.GetAsync("/exports/participations.csv", leaving.Token);
        await second.Task;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }
}

/// <summary>What exports of very many rows take.</summary>
[Trait("Long", "true"), Collection(nameof(MeasuredAlone))]
public sealed class LargeExportTests(GeneratedHost generated) : IClassFixture<GeneratedHost>
{
    [Theory]
    [InlineData("participations.csv")]
    [InlineData("participations.jsonl")]
    [InlineData("activities.csv")]
    public async Task An_export_takes_no_more_memory_for_all_rows_than_for_a_tenth_of_them(string path)
    {
        await PeakAsync(path + "?from=2014&to=2014");
        var (tenth, fewBytes) = await PeakAsync(path + "?from=2014&to=2014");
        var (all, manyBytes) = await PeakAsync(path);

        Assert.True(manyBytes > 7 * fewBytes, $"{manyBytes} bytes are not many more than {fewBytes}.");
        // Were the rows collected, the peak would rise by more than the bytes sent.
        Assert.True(all - tenth < manyBytes / 4, $"{manyBytes} bytes were sent, and the live memory rose to {all} bytes instead of {tenth}.");
    }

    [Fact]
    public async Task Every_participation_comes_once()
    {
        var expected = (await generated.AskAsync("{ activities(first: 1) { totalCount } }")).At("activities", "totalCount").GetInt32();

        var ids = new HashSet<string>();
        using var lines = new StreamReader(await generated.Http.GetStreamAsync("/exports/participations.csv"));
        await lines.ReadLineAsync();
        var rows = 0;
        for (; await lines.ReadLineAsync() is { } line; rows++)
            ids.Add(line[..line.IndexOf(',')]);

        Assert.Equal(GeneratedHost.Activities + 50, expected);
        Assert.True(rows > 199_000, $"{rows} rows");
        Assert.Equal(rows, ids.Count);
    }

    /// <summary>The most memory that was in use while an export was read, after a collection each time, and how many bytes were sent.</summary>
    private async Task<(long Memory, long Bytes)> PeakAsync(string path)
    {
        using var body = await generated.Http.GetStreamAsync("/exports/" + path);
        var buffer = new byte[64 * 1024];
        var (peak, bytes, measuredAt) = (0L, 0L, 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
        {
            if (bytes < measuredAt)
                continue;
            measuredAt += 2_000_000;
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }
        return (peak, bytes);
    }
}
