using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalPartnership.Data.Copying;

/// <summary>A table as the model has it: what is read of it and how it is written, in the words of one database.</summary>
internal sealed class CopiedTable
{
    // SQL Server takes at most 2,100 parameters and 1,000 rows in one statement.
    private const int MostParameters = 2_000;
    private const int MostRows = 1_000;

    private readonly ISqlGenerationHelper _words;
    private readonly bool _isOnServer;
    private readonly List<IColumn> _columns;

    private CopiedTable(ITable table, ISqlGenerationHelper words, bool isOnServer)
    {
        (_words, _isOnServer) = (words, isOnServer);
        Name = table.Name;
        _columns = [.. table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal)];
        HasIdentity = table.PrimaryKey is { Columns: [var key] } && key.PropertyMappings.Any(mapping => mapping.Property is { ValueGenerated: ValueGenerated.OnAdd } property && (property.ClrType == typeof(int) || property.ClrType == typeof(long)));
        Seeds = table.EntityTypeMappings.Sum(mapping => mapping.TypeBase is IEntityType entity ? entity.GetSeedData().Count() : 0);
        var parents = table.ForeignKeyConstraints.Where(key => key.PrincipalTable == table).ToList();
        Parents = [.. parents.Select(key => (_columns.IndexOf((IColumn)key.PrincipalColumns[0]), _columns.IndexOf((IColumn)key.Columns[0])))];
    }

    /// <summary>Its name, the same in every database.</summary>
    public string Name { get; }

    /// <summary>Whether the database gives its keys.</summary>
    public bool HasIdentity { get; }

    /// <summary>How many rows come with the schema.</summary>
    public int Seeds { get; }

    /// <summary>Where it refers to itself: the places of the key and of the reference among the columns.</summary>
    public IReadOnlyList<(int Key, int Reference)> Parents { get; }

    /// <summary>The types of its columns in .NET, as they are exchanged with a database, in the order in which they are read and written.</summary>
    public IReadOnlyList<Type> Types => field ??= [.. _columns.Select(column => Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType)];

    /// <summary>How many rows a statement can write.</summary>
    public int RowsPerStatement => Math.Min(MostRows, MostParameters / _columns.Count);

    /// <summary>Reads all rows.</summary>
    public string Select => $"SELECT {string.Join(", ", _columns.Select(Delimited))} FROM {Delimited(Name)}";

    /// <summary>Counts the rows.</summary>
    public string Count => $"SELECT COUNT(*) FROM {Delimited(Name)}";

    /// <summary>Removes the rows that came with the schema.</summary>
    public string Clear => $"DELETE FROM {Delimited(Name)}";

    /// <summary>Asks for the last key that the database has given, or null where it has given none.</summary>
    public string LastKey => _isOnServer
        ? $"SELECT CAST(last_value AS bigint) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'{Delimited(Name)}')"
        : $"SELECT seq FROM sqlite_sequence WHERE name = '{Name}'";

    /// <summary>Tells the database the last key that was given, so that none is given twice.</summary>
    public IReadOnlyList<string> GoOnAfter(long lastKey, bool isEmpty) => _isOnServer
        // In a table that never had a row, the next key is the number itself.
        ? [$"DBCC CHECKIDENT (N'{Delimited(Name)}', RESEED, {(isEmpty ? lastKey + 1 : lastKey)}) WITH NO_INFOMSGS"]
        : [$"DELETE FROM sqlite_sequence WHERE name = '{Name}'", $"INSERT INTO sqlite_sequence (name, seq) VALUES ('{Name}', {lastKey})"];

    /// <summary>Writes rows with the keys that they have; the parameters are numbered row by row.</summary>
    public string Insert(int rows)
    {
        var sql = new StringBuilder();
        var keepsKeys = _isOnServer && HasIdentity;
        if (keepsKeys)
            sql.Append("SET IDENTITY_INSERT ").Append(Delimited(Name)).Append(" ON; ");
        sql.Append("INSERT INTO ").Append(Delimited(Name)).Append(" (").AppendJoin(", ", _columns.Select(Delimited)).Append(") VALUES ");
        var number = 0;
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < _columns.Count; column++)
                sql.Append(column == 0 ? "@p" : ", @p").Append(number++);
            sql.Append(')');
        }
        if (keepsKeys)
            sql.Append("; SET IDENTITY_INSERT ").Append(Delimited(Name)).Append(" OFF");
        return sql.ToString();
    }

    /// <summary>All tables of a database, each behind those that it refers to.</summary>
    /// <exception cref="InvalidOperationException">Tables refer to each other in a circle.</exception>
    public static IReadOnlyList<CopiedTable> Of(IModel model, ISqlGenerationHelper words, bool isOnServer)
    {
        var left = model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<CopiedTable>(left.Count);
        while (left.Count > 0)
        {
            var free = left.Find(table => !table.ForeignKeyConstraints.Any(key => key.PrincipalTable != table && left.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException($"Tables refer to each other in a circle: {string.Join(", ", left.Select(table => table.Name))}.");
            left.Remove(free);
            ordered.Add(new CopiedTable(free, words, isOnServer));
        }
        return ordered;
    }

    private string Delimited(string name) => _words.DelimitIdentifier(name);

    private string Delimited(IColumn column) => _words.DelimitIdentifier(column.Name);
}
