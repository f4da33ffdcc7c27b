using System.Diagnostics;

namespace DigitalPartnership.Telemetry;

/// <summary>The source of traces, and the attributes' names: OpenTelemetry's where it has one, else the product's own.</summary>
internal static class TelemetryNames
{
    public const string OperationName = "graphql.operation.name";
    public const string OperationType = "graphql.operation.type";
    public const string OperationCost = "partnership.operation.cost";
    public const string OperationStatements = "partnership.operation.statements";
    public const string ErrorType = "error.type";
    public const string DatabaseSystem = "db.system.name";
    public const string DatabaseOperation = "db.operation.name";
    public const string DatabaseStatement = "db.query.text";
    public const string JobName = "partnership.job.name";
    public const string JobOutcome = "partnership.job.outcome";
    public const string MailKind = "partnership.mail.kind";
    public const string MailOutcome = "partnership.mail.outcome";

    /// <summary>Where the product's spans come from. One that nobody listens to makes none.</summary>
    public static ActivitySource Spans { get; } = new(PartnershipMeter.Name);

    /// <summary>Marks a span as one of something that failed.</summary>
    /// <param name="span">The span, where there is one.</param>
    /// <param name="error">The kind of fault: never its message, which can hold anything.</param>
    public static void Fail(this Activity? span, string error) => span?.SetTag(ErrorType, error).SetStatus(ActivityStatusCode.Error);
}
