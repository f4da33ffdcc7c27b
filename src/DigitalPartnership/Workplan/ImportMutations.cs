using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>The import of workplan files.</summary>
[Extends(typeof(Mutation))]
public static class ImportMutations
{
    /// <summary>
    /// Reads a workplan file and reports row by row. With `dryRun: false` its new rows are written, all or none: where a row
    /// cannot be taken, the report says which, and the warning `IMPORT_NOT_WRITTEN` that nothing was written.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<ImportWorkplanPayload> ImportWorkplan([FromServices] Changes changes, [FromServices] WorkplanImport import, ImportWorkplanInput input) =>
        changes.MakeAsync<ImportWorkplanPayload, List<ReportedRow>>(input, async change =>
        {
            var report = await import.ReadAsync(input.Period, input.Csv, $"Workplan {input.Period}, imported on {change.Today:yyyy-MM-dd}");
            if (!input.DryRun)
                await WriteAsync(change, import, report);
            List<ReportedRow> rows = [.. report.Rows.Select(row => new ReportedRow(row.Line, row.Outcome, row.Messages, [.. row.Candidates.Select(candidate => candidate.Id)]))];
            return () => rows;
        }, rows => Task.FromResult(new ImportWorkplanPayload { Report = new ImportReportNode(rows) }));

    private static async Task WriteAsync(Change change, WorkplanImport import, ImportReport report)
    {
        if (!report.IsAcceptable)
        {
            var refused = report.Rows.Count(row => row.Outcome is ImportOutcome.Ambiguous or ImportOutcome.Rejected);
            change.Warn("IMPORT_NOT_WRITTEN", refused == 1 ? "Nothing was written: 1 row cannot be taken." : $"Nothing was written: {refused} rows cannot be taken.");
            return;
        }
        var workplan = report.Workplan;
        var isNew = workplan.Id == 0;
        await import.AddAsync(report);
        if (isNew)
        {
            change.Publish("WORKPLAN_OPENED", () => (WorkplanNode.NodeKind, workplan.Id),
                $"The workplan {workplan.Period} was opened.", $"Le plan de travail {workplan.Period} a été ouvert.");
        }
        if (report.New.Count > 0)
        {
            change.Publish("WORKPLAN_IMPORTED", () => (WorkplanNode.NodeKind, workplan.Id),
                report.New.Count == 1 ? $"1 activity was added to the workplan {workplan.Period}." : $"{report.New.Count} activities were added to the workplan {workplan.Period}.",
                report.New.Count == 1 ? $"1 activité a été ajoutée au plan de travail {workplan.Period}." : $"{report.New.Count} activités ont été ajoutées au plan de travail {workplan.Period}.");
        }
    }
}

/// <summary>What is remembered of a row of a report.</summary>
/// <param name="Line">The line of the file on which the row starts.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Messages">Why.</param>
/// <param name="Candidates">The keys of those whom unknown names might mean.</param>
internal sealed record ReportedRow(int Line, ImportOutcome Outcome, IReadOnlyList<string> Messages, IReadOnlyList<int> Candidates);

/// <summary>A workplan file.</summary>
public sealed class ImportWorkplanInput : MutationInput
{
    /// <summary>The workplan's period as two years, for example `2022-2023`; a workplan that is not there yet is opened.</summary>
    public required string Period { get; set; }

    /// <summary>The text of the file: comma-separated, with the columns of the published tables in its first line.</summary>
    public required string Csv { get; set; }

    /// <summary>Whether the file is only reported on.</summary>
    [DefaultValue(true)]
    public bool DryRun { get; set; } = true;
}

/// <summary>What became of the file, or why it could not be read at all.</summary>
[Refuses(typeof(ImportUnreadableError), typeof(ImportTooLargeError), typeof(ConflictError))]
public sealed class ImportWorkplanPayload : Payload
{
    /// <summary>What became of the file, row by row.</summary>
    public ImportReportNode? Report { get; set; }
}

/// <summary>What became of every row of a workplan file.</summary>
[Name("ImportReport")]
public sealed class ImportReportNode
{
    private readonly IReadOnlyList<ReportedRow> _rows;

    internal ImportReportNode(IReadOnlyList<ReportedRow> rows) => _rows = rows;

    /// <summary>The rows of the file in their order.</summary>
    public IEnumerable<ImportReportRowNode> Rows => _rows.Select(row => new ImportReportRowNode(row));
}

/// <summary>What became of a row, and why.</summary>
[Name("ImportReportRow")]
public sealed class ImportReportRowNode
{
    private readonly ReportedRow _row;

    internal ImportReportRowNode(ReportedRow row) => _row = row;

    /// <summary>The line of the file on which the row starts; the header stands on line 1.</summary>
    public int Line => _row.Line;

    /// <summary>What became of it.</summary>
    public ImportOutcome Outcome => _row.Outcome;

    /// <summary>Why, and what was read as a remark.</summary>
    public IEnumerable<string> Messages => _row.Messages;

    /// <summary>Whom names that are not sure might mean.</summary>
    public IEnumerable<IDataLoaderResult<OrganisationNode>> Candidates([FromServices] OrganisationById organisations) =>
        _row.Candidates.Select(key => organisations.Load(key).Then(row => OrganisationNode.Of(row!)));
}

/// <summary>The text is no workplan file.</summary>
[Name("ImportUnreadableError")]
public sealed class ImportUnreadableError(string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `IMPORT_UNREADABLE`.</summary>
    public string Code => "IMPORT_UNREADABLE";
}

/// <summary>The file is larger than can be taken.</summary>
[Name("ImportTooLargeError")]
public sealed class ImportTooLargeError(string message) : IUserError
{
    /// <summary>What is wrong, in a sentence.</summary>
    public string Message => message;

    /// <summary>Always `IMPORT_TOO_LARGE`.</summary>
    public string Code => "IMPORT_TOO_LARGE";
}
