using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data;

/// <summary>Chooses the database by configuration: SQL Server where a connection string for it is given, else SQLite.</summary>
public static class DatabaseSetup
{
    /// <summary>Registers the database context that the configuration asks for.</summary>
    public static IServiceCollection AddPartnershipDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var batchSize = configuration.GetValue<int?>("Database:MaxBatchSize");
        if (configuration.GetConnectionString("SqlServer") is { Length: > 0 } sqlServer)
        {
            return services.AddPartnershipDb<SqlServerPartnershipDb>(options => options.UseSqlServer(sqlServer, server =>
            {
                server.UseCompatibilityLevel(SqlServerPartnershipDb.CompatibilityLevel);
                // Over before a request is: who asked is told so and can ask again.
                server.EnableRetryOnFailure(maxRetryCount: 4, maxRetryDelay: TimeSpan.FromSeconds(3), errorNumbersToAdd: null);
                server.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
                if (batchSize is { } size)
                    server.MaxBatchSize(size);
            }));
        }

        var sqlite = configuration.GetConnectionString("Sqlite") is { Length: > 0 } given ? given : "Data Source=digital-partnership.db";
        return services.AddPartnershipDb<SqlitePartnershipDb>(options => options
            .AddInterceptors(new SqliteConnectionSettings())
            .UseSqlite(SqliteFile.WithoutMaking(sqlite), file =>
            {
                file.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
                if (batchSize is { } size)
                    file.MaxBatchSize(size);
            }));
    }

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
