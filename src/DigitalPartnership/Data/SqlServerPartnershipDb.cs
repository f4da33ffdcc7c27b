using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DigitalPartnership.Data;

/// <summary>The partnership's database on SQL Server or Azure SQL: what production runs on.</summary>
public sealed class SqlServerPartnershipDb(DbContextOptions<SqlServerPartnershipDb> options) : PartnershipDb(options)
{
    /// <summary>SQL Server 2022 and Azure SQL.</summary>
    public const int CompatibilityLevel = 160;

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Folded columns are compared by code point, so that both databases sort and page alike; and so are the ids of sign-ins, of which two that differ in case
        // are two people.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if (property.ClrType == typeof(string) && (property.Name.EndsWith("Key", StringComparison.Ordinal) || property.Name is "Caller" or "CallerId"))
                property.SetCollation("Latin1_General_100_BIN2");
        }
    }
}

internal sealed class SqlServerPartnershipDbDesign : IDesignTimeDbContextFactory<SqlServerPartnershipDb>
{
    public SqlServerPartnershipDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerPartnershipDb>()
            .UseSqlServer(server => server.UseCompatibilityLevel(SqlServerPartnershipDb.CompatibilityLevel)).Options);
}
