using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using DigitalPartnership.Data;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Http;

/// <summary>An answer of several megabytes, more than the system takes off the host's hands by itself.</summary>
[Trait("Long", "true")]
public sealed class SlowReaderTests
{
    private const int Rate = 1_000_000;

    private static readonly string Document =
        "{" + string.Concat(Enumerable.Range(0, 50).Select(at => $"a{at}:activities(first:200){{nodes{{id title summary participantsAsPrinted sources{{document section quote}} participations{{id role organisation{{id name}}}}}}}}")) + "}";

    [Theory]
    [InlineData("0")]
    [InlineData("64")]
    public async Task Who_does_not_read_is_left_and_who_reads_gets_all(string cacheMegabytes)
    {
        using var host = ApiHost.With(("Limits:SlowestAnswer", $"{Rate}"), ("Answers:CacheMegabytes", cacheMegabytes));
        await host.AskAsync("{ __typename }");
        using (var scope = host.Services.CreateScope())
            new GeneratedPartnership(partners: 50, activities: 400, participantsEach: 4).Fill(scope.ServiceProvider.GetRequiredService<PartnershipDb>());
        var whole = await host.QueryAsync(Document);
        Assert.InRange(whole.Body.Length, 7_000_000, 8_000_000);
        using var idle = await AskAsync(host);
        using var steady = await AskAsync(host);

        var (read, buffer, begun) = (0L, new byte[64 * 1024], Stopwatch.GetTimestamp());
        for (int count; (count = await steady.ReceiveAsync(buffer)) > 0;)
        {
            read += count;
            // Twice as fast as it must be.
            if (TimeSpan.FromSeconds(read / 2.0 / Rate) - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } early)
                await Task.Delay(early);
        }
        Assert.True(read > whole.Body.Length, $"{read} of {whole.Body.Length} bytes");

        // The time for all that the system has taken off the host's hands, and what is given beyond that.
        await Task.Delay(TimeSpan.FromSeconds(14));
        Assert.True(await ReadToEndAsync(idle) < whole.Body.Length);
    }

    private static async Task<Socket> AskAsync(ApiHost host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        var body = $$"""{"query":"{{Document}}"}""";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        return socket;
    }

    private static async Task<long> ReadToEndAsync(Socket socket)
    {
        var (read, buffer) = (0L, new byte[64 * 1024]);
        try
        {
            for (int count; (count = await socket.ReceiveAsync(buffer)) > 0;)
                read += count;
        }
        catch (SocketException)
        {
        }
        return read;
    }
}
