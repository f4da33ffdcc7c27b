using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DigitalPartnership.Data;

/// <summary>The partnership's database in one SQLite file: the default, and what tests run on.</summary>
public sealed class SqlitePartnershipDb(DbContextOptions<SqlitePartnershipDb> options) : PartnershipDb(options);

internal sealed class SqlitePartnershipDbDesign : IDesignTimeDbContextFactory<SqlitePartnershipDb>
{
    public SqlitePartnershipDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePartnershipDb>().UseSqlite("Data Source=:memory:").Options);
}
