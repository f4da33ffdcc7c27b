using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalPartnership.Telemetry;

/// <summary>Measures SQL statements and gives each a span, with its text and without any value: values are parameters.</summary>
internal sealed class StatementWatch(PartnershipMeter meter) : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Note(command, eventData, eventData.Duration, null);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuted(command, eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Note(command, eventData, eventData.Duration, null);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(ScalarExecuted(command, eventData, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Note(command, eventData, eventData.Duration, null);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(NonQueryExecuted(command, eventData, result));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Note(command, eventData, eventData.Duration, eventData.Exception.GetType().Name);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    private void Note(DbCommand command, CommandEventData at, TimeSpan duration, string? error)
    {
        StatementCount.Add();
        var system = command is SqliteCommand ? "sqlite" : "microsoft.sql_server";
        var source = at.CommandSource.ToString();
        meter.StatementEnded(system, source, duration, error);
        // Made when all is known, since what begins a statement and what ends it do not meet anywhere else.
        if (TelemetryNames.Spans.StartActivity(ActivityKind.Client, default, null, null, at.StartTime, source) is not { } span)
            return;
        span.SetTag(TelemetryNames.DatabaseSystem, system).SetTag(TelemetryNames.DatabaseOperation, source).SetTag(TelemetryNames.DatabaseStatement, command.CommandText);
        if (error is not null)
            span.Fail(error);
        span.SetEndTime((at.StartTime + duration).UtcDateTime).Dispose();
    }
}
