using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DigitalPartnership.Telemetry;

/// <summary>What is measured besides what the frameworks measure themselves. Nothing here costs anything while nobody listens.</summary>
public sealed class PartnershipMeter
{
    /// <summary>By which name the measurements are listened to.</summary>
    public const string Name = "DigitalPartnership";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<double> Values = new() { HistogramBucketBoundaries = [10, 100, 1_000, 10_000, 100_000, 1_000_000] };
    private static readonly InstrumentAdvice<int> Few = new() { HistogramBucketBoundaries = [0, 1, 2, 3, 5, 8, 12, 20, 50, 100] };

    private readonly Meter _meter;
    private readonly Histogram<double> _operationDuration;
    private readonly Histogram<double> _operationCost;
    private readonly Histogram<int> _operationStatements;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _cacheLookups;
    private readonly Histogram<double> _statementDuration;
    private readonly Counter<long> _mails;
    private readonly Histogram<double> _jobDuration;

    /// <summary>Creates the instruments.</summary>
    public PartnershipMeter(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _operationDuration = _meter.CreateHistogram("partnership.operation.duration", "s", "How long GraphQL operations take.", null, Seconds);
        _operationCost = _meter.CreateHistogram("partnership.operation.cost", "{value}", "How many values operations may ask for.", null, Values);
        _operationStatements = _meter.CreateHistogram("partnership.operation.statements", "{statement}", "How many SQL statements operations need.", null, Few);
        _refusals = _meter.CreateCounter<long>("partnership.refusals", "{error}", "Errors told to clients, by code.");
        _cacheLookups = _meter.CreateCounter<long>("partnership.answer_cache.lookups", "{lookup}", "Answers looked for in the cache.");
        _statementDuration = _meter.CreateHistogram("db.client.operation.duration", "s", "How long SQL statements take.", null, Seconds);
        _mails = _meter.CreateCounter<long>("partnership.mails", "{mail}", "Mails by what came of handing them over.");
        _jobDuration = _meter.CreateHistogram("partnership.job.duration", "s", "How long runs of jobs take.", null, Seconds);
    }

    /// <summary>Whether anybody measures operations.</summary>
    public bool IsOperationWatched => _operationDuration.Enabled || _operationCost.Enabled || _operationStatements.Enabled;

    /// <summary>An operation has been executed.</summary>
    /// <param name="name">Its name as <see cref="OperationNames"/> gives it: names are the clients' choice, and nobody stores endlessly many.</param>
    /// <param name="type">query, mutation or subscription.</param>
    /// <param name="duration">How long that took.</param>
    /// <param name="cost">How many values it could ask for; null where it was refused before that was known.</param>
    /// <param name="statements">How many SQL statements it needed.</param>
    /// <param name="error">The code of its first error; null where it had none.</param>
    public void OperationEnded(string name, string type, TimeSpan duration, double? cost, int statements, string? error)
    {
        var tags = new TagList { { TelemetryNames.OperationName, name }, { TelemetryNames.OperationType, type } };
        if (cost is { } values)
            _operationCost.Record(values, tags);
        _operationStatements.Record(statements, tags);
        if (error is not null)
            tags.Add(TelemetryNames.ErrorType, error);
        _operationDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A client was told an error.</summary>
    /// <param name="code">The error's code, as the README lists it.</param>
    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>(TelemetryNames.ErrorType, code));

    /// <summary>An answer was looked for in the answer cache.</summary>
    /// <param name="operation">The operation's name as <see cref="OperationNames"/> gives it.</param>
    /// <param name="isHit">Whether it was there.</param>
    public void AnswerLookedUp(string operation, bool isHit) => _cacheLookups.Add(1,
        new KeyValuePair<string, object?>(TelemetryNames.OperationName, operation), new KeyValuePair<string, object?>("partnership.answer_cache.result", isHit ? "hit" : "miss"));

    /// <summary>A SQL statement has ended.</summary>
    /// <param name="system">Which database.</param>
    /// <param name="source">What sent it, as EF Core calls it.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="error">What kind of fault it met; null for none.</param>
    public void StatementEnded(string system, string source, TimeSpan duration, string? error)
    {
        var tags = new TagList { { TelemetryNames.DatabaseSystem, system }, { TelemetryNames.DatabaseOperation, source } };
        if (error is not null)
            tags.Add(TelemetryNames.ErrorType, error);
        _statementDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A mail was handed over, or not.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="outcome">What came of it.</param>
    public void MailEnded(string kind, string outcome) => _mails.Add(1,
        new KeyValuePair<string, object?>(TelemetryNames.MailKind, kind), new KeyValuePair<string, object?>(TelemetryNames.MailOutcome, outcome));

    /// <summary>A run of a job has ended.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="duration">How long it took.</param>
    public void JobEnded(string job, string outcome, TimeSpan duration) => _jobDuration.Record(duration.TotalSeconds,
        new KeyValuePair<string, object?>(TelemetryNames.JobName, job), new KeyValuePair<string, object?>(TelemetryNames.JobOutcome, outcome));

    /// <summary>Lets it be asked how far jobs are behind their schedule.</summary>
    /// <param name="lags">Gives jobs by name with their lag in seconds.</param>
    public void WatchJobLag(Func<IEnumerable<(string Job, double Seconds)>> lags) => _meter.CreateObservableGauge("partnership.job.lag",
        () => lags().Select(lag => new Measurement<double>(lag.Seconds, new KeyValuePair<string, object?>(TelemetryNames.JobName, lag.Job))), "s", "How long the oldest occurrence that has not been run is past.");
}
