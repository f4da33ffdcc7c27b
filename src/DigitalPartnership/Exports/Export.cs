using System.Runtime.CompilerServices;
using DigitalPartnership.Dates;
using DigitalPartnership.Site;
using DigitalPartnership.Sources;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Exports;

/// <summary>
/// A table that people take with them, as CSV or as JSON Lines. Personal data has no column in any of them. The last three columns say of
/// every row where it comes from, of which day it is and how it may be used, since a file is soon parted from its headers.
/// </summary>
public abstract class Export
{
    /// <summary>The parameters that narrow activities.</summary>
    protected static readonly IReadOnlyList<string> ActivityParameters = ["partner", "sector", "category", "workplan", "status", "from", "to", "certainty"];

    /// <summary>Its name in the address, for example <c>activities</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a row is, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The parameters that it takes.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Whether its rows are organisations, so that <c>status</c> asks for that of their partnership.</summary>
    public virtual bool IsOfOrganisations => false;

    /// <summary>Its columns, in their order.</summary>
    public abstract IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>Whether its cells are given back to the letter, also where a spreadsheet could take one for a formula.</summary>
    public virtual bool IsToTheLetter => false;

    /// <summary>Its rows, a batch at a time, each a list of values in the order of the columns.</summary>
    public abstract IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(ExportFilter filter, CancellationToken cancellation);
}

/// <summary>What a row of any export has.</summary>
internal abstract record ExportRow
{
    public required int Key { get; init; }
    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>An export whose rows are read in batches by their keys.</summary>
/// <typeparam name="TRow">What is read of a row.</typeparam>
internal abstract class Export<TRow> : Export where TRow : ExportRow
{
    // One statement for everything would be held open as long as the slowest reader takes, and on a server with retries it would be read
    // into memory first. Batches by key take the same memory for any number of rows.
    private const int BatchSize = 1_000;

    private readonly List<(ExportColumn Column, Func<TRow, object?> Value)> _columns = [];
    private readonly string? _licence;
    private readonly TimeProvider _time;

    protected Export(SiteSettings site, TimeProvider time) => (_licence, _time) = (site.DataLicence, time);

    public sealed override IReadOnlyList<ExportColumn> Columns => [.. _columns.Select(column => column.Column)];

    protected DateOnly Today => _time.TodayInStrasbourg();

    public sealed override async IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(
        ExportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = int.MinValue;
        List<TRow> rows;
        do
        {
            rows = await Batch(filter, last, BatchSize).ToListAsync(cancellation);
            if (rows.Count > 0)
            {
                last = rows[^1].Key;
                yield return [.. rows.Select(Values)];
            }
        }
        while (rows.Count == BatchSize);
    }

    /// <summary>The first rows behind a key, in the order of keys.</summary>
    protected abstract IQueryable<TRow> Batch(ExportFilter filter, int after, int size);

    protected void Required(string name, string description, Func<TRow, string> value) => Add(name, description, ColumnType.Text, false, value);

    protected void Text(string name, string description, Func<TRow, string?> value) => Add(name, description, ColumnType.Text, true, value);

    protected void Number(string name, string description, Func<TRow, int?> value) => Add(name, description, ColumnType.Number, true, row => value(row));

    protected void Flag(string name, string description, Func<TRow, bool?> value, bool isNullable = false) => Add(name, description, ColumnType.Flag, isNullable, row => value(row));

    protected void Day(string name, string description, Func<TRow, DateOnly?> value) => Add(name, description, ColumnType.Day, true, row => value(row));

    protected void Texts(string name, string description, Func<TRow, IEnumerable<string>> value) => Add(name, description, ColumnType.Texts, false, row => value(row).ToList());

    protected void Choice<T>(string name, string description, Func<TRow, T?> value, bool isNullable = false) where T : struct, Enum =>
        _columns.Add((new ExportColumn(name, description, ColumnType.Text, isNullable, [.. Enum.GetValues<T>().Select(EnumNames.Of)]), row => value(row) is { } one ? EnumNames.Of(one) : null));

    /// <summary>Adds the columns that end every export; to be called last.</summary>
    protected void Provenance()
    {
        Text("source", "Where the row comes from: document, section and row of the published tables.", row => SourceText(row.Sources));
        Add("asOf", "The day of which the data is: the day in Strasbourg on which the file was made.", ColumnType.Day, false, _ => Today);
        Text("licence", "How the data may be used, where that is decided.", _ => _licence);
    }

    private void Add(string name, string description, ColumnType type, bool isNullable, Func<TRow, object?> value) =>
        _columns.Add((new ExportColumn(name, description, type, isNullable), value));

    private object?[] Values(TRow row)
    {
        var values = new object?[_columns.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = _columns[at].Value(row);
        return values;
    }

    private static string? SourceText(IReadOnlyList<Source> sources) => sources.Count == 0
        ? null
        : string.Join("; ", sources.Select(source => $"{source.Document}, {source.Section}" + (source.Row is { } row ? $", row {row}" : "")));
}
