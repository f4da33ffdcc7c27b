using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// The database that a host of the tests has to itself: a SQLite file, or a database on the server that DIGITALPARTNERSHIP_TEST_SQLSERVER names. What tests say to
/// it in SQL must be understood by both.
/// </summary>
public abstract class TestDatabase : IDisposable
{
    /// <summary>The connection string of the server on which the tests are to run; null where they run on SQLite.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("DIGITALPARTNERSHIP_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    /// <summary>The setting by which a host finds it.</summary>
    public abstract (string Key, string Value) Setting { get; }

    /// <summary>A database, filled with the published document or not there yet.</summary>
    /// <param name="isFilled">Whether it is there.</param>
    /// <param name="folder">Where files go.</param>
    public static TestDatabase Make(bool isFilled, string folder) => Server is { } server ? new ServerDatabase(server, isFilled) : new SqliteDatabase(Path.Combine(folder, "test.db"), isFilled);

    /// <summary>Opens a connection behind the host's back.</summary>
    public abstract DbConnection Open();

    /// <summary>Everything that the database keeps, as text.</summary>
    public abstract string Everything();

    /// <summary>Does something and says whether anything was written meanwhile.</summary>
    public abstract Task<bool> ChangesAsync(Func<Task> act);

    /// <summary>Executes a statement; <c>@p0</c> and so on stand for the values.</summary>
    public void Execute(string sql, params object?[] values)
    {
        AssertBothUnderstand(sql);
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 0; number < values.Length; number++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{number}", values[number] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>A statement that SQLite takes must be T-SQL too, and its texts plain: on a server those without N lose what is not Latin.</summary>
    private static void AssertBothUnderstand(string sql)
    {
        Assert.True(Ascii.IsValid(sql), $"Give texts as values: {sql}");
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.Empty(errors.Select(error => $"{error.Message}: {sql}"));
    }

    private sealed class SqliteDatabase : TestDatabase
    {
        private static readonly Lazy<string> Template = new(MakeTemplate, LazyThreadSafetyMode.ExecutionAndPublication);
        private readonly string _file;

        public SqliteDatabase(string file, bool isFilled)
        {
            _file = file;
            if (isFilled)
                File.Copy(Template.Value, file);
        }

        public override (string Key, string Value) Setting => ("ConnectionStrings:Sqlite", $"Data Source={_file}");

        public override DbConnection Open()
        {
            var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
            connection.Open();
            return connection;
        }

        public override string Everything() => Read(_file) + Read(_file + "-wal");

        public override async Task<bool> ChangesAsync(Func<Task> act)
        {
            await using var connection = Open();
            await using var version = connection.CreateCommand();
            version.CommandText = "PRAGMA data_version";
            var before = await version.ExecuteScalarAsync();
            await act();
            return !Equals(before, await version.ExecuteScalarAsync());
        }

        protected override void Dispose(bool disposing) => SqliteConnection.ClearAllPools();

        private static string Read(string file)
        {
            if (!File.Exists(file))
                return "";
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new StreamReader(stream, Encoding.Latin1).ReadToEnd();
        }

        private static string MakeTemplate()
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("digital-partnership-template-").FullName, "template.db");
            using var host = ApiHost.OnEmptyFolder();
            host.StartServer();
            using var from = (SqliteConnection)host.Database.Open();
            using var to = new SqliteConnection($"Data Source={file};Pooling=False");
            to.Open();
            from.BackupDatabase(to);
            return file;
        }
    }
}
