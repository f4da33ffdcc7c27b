using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Data.Copying;

/// <summary>Finds the database that is meant by what stands on a command line.</summary>
internal static class DatabasePlace
{
    /// <summary>
    /// Opens a database: that of the setting <c>ConnectionStrings:Sqlite</c> or <c>ConnectionStrings:SqlServer</c> where only <c>Sqlite</c> or <c>SqlServer</c> is
    /// said, so that no secret has to stand on a command line; else that of a connection string, on SQLite where the string can be read as one for SQLite.
    /// </summary>
    /// <param name="said">The name of a setting or a connection string.</param>
    /// <param name="role">What the database is for, for the sentence that refuses.</param>
    /// <param name="services">Where the settings are.</param>
    /// <exception cref="CopyRefusal">Nothing is said, or what is said is neither.</exception>
    public static PartnershipDb Open(string? said, string role, IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        return said?.Trim() switch
        {
            null or "" => throw new CopyRefusal(CopyRefusal.Arguments, $"Say with {role} which database is meant: Sqlite, SqlServer or a connection string."),
            "Sqlite" => OnSqlite(DatabaseSetup.SqliteConnection(configuration), services),
            "SqlServer" => configuration.GetConnectionString("SqlServer") is { Length: > 0 } given
                ? OnSqlServer(given, services)
                : throw new CopyRefusal(CopyRefusal.Arguments, $"{role} is SqlServer, and the setting ConnectionStrings:SqlServer is empty."),
            var text when CanRead(() => new SqliteConnectionStringBuilder(text)) => OnSqlite(text, services),
            var text when CanRead(() => new SqlConnectionStringBuilder(text)) => OnSqlServer(text, services),
            _ => throw new CopyRefusal(CopyRefusal.Arguments, $"What {role} says is no connection string for SQLite or SQL Server."),
        };
    }

    private static SqlitePartnershipDb OnSqlite(string connection, IServiceProvider services)
    {
        var options = new DbContextOptionsBuilder<SqlitePartnershipDb>();
        options.UseApplicationServiceProvider(services).OnSqlite(connection, DatabaseSetup.BatchSize(services.GetRequiredService<IConfiguration>()));
        return new(options.Options);
    }

    private static SqlServerPartnershipDb OnSqlServer(string connection, IServiceProvider services)
    {
        var options = new DbContextOptionsBuilder<SqlServerPartnershipDb>();
        options.UseApplicationServiceProvider(services).OnSqlServer(connection, DatabaseSetup.BatchSize(services.GetRequiredService<IConfiguration>()));
        return new(options.Options);
    }

    private static bool CanRead(Func<DbConnectionStringBuilder> read)
    {
        try
        {
            return read().Count > 0;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
