using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>What became of a row of a workplan file.</summary>
public enum ImportOutcome
{
    /// <summary>The row is new and can be taken.</summary>
    Accepted,

    /// <summary>The row is there already and says the same.</summary>
    Unchanged,

    /// <summary>The row names somebody who is not known for sure.</summary>
    Ambiguous,

    /// <summary>The row cannot be taken.</summary>
    Rejected,
}

/// <summary>What became of a row, and why.</summary>
/// <param name="Line">The line of the file on which the row starts.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Messages">Why, and what was read as a remark.</param>
/// <param name="Candidates">Whom unknown names might mean.</param>
public sealed record ImportedRow(int Line, ImportOutcome Outcome, IReadOnlyList<string> Messages, IReadOnlyList<Organisation> Candidates);

/// <summary>What became of every row of a file.</summary>
public sealed record ImportReport(IReadOnlyList<ImportedRow> Rows)
{
    /// <summary>The workplan that the file is for; a new one where there was none.</summary>
    internal Workplan Workplan { get; init; } = null!;

    /// <summary>The rows that are not there yet.</summary>
    internal IReadOnlyList<(WorkplanCsvRow Row, WorkplanRow Read)> New { get; init; } = [];

    /// <summary>The highest number of a row that is there already.</summary>
    internal int LastRow { get; init; }

    /// <summary>Whether every row can be taken; only then is anything written.</summary>
    public bool IsAcceptable => Rows.All(row => row.Outcome is ImportOutcome.Accepted or ImportOutcome.Unchanged);
}

/// <summary>Takes workplan files into the database, all rows or none.</summary>
public sealed class WorkplanImport(PartnershipDb db, NameResolver resolver)
{
    /// <summary>
    /// Reads a file and reports row by row; nothing is added yet.
    /// </summary>
    /// <param name="period">The workplan's period, for example <c>2018-2021</c>.</param>
    /// <param name="csv">The file's text.</param>
    /// <param name="document">The document the rows come from, for their sources.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="Refusal">VALIDATION_FAILED, IMPORT_UNREADABLE or IMPORT_TOO_LARGE.</exception>
    public async Task<ImportReport> ReadAsync(string period, string csv, string document, CancellationToken cancellation = default)
    {
        var rows = WorkplanCsv.Read(csv);
        var workplan = await db.Workplans.AsTracking().SingleOrDefaultAsync(known => known.Period == period, cancellation)
            ?? Workplan.ForYears(period)
            ?? throw new Refusal(new InvalidInputError("period", "A period is given as two years, for example 2022-2023."));
        var names = await resolver.LoadAsync(cancellation);
        var known = await db.Activities.Include(row => row.Sector).Include(row => row.Participations)
            .Where(row => row.WorkplanId == workplan.Id).ToListAsync(cancellation);
        var knownByKey = known.ToLookup(activity => NaturalKey(activity.Category, activity.Sector.Name, activity.Title, activity.Date?.Edtf));
        var reader = new WorkplanRowReader(workplan, names, document);

        var report = new List<ImportedRow>();
        var added = new List<(WorkplanCsvRow Row, WorkplanRow Read)>();
        var seen = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            var read = reader.Read(row);
            var key = NaturalKey(read.Category, row.Sector, read.Title, read.Date?.Edtf);
            if (read.Outcome is ImportOutcome.Accepted && !seen.TryAdd(key, row.Number))
                read.Reject($"The row says the same as row {seen[key]} of this file: category, sector, title and date.");
            if (read.Outcome is ImportOutcome.Accepted && knownByKey[key].FirstOrDefault() is { } there)
            {
                if (read.SaysTheSameAs(there))
                    report.Add(new ImportedRow(row.Line, ImportOutcome.Unchanged, read.Messages, []));
                else
                    report.Add(new ImportedRow(row.Line, ImportOutcome.Rejected, [.. read.Messages, "An activity with this category, sector, title and date is there already and says something else; change it there."], []));
                continue;
            }
            added.Add((row, read));
            report.Add(new ImportedRow(row.Line, read.Outcome, read.Messages, read.Candidates));
        }

        return new ImportReport(report) { Workplan = workplan, New = added, LastRow = known.Select(activity => activity.Row ?? 0).DefaultIfEmpty(0).Max() };
    }

    /// <summary>
    /// Adds the rows that are new to the context. Saving them is the caller's part, so that the import can be one step of
    /// a larger transaction.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is a row that cannot be taken.</exception>
    public async Task AddAsync(ImportReport report, CancellationToken cancellation = default)
    {
        if (!report.IsAcceptable)
            throw new InvalidOperationException("A workplan file is taken as a whole or not at all.");
        if (report.Workplan.Id == 0)
            db.Workplans.Add(report.Workplan);
        var sectors = await SectorList.LoadAsync(db, cancellation);
        var activities = new Dictionary<int, Activity>();
        foreach (var (row, read) in report.New)
        {
            var activity = read.ToActivity(report.Workplan, sectors.Named(row.Sector), report.LastRow + activities.Count + 1);
            activities.Add(row.Number, activity);
            db.Activities.Add(activity);
        }
        sectors.FindParents();
        foreach (var (row, read) in report.New)
        {
            if (read.SameEventAs is { } other && other < row.Number && activities.TryGetValue(other, out var first))
                activities[row.Number].SameEventAs = first.SameEventAs ?? first;
        }
    }

    private static string NaturalKey(ActivityCategory category, string sector, string? title, string? edtf) =>
        string.Join('\n', category, Folding.Key(sector), Folding.Key(title ?? ""), edtf);
}
