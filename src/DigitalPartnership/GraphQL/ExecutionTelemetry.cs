using System.Diagnostics;
using DigitalPartnership.Telemetry;
using GraphQL;
using GraphQL.DI;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Measures operations, gives each a span and, where the log wants that much, a line. Never a document or a variable: they may hold anything.
/// </summary>
internal sealed class ExecutionTelemetry(PartnershipMeter meter, OperationNames names, ILoggerFactory logs) : IConfigureExecution
{
    private readonly ILogger _log = logs.CreateLogger("DigitalPartnership.Requests");

    public float SortOrder => 0;

    public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next) =>
        meter.IsOperationWatched || TelemetryNames.Spans.HasListeners() || _log.IsEnabled(LogLevel.Debug) ? WatchAsync(options, next) : next(options);

    private async Task<ExecutionResult> WatchAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        var statements = StatementCount.Begin();
        using var span = TelemetryNames.Spans.StartActivity("graphql");
        var result = await next(options);

        var name = names.Of(result.Operation?.Name?.StringValue, result.Executed);
        var type = result.Operation is { } operation ? operation.Operation.ToString().ToLowerInvariant() : "unknown";
        double? cost = options.UserContext?.TryGetValue(QueryLimits.CostKey, out var known) is true ? known as double? : null;
        var codes = result.Errors?.Select(ErrorCodes.CodeOf).Distinct().ToList() ?? [];
        var duration = Stopwatch.GetElapsedTime(start);
        meter.OperationEnded(name, type, duration, cost, statements.Number, codes.FirstOrDefault());
        foreach (var code in codes)
            meter.Refused(code);
        if (span is not null)
            Describe(span, name, type, cost, statements.Number, codes);
        _log.LogDebug("Answered {Type} {Name} in {Milliseconds:0.0} ms with {Statements} statements, cost {Cost}, errors {Codes}",
            type, name, duration.TotalMilliseconds, statements.Number, cost, codes);
        return result;
    }

    private static void Describe(Activity span, string name, string type, double? cost, int statements, List<string> codes)
    {
        span.DisplayName = $"{type} {name}";
        span.SetTag(TelemetryNames.OperationName, name).SetTag(TelemetryNames.OperationType, type);
        span.SetTag(TelemetryNames.OperationCost, cost).SetTag(TelemetryNames.OperationStatements, statements);
        if (codes is [var first, ..])
            span.SetTag(TelemetryNames.ErrorType, first);
        if (codes.Find(ErrorCodes.IsFault) is { } fault)
            span.Fail(fault);
    }
}
