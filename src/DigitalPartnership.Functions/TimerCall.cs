using System.Text.Json;
using DigitalPartnership.Data;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Functions;

/// <summary>A call by the Functions host: a timer has come, or somebody has started the function by hand.</summary>
internal static class TimerCall
{
    // The clock that called may be a little ahead of the one that is read here.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Runs the job that has the name of the function, and answers as the host expects it: always with a body, which holds lines for its log.</summary>
    public static async Task<IResult> AnswerAsync(
        string function, HttpContext http, Schedules schedules, JobRunner runner, TimeProvider time, IHostApplicationLifetime host, DatabaseOutage outage, ILogger<Schedules> log)
    {
        if (schedules.Find(function) is not { } schedule)
            return Answer(404, $"There is no job {function}.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        try
        {
            var isByHand = await ReadAsync(http.Request, stop.Token);
            var now = time.GetUtcNow().UtcDateTime;
            var claim = await RunAsync(schedule.Job, isByHand ? now : schedule.Newest(now + ClockTolerance), runner, time, stop.Token);
            return Answer(claim is { IsOurs: true, Run.Outcome: not JobOutcome.Succeeded } ? 500 : 200, claim.Message);
        }
        catch (JsonException)
        {
            return Answer(400, "The body is no call of a timer.");
        }
        catch (Exception fault)
        {
            if (!stop.IsCancellationRequested && !outage.Note(fault))
                log.LogError(fault, "{Job} could not be run", function);
            return Answer(500, $"{function} could not be run: {fault.GetType().Name}.");
        }
    }

    /// <summary>
    /// Runs the job. Where another instance is said to be running it, that may be one that was killed: so it is asked again once it would have given a
    /// sign of life.
    /// </summary>
    private static async Task<JobClaim> RunAsync(ScheduledJob job, DateTime occurrence, JobRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var claim = await runner.RunAsync(job, occurrence, cancellation);
        if (claim.IsOurs || claim.Run.Outcome is not JobOutcome.Running)
            return claim;
        var rest = claim.Run.LeaseUntil - time.GetUtcNow().UtcDateTime;
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time, cancellation);
        return await runner.RunAsync(job, occurrence, cancellation);
    }

    /// <summary>Reads the call; tells whether somebody has started the function by hand, which puts the timer among the metadata.</summary>
    private static async Task<bool> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var call = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        if (call.RootElement.ValueKind is not JsonValueKind.Object)
            throw new JsonException();
        return call.RootElement.TryGetProperty("Metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object && metadata.TryGetProperty("timer", out _);
    }

    // The host reads the names as they are written here.
    private static IResult Answer(int status, string line) => Results.Text(
        JsonSerializer.Serialize(new { Outputs = new { }, Logs = new[] { line }, ReturnValue = (object?)null }), "application/json", statusCode: status);
}
