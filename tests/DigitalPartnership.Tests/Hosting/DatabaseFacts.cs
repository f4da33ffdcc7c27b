namespace DigitalPartnership.Tests.Hosting;

/// <summary>A test about what only SQLite has: its file, its locks. On a server it is reported as skipped.</summary>
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.Server is null ? null : "It is about SQLite itself.";
}

/// <summary>A test that needs a real SQL Server: its locks, its time-outs.</summary>
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = TestDatabase.Server is null ? "It needs a SQL Server: DIGITALPARTNERSHIP_TEST_SQLSERVER holds no connection string." : null;
}

/// <summary>A test with cases about what only SQLite has.</summary>
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = TestDatabase.Server is null ? null : "It is about SQLite itself.";
}
