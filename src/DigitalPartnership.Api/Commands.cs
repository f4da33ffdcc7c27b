using DigitalPartnership.Api.Http;
using DigitalPartnership.Data;
using DigitalPartnership.Data.Copying;
using DigitalPartnership.PublishedDocument;
using DigitalPartnership.Scheduling;
using GraphQL.Types;

namespace DigitalPartnership.Api;

/// <summary>What the program does instead of serving, by its first argument.</summary>
internal static class Commands
{
    /// <summary>The command that the arguments name, or null where the host is to serve.</summary>
    public static Func<WebApplication, Task<int>>? Find(string[] args) => args switch
    {
        ["migrate", "--stay", ..] => MigrateAndStay,
        ["migrate", ..] => Migrate,
        ["copy-database", ..] => CopyDatabase,
        ["schema", ..] => PrintSchema,
        _ => null,
    };

    /// <summary>SQLite migrates itself at start; a server is migrated by the deployment, once.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<PartnershipDb>() is SqlitePartnershipDb)
            await MigrateAsync(scope.ServiceProvider, app.Logger);
    }

    /// <summary>Brings the database to this version's model and imports the published document where it is empty.</summary>
    public static async Task MigrateAsync(IServiceProvider scope, ILogger logger)
    {
        var (db, time) = (scope.GetRequiredService<PartnershipDb>(), scope.GetRequiredService<TimeProvider>());
        await db.MigrateAsync(logger, time);
        await db.NoteInstallationAsync(time);
        await scope.GetRequiredService<PublishedDocumentImport>().ImportWhereEmptyAsync();
    }

    /// <summary>Migrates, and lets in who else may use the database.</summary>
    private static async Task<int> Migrate(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await MigrateAsync(scope.ServiceProvider, app.Logger);
        await DatabaseUser.GiveAccessAsync(scope.ServiceProvider.GetRequiredService<PartnershipDb>(), DatabaseUser.Read(app.Configuration));
        return 0;
    }

    /// <summary>
    /// Migrates, and then only says so until it is stopped: App Service takes a program that ends for one that has failed. Nothing of the product runs
    /// meanwhile, for this is the one program that owns the database.
    /// </summary>
    private static async Task<int> MigrateAndStay(WebApplication app)
    {
        await Migrate(app);
        var builder = WebApplication.CreateSlimBuilder();
        if (app.Configuration["urls"] is { } urls)
            builder.WebHost.UseUrls(urls);
        await using var done = builder.Build();
        done.MapGet("/", () => "The database is prepared.");
        await done.RunAsync();
        return 0;
    }

    private static async Task<int> CopyDatabase(WebApplication app)
    {
        try
        {
            await using var copy = DatabaseCopy.Prepare(app.Services, Console.WriteLine);
            await copy.RunAsync(app.Logger, app.Services.GetRequiredService<TimeProvider>());
            return 0;
        }
        catch (CopyRefusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
    }

    private static Task<int> PrintSchema(WebApplication app)
    {
        Console.Write(app.Services.GetRequiredService<ISchema>().Printed());
        return Task.FromResult(0);
    }
}
