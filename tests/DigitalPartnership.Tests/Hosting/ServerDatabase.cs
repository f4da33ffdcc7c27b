using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// A database of its own on a SQL Server, dropped at the end. One is migrated and filled by the product and backed up; the others are restored from that, which
/// takes a second.
/// </summary>
internal sealed class ServerDatabase : TestDatabase
{
    private static readonly Lazy<Backup> Template = new(Backup.Make, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly string _server;
    private readonly string _connection;

    public ServerDatabase(string server, bool isFilled)
    {
        _server = server;
        Name = $"DigitalPartnershipTest_{Guid.NewGuid():N}";
        _connection = new SqlConnectionStringBuilder(server) { InitialCatalog = Name }.ConnectionString;
        if (isFilled)
            Template.Value.Restore(Name);
    }

    private string Name { get; }

    public override (string Key, string Value) Setting => ("ConnectionStrings:SqlServer", _connection);

    public override DbConnection Open()
    {
        var connection = new SqlConnection(_connection);
        connection.Open();
        return connection;
    }

    public override string Everything()
    {
        using var connection = Open();
        using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT name FROM sys.tables ORDER BY name";
        var tables = new List<string>();
        using (var names = ask.ExecuteReader())
        {
            while (names.Read())
                tables.Add(names.GetString(0));
        }
        var everything = new StringBuilder();
        foreach (var table in tables)
        {
            ask.CommandText = $"SELECT * FROM [{table}]";
            using var rows = ask.ExecuteReader();
            while (rows.Read())
                everything.AppendJoin('\t', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)).Append('\n');
        }
        return everything.ToString();
    }

    public override async Task<bool> ChangesAsync(Func<Task> act)
    {
        var before = Everything();
        await act();
        return before != Everything();
    }

    protected override void Dispose(bool disposing)
    {
        using (var connection = new SqlConnection(_connection))
            SqlConnection.ClearPool(connection);
        Execute(_server, $"IF DB_ID(N'{Name}') IS NOT NULL BEGIN ALTER DATABASE [{Name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{Name}]; END");
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new SqlConnection(server);
        connection.Open();
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 300 };
        command.ExecuteNonQuery();
    }

    /// <summary>A backup of the published document.</summary>
    private sealed record Backup(string Server, string File, string DataFolder, string LogFolder, string DataName, string LogName)
    {
        public static Backup Make()
        {
            using var host = ApiHost.OnEmptyFolder();
            host.Prepare();
            var database = (ServerDatabase)host.Database;
            var backup = database.Ask();
            Execute(backup.Server, $"BACKUP DATABASE [{database.Name}] TO DISK = N'{backup.File}' WITH COPY_ONLY, INIT");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Execute(backup.Server, $"EXEC master.sys.xp_delete_files N'{backup.File}'");
            return backup;
        }

        public void Restore(string name) => Execute(Server,
            $"RESTORE DATABASE [{name}] FROM DISK = N'{File}' WITH MOVE N'{DataName}' TO N'{DataFolder}{name}.mdf', MOVE N'{LogName}' TO N'{LogFolder}{name}.ldf'");
    }

    private Backup Ask()
    {
        using var connection = Open();
        using var ask = connection.CreateCommand();
        ask.CommandText = """
            SELECT CAST(SERVERPROPERTY('InstanceDefaultBackupPath') AS nvarchar(260)), CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260)),
                CAST(SERVERPROPERTY('InstanceDefaultLogPath') AS nvarchar(260)), (SELECT name FROM sys.database_files WHERE type = 0), (SELECT name FROM sys.database_files WHERE type = 1)
            """;
        using var answer = ask.ExecuteReader();
        answer.Read();
        var slash = answer.GetString(1)[^1];
        return new Backup(_server, $"{answer.GetString(0).TrimEnd(slash)}{slash}{Name}.bak", answer.GetString(1), answer.GetString(2), answer.GetString(3), answer.GetString(4));
    }
}
