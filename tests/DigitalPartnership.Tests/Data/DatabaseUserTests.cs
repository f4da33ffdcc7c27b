using System.Diagnostics;
using DigitalPartnership.Data;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DigitalPartnership.Tests.Data;

/// <summary>How the identities of an installation in Azure come to their users in the database.</summary>
public sealed class DatabaseUserTests
{
    private static readonly Guid ClientId = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void An_identity_gets_a_user_who_reads_and_writes_and_has_no_other_right()
    {
        var statements = Statements(new DatabaseUser("id-api-x1", ClientId));

        var created = Assert.Single(statements.Created);
        Assert.Equal("id-api-x1", created.Name.Value);
        // SQL Server keeps the bytes of the id in its own order.
        Assert.EndsWith(" WITH SID = 0x33221100554477668899AABBCCDDEEFF, TYPE = E;", TextOf(created), StringComparison.Ordinal);
        Assert.Equal(["db_datareader id-api-x1", "db_datawriter id-api-x1"], statements.Joined.Select(joined => $"{joined.Role} {joined.Member}").Order());
        Assert.Equal(0, statements.Others);
    }

    [Fact]
    public void Users_are_read_from_the_settings()
    {
        var users = DatabaseUser.Read(Settings(
            ("Database:Users:0:Name", "id-api-x1"), ("Database:Users:0:ClientId", $"{ClientId}"), ("Database:Users:1:Name", "id-jobs-x1"), ("Database:Users:1:ClientId", $"{Guid.Empty}")));

        Assert.Equal([new DatabaseUser("id-api-x1", ClientId), new DatabaseUser("id-jobs-x1", Guid.Empty)], users);
        Assert.Empty(DatabaseUser.Read(Settings()));
    }

    [Theory]
    [InlineData("id]; DROP TABLE Partnerships; --", "00112233-4455-6677-8899-aabbccddeeff", "Database:Users:0:Name")]
    [InlineData("id'x", "00112233-4455-6677-8899-aabbccddeeff", "Database:Users:0:Name")]
    [InlineData("", "00112233-4455-6677-8899-aabbccddeeff", "Database:Users:0:Name")]
    [InlineData("id-api-x1", "the api", "Database:Users:0:ClientId")]
    public void A_user_that_cannot_be_one_is_refused_by_the_name_of_the_setting(string name, string clientId, string setting)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => DatabaseUser.Read(Settings(("Database:Users:0:Name", name), ("Database:Users:0:ClientId", clientId))));

        Assert.StartsWith(setting, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_and_stay_prepares_the_database_and_then_says_so()
    {
        using var database = ApiHost.OnEmptyFolder();
        using var program = Start(database.Database.Setting, "migrate", "--stay");
        try
        {
            var url = await ListensAsync(program);
            using var http = new HttpClient();

            Assert.Equal("The database is prepared.", await http.GetStringAsync(url));
            // Nothing of the product is served by the one program that owns the database.
            using var graphql = await http.GetAsync(new Uri(new Uri(url), "/graphql?query={__typename}"));
            Assert.Equal(404, (int)graphql.StatusCode);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
        Assert.Equal(29, (await database.AskAsync("{ partners { totalCount } }")).GetProperty("partners").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Users_without_a_server_end_the_migration_with_what_to_do()
    {
        using var database = ApiHost.OnEmptyFolder();
        using var program = Start(("ConnectionStrings:Sqlite", $"Data Source={database.DatabaseFile}"), "migrate", "--Database:Users:0:Name=id-api-x1", $"--Database:Users:0:ClientId={ClientId}");

        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("Database:Users is for Azure SQL", said, StringComparison.Ordinal);
    }

    private static Process Start((string Key, string Value) database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[database.Key.Replace(":", "__", StringComparison.Ordinal)] = database.Value;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }

    private static async Task<string> ListensAsync(Process program)
    {
        _ = program.StandardError.ReadToEndAsync();
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var url])
            {
                _ = program.StandardOutput.ReadToEndAsync();
                return url.Trim();
            }
        }
        throw new InvalidOperationException("The program has ended without listening.");
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static Visitor Statements(DatabaseUser user)
    {
        var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(user.Statements), out var errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        var visitor = new Visitor();
        script.Accept(visitor);
        return visitor;
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));

    private sealed class Visitor : TSqlFragmentVisitor
    {
        public List<CreateUserStatement> Created { get; } = [];

        public List<(string Role, string Member)> Joined { get; } = [];

        public int Others { get; private set; }

        public override void Visit(CreateUserStatement node) => Created.Add(node);

        public override void Visit(AlterRoleStatement node) => Joined.Add((node.Name.Value, ((AddMemberAlterRoleAction)node.Action).Member.Value));

        public override void Visit(TSqlStatement node) => Others += node is CreateUserStatement or AlterRoleStatement or DropUserStatement or IfStatement ? 0 : 1;
    }
}
