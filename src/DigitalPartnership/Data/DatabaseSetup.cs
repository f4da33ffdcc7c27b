using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data;

/// <summary>Chooses the database by configuration: SQL Server where a connection string for it is given, else SQLite.</summary>
public static class DatabaseSetup
{
    private const string DefaultFile = "Data Source=digital-partnership.db";

    /// <summary>Registers the database context that the configuration asks for.</summary>
    public static IServiceCollection AddPartnershipDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var batchSize = BatchSize(configuration);
        return configuration.GetConnectionString("SqlServer") is { Length: > 0 } server
            ? services.AddPartnershipDb<SqlServerPartnershipDb>(options => options.OnSqlServer(server, batchSize))
            : services.AddPartnershipDb<SqlitePartnershipDb>(options => options.OnSqlite(SqliteConnection(configuration), batchSize));
    }

    /// <summary>The connection to SQLite that is used where none to a server is given.</summary>
    internal static string SqliteConnection(IConfiguration configuration) => configuration.GetConnectionString("Sqlite") is { Length: > 0 } given ? given : DefaultFile;

    /// <summary>How many statements are sent in one go when saving; null for what the provider thinks best.</summary>
    internal static int? BatchSize(IConfiguration configuration) => configuration.GetValue<int?>("Database:MaxBatchSize");

    /// <summary>Lets a context work on SQL Server or Azure SQL.</summary>
    internal static DbContextOptionsBuilder OnSqlServer(this DbContextOptionsBuilder options, string connection, int? batchSize) => options.UseSqlServer(connection, server =>
    {
        server.UseCompatibilityLevel(SqlServerPartnershipDb.CompatibilityLevel);
        server.ExecutionStrategy(dependencies => new ServerRetries(dependencies));
        server.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
        if (batchSize is { } size)
            server.MaxBatchSize(size);
    });

    /// <summary>Lets a context work on a SQLite file.</summary>
    internal static DbContextOptionsBuilder OnSqlite(this DbContextOptionsBuilder options, string connection, int? batchSize) => options
        .AddInterceptors(new SqliteConnectionSettings(), new SqliteCancellation())
        .UseSqlite(SqliteFile.WithoutMaking(connection), file =>
        {
            file.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
            if (batchSize is { } size)
                file.MaxBatchSize(size);
        });

    private static IServiceCollection AddPartnershipDb<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> provider)
        where TContext : PartnershipDb =>
        services
            .AddSingleton<DatabaseOutage>()
            .AddSingleton<DatabaseProbe>()
            .AddDbContextPool<TContext>((host, options) =>
            {
                options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
                // Whoever meets a fault says so or deals with it; and what a server quotes of a duplicate row can be personal data.
                options.ConfigureWarnings(warnings => warnings.Log(
                    (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
                options.AddInterceptors(host.GetServices<IInterceptor>());
                provider(options);
            })
            .AddScoped<PartnershipDb>(scope => scope.GetRequiredService<TContext>());
}
