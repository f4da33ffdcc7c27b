using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DigitalPartnership.Data;

/// <summary>The partnership's database in one SQLite file: the default, and what tests run on.</summary>
public sealed class SqlitePartnershipDb(DbContextOptions<SqlitePartnershipDb> options) : PartnershipDb(options)
{
    /// <summary>The full path of the file; null for a database in memory.</summary>
    public string? File => SqliteFile.FileOf(Database.GetConnectionString());
}

internal sealed class SqlitePartnershipDbDesign : IDesignTimeDbContextFactory<SqlitePartnershipDb>
{
    public SqlitePartnershipDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePartnershipDb>().UseSqlite("Data Source=:memory:").Options);
}
