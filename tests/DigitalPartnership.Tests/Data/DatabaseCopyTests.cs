using System.Diagnostics;
using System.Globalization;
using System.Text;
using DigitalPartnership.Data;
using DigitalPartnership.Data.Copying;
using DigitalPartnership.Tests.Access;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Liaisons;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DigitalPartnership.Tests.Data;

/// <summary>The command that moves everything to another database, as a process of its own.</summary>
public sealed class DatabaseCopyTests : IDisposable
{
    private static readonly string[] Questions =
    [
        "{ partners(first: 200) { totalCount nodes { id slug version joinedOn { edtf } letters { party signatoryOffice } lifecycle { description } activities(first: 50) { nodes { id title date { edtf } participations { listedAs wasPartner } } } } } }",
        "{ organisations(first: 200) { nodes { id name names { name kind } parent { id } memberOf { id } } } discrepancies { about counted } sectors { name parent { name } } changes { nodes { cursor kind summary } } }",
        "{ engagement(by: [PARTNER, YEAR]) { activities rows { activities } } search(text: \"plenary\") { totalCount } taxonomy { total } workplans { period } }",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-copy-").FullName;

    private string Target => Path.Combine(_folder, "copy.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [SqliteFact]
    public async Task A_copy_has_every_table_to_the_last_value_and_answers_as_the_original()
    {
        using var host = ApiHost.With(("Limits:Seconds", "600"));
        await EveryRecord.AddAsync(host);
        await host.ChangeAsync(Tokens.Admin, "setAssessmentSchedule",
            new { partnerId = await host.PartnerAsync("icc"), intervalMonths = 6, policy = "FIXED_SEQUENCE", idempotencyKey = "once" }, "partner { id }");
        await FillAsync(host, new GeneratedPartnership(30, 300, 4));
        // Keys that were given and are not in use any more must not be given again.
        host.ChangeDatabase("DELETE FROM NotificationAttempts");

        var (exit, said) = await CopyAsync(host.DatabaseFile, Target);

        Assert.True(exit == 0, said);
        var (original, copy) = (Read(host.DatabaseFile), Read(Target));
        Assert.Equal(original.Keys.Order(StringComparer.Ordinal), copy.Keys.Order(StringComparer.Ordinal));
        Assert.All(original, table => Assert.Equal(table.Value, copy[table.Key]));
        // Everything that the product keeps was there to be copied.
        Assert.Empty(original.Where(table => table.Value.Count == 0 && table.Key is not ("NotificationAttempts" or "sqlite_stat1" or "__EFMigrationsLock")).Select(table => table.Key));
        Assert.All(DatabaseCopy.TablesOf(Design.Sqlite()), table => Assert.Contains($"{table.Name}: {original[table.Name].Count} rows", said, StringComparison.Ordinal));
        Assert.DoesNotContain("@icc.example", said, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, said, StringComparison.Ordinal);

        using var moved = ApiHost.With(("ConnectionStrings:Sqlite", $"Data Source={Target}"));
        // No job runs twice at the same instant.
        moved.Time.SetUtcNow(host.Time.GetUtcNow().AddSeconds(1));
        foreach (var question in Questions)
            Assert.Equal((await host.AskAsync(question)).GetRawText(), (await moved.AskAsync(question)).GetRawText());
        foreach (var address in (string[])["/exports/participations.csv", "/exports/workplan.csv?period=2018-2021", "/calendar.ics", "/charts/timeline.svg"])
            Assert.Equal((await host.SendAsync(HttpMethod.Get, address)).Body, (await moved.SendAsync(HttpMethod.Get, address)).Body);
        await moved.ChangeAsync(Tokens.Admin, "runJob", new { name = "DataRetention" }, "run { outcome }");
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task A_copy_that_was_killed_leaves_the_target_empty_and_is_run_again()
    {
        using var host = new ApiHost();
        await FillAsync(host, new GeneratedPartnership(200, 3_000, 8));
        using (var killed = Start(host.DatabaseFile, Target))
        {
            // Activities are behind it, participations before it.
            while (await killed.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Activities:", StringComparison.Ordinal))
                continue;
            Assert.False(killed.HasExited, "The copy ended by itself.");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var left = Read(Target);
        Assert.NotEmpty(left["__EFMigrationsHistory"]);
        Assert.All(DatabaseCopy.TablesOf(Design.Sqlite()), table => Assert.Equal(table.Seeds, left[table.Name].Count));

        var (exit, said) = await CopyAsync(host.DatabaseFile, Target);

        Assert.True(exit == 0, said);
        var (original, copy) = (Read(host.DatabaseFile), Read(Target));
        Assert.All(original, table => Assert.Equal(table.Value, copy[table.Key]));
    }

    [SqliteFact]
    public async Task A_target_in_which_there_is_something_is_left_as_it_is()
    {
        using var host = new ApiHost();
        using var other = new ApiHost();
        var before = Read(other.DatabaseFile);

        var (exit, said) = await CopyAsync(host.DatabaseFile, other.DatabaseFile);

        Assert.Equal(3, exit);
        Assert.Contains("is not empty", said, StringComparison.Ordinal);
        Assert.All(before, table => Assert.Equal(table.Value, Read(other.DatabaseFile)[table.Key]));
    }

    [SqliteFact, Trait("Long", "true")]
    public async Task What_cannot_be_copied_is_refused_in_a_sentence()
    {
        var nothing = await CopyAsync(Path.Combine(_folder, "nothing.db"), Target);
        await File.WriteAllTextAsync(Path.Combine(_folder, "text.db"), "this is no database, and it is long enough to be taken for the head of one; " + new string('x', 200));
        var noDatabase = await CopyAsync(Path.Combine(_folder, "text.db"), Target);
        var unsaid = await RunAsync("--from", "Sqlite");
        var neither = await RunAsync("--from", "Sqlite", "--to", "somewhere");
        var noSetting = await RunAsync("--from", "Sqlite", "--to", "SqlServer");

        using var host = new ApiHost();
        host.StartServer();
        var nowhere = await CopyAsync(host.DatabaseFile, Path.Combine(_folder, "no folder", "target.db"));

        Assert.Equal((4, 4, 2, 2, 2, 6), (nothing.Exit, noDatabase.Exit, unsaid.Exit, neither.Exit, noSetting.Exit, nowhere.Exit));
        Assert.Contains("There is no database at --from", nothing.Said, StringComparison.Ordinal);
        Assert.Contains("cannot be read as a database of the partnership", noDatabase.Said, StringComparison.Ordinal);
        Assert.Contains("Say with --to which database is meant", unsaid.Said, StringComparison.Ordinal);
        Assert.Contains("no connection string", neither.Said, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:SqlServer is empty", noSetting.Said, StringComparison.Ordinal);
        Assert.Contains("The database at --to cannot be reached", nowhere.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void What_is_said_to_SQL_Server_is_T_SQL_that_keeps_keys_and_fits_in_one_statement()
    {
        var tables = DatabaseCopy.TablesOf(Design.SqlServer());

        Assert.Equal(DatabaseCopy.TablesOf(Design.Sqlite()).Select(table => (table.Name, string.Join(' ', table.Types))), tables.Select(table => (table.Name, string.Join(' ', table.Types))));
        foreach (var table in tables)
        {
            var insert = table.Insert(table.RowsPerStatement);
            Assert.InRange(insert.Count(character => character == '@'), 1, 2_100);
            Assert.Equal(table.HasIdentity, insert.StartsWith($"SET IDENTITY_INSERT [{table.Name}] ON; ", StringComparison.Ordinal) && insert.EndsWith($"; SET IDENTITY_INSERT [{table.Name}] OFF", StringComparison.Ordinal));
            foreach (var statement in (string[])[insert, table.Select, table.Count, table.Clear, table.LastKey, .. table.GoOnAfter(7, isEmpty: false)])
            {
                new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var errors);
                Assert.Empty(errors.Select(error => $"{error.Message}: {statement}"));
            }
        }
        foreach (var statement in (string[])[DatabaseStart.ReadersThatPass, DatabaseStart.LetReadersPass])
        {
            new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var errors);
            Assert.Empty(errors);
        }
    }

    private static async Task FillAsync(ApiHost host, GeneratedPartnership generated)
    {
        await using var scope = host.Services.CreateAsyncScope();
        generated.Fill(scope.ServiceProvider.GetRequiredService<PartnershipDb>());
    }

    private Task<(int Exit, string Said)> CopyAsync(string from, string to) => RunAsync("--from", $"Data Source={from}", "--to", $"Data Source={to}");

    private async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        var said = await Task.WhenAll(program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, string.Join('\n', said));
    }

    private Process Start(string from, string to) => Start(["--from", $"Data Source={from}", "--to", $"Data Source={to}"]);

    private Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "copy-database", .. arguments])
    {
        WorkingDirectory = _folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Every row of every table of a file as text, in an order of its own; read without the product.</summary>
    private static Dictionary<string, List<string>> Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        var names = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                names.Add(reader.GetString(0));
        }
        var tables = new Dictionary<string, List<string>>();
        foreach (var name in names)
        {
            // When migrations were applied and which locks there were is each database's own.
            command.CommandText = $"SELECT * FROM \"{name}\"";
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                var row = new StringBuilder();
                foreach (var column in Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal))
                    row.Append(reader.GetName(column)).Append('=').Append(reader.IsDBNull(column) ? "NULL" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)).Append('\n');
                rows.Add(row.ToString());
            }
            rows.Sort(StringComparer.Ordinal);
            tables.Add(name, rows);
        }
        return tables;
    }

    private static class Design
    {
        public static PartnershipDb Sqlite() => new SqlitePartnershipDbDesign().CreateDbContext([]);

        public static PartnershipDb SqlServer() => new SqlServerPartnershipDbDesign().CreateDbContext([]);
    }
}
