using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DigitalPartnership.Tests.Data;

/// <summary>What both databases must be able to hold, asked of the model and of the scripts, without a server.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly PartnershipDb _sqlite = new SqlitePartnershipDbDesign().CreateDbContext([]);
    private readonly PartnershipDb _sqlServer = new SqlServerPartnershipDbDesign().CreateDbContext([]);

    public void Dispose()
    {
        _sqlite.Dispose();
        _sqlServer.Dispose();
    }

    [Fact]
    public void The_migrations_of_both_databases_are_up_to_date_with_the_model()
    {
        Assert.False(_sqlite.Database.HasPendingModelChanges(), "SQLite: a migration is missing; see CONTRIBUTING, Add a column.");
        Assert.False(_sqlServer.Database.HasPendingModelChanges(), "SQL Server: a migration is missing; see CONTRIBUTING, Add a column.");
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migration_script_is_valid_T_SQL_down_to_what_it_executes_as_text(MigrationsSqlGenerationOptions options)
    {
        var script = _sqlServer.GetService<IMigrator>().GenerateScript(options: options);

        var executed = new ExecutedTexts();
        Parse(script).Accept(executed);
        foreach (var text in executed.Texts)
            Parse(text);

        // An idempotent script executes filtered indexes as text, so that a batch compiles before their columns exist.
        Assert.Equal(options is MigrationsSqlGenerationOptions.Idempotent, executed.Texts.Exists(text => text.StartsWith("CREATE", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_is_valid_on_Azure_SQL()
    {
        using var model = new TSqlModel(SqlServerVersion.SqlAzure, new TSqlModelOptions());
        // Rows that come with the schema are no part of the model: their batches insert under IF.
        foreach (var batch in Parse(_sqlServer.Database.GenerateCreateScript()).Batches.Where(batch => batch.Statements is [not IfStatement]))
            model.AddObjects(TextOf(batch));

        Assert.Empty(model.Validate().Select(message => message.ToString()));
        Assert.Equal(_sqlServer.Model.GetEntityTypes().Count(), model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Count());
    }

    [Fact]
    public void No_record_can_be_deleted_by_two_cascades_at_once()
    {
        // SQL Server refuses such a table with error 1785, which shows only on a server.
        Assert.Empty(
            from start in _sqlServer.Model.GetEntityTypes()
            from reached in Cascades(start, [start]).GroupBy(reached => reached)
            where reached.Count() > 1 || reached.Key == start
            select $"{start.DisplayName()} reaches {reached.Key.DisplayName()} {reached.Count()} times");
    }

    [Fact]
    public void Every_text_has_a_greatest_length()
    {
        foreach (var db in (PartnershipDb[])[_sqlite, _sqlServer])
        {
            Assert.Empty(
                from entity in db.Model.GetEntityTypes()
                from property in entity.GetFlattenedProperties()
                where (property.GetProviderClrType() ?? property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
                where property.GetMaxLength() is null
                select $"{entity.DisplayName()}.{property.Name}");
        }
    }

    [Fact]
    public void Every_index_and_key_fits_in_what_SQL_Server_allows()
    {
        const int MostBytes = 1700;
        const int MostBytesOfKey = 900;

        Assert.Empty(
            from entity in _sqlServer.Model.GetEntityTypes()
            from index in entity.GetIndexes().Select(index => (index.Properties, Most: MostBytes))
                .Concat(entity.GetKeys().Select(key => (key.Properties, Most: MostBytesOfKey)))
            where index.Properties.Any(property => property.GetColumnType().Contains("max", StringComparison.Ordinal))
                || index.Properties.Sum(BytesOf) > index.Most
            select $"{entity.DisplayName()}: {string.Join(", ", index.Properties.Select(property => $"{property.Name} {property.GetColumnType()}"))}");
    }

    private static int BytesOf(IProperty property) =>
        property.GetMaxLength() is { } length ? length * (property.IsUnicode() is false ? 1 : 2) : 16;

    /// <summary>Every table that deleting in one table deletes or changes in, as often as there are ways to it.</summary>
    private static IEnumerable<IEntityType> Cascades(IEntityType origin, IReadOnlyList<IEntityType> way) =>
        from key in origin.GetReferencingForeignKeys()
        where key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull
        let next = key.DeclaringEntityType
        from reached in way.Contains(next) ? [next] : Cascades(next, [.. way, next]).Prepend(next)
        select reached;

    private static TSqlScript Parse(string script)
    {
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}\n{script.Split('\n')[error.Line - 1]}"));
        return parsed;
    }

    private static string TextOf(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));

    private sealed class ExecutedTexts : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        public override void Visit(ExecutableStringList node) => Texts.Add(string.Concat(node.Strings.Select(part => part is StringLiteral text ? text.Value : "[found]")));
    }
}
