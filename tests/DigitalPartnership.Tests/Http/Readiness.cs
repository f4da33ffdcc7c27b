using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Tests.Http;

/// <summary>How a host says it is.</summary>
internal sealed record Readiness(int Status, IReadOnlyDictionary<string, (string State, string Sentence)> Checks);

internal static class ReadinessRequests
{
    public static async Task<Readiness> ReadyAsync(this ApiHost host)
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
        answer.AssertTellsNothingOfTheInside();
        return new Readiness(answer.Status, answer.Json.GetProperty("checks").EnumerateArray().ToDictionary(
            check => check.GetProperty("name").GetString()!, check => (check.GetProperty("status").GetString()!, check.GetProperty("description").GetString()!)));
    }

    public static async Task<bool> IsAliveAsync(this ApiHost host) => (await host.SendAsync(HttpMethod.Get, "/health/live")).Status == 200;

    /// <summary>What a host has logged of its own accord as errors.</summary>
    public static IReadOnlyList<string> Errors(this ApiHost host) => [.. host.Logs.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];
}
