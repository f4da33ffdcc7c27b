using DigitalPartnership.Data;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>SQLite files to serve from, in a temporary folder that goes with this object.</summary>
internal sealed class PartnershipData : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-benchmark-").FullName;

    public PartnershipData() => AppDomain.CurrentDomain.ProcessExit += Delete;

    /// <summary>A file that is not there yet: the host makes it and fills it with the published data.</summary>
    public string Small => Path.Combine(_folder, "small.db");

    /// <summary>5,000 partners, 20,000 activities and ten participants in each, the same in every run; made when it is first asked for.</summary>
    public string Large => field ??= MakeLarge();

    public string Folder => _folder;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Delete;
        Delete(null, EventArgs.Empty);
    }

    private string MakeLarge()
    {
        Console.WriteLine("making 5,000 partners, 20,000 activities, 200,000 participations …");
        var file = Path.Combine(_folder, "large.db");
        Make(file, new GeneratedPartnership(partners: 5000, activities: 20_000, participantsEach: 10));
        return file;
    }

    /// <summary>Makes a database that holds nothing but a generated partnership.</summary>
    public static void Make(string file, GeneratedPartnership content)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Sqlite", $"Data Source={file}")]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddPartnership(configuration);
        using (var provider = services.BuildServiceProvider())
        using (var scope = provider.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
            db.MigrateAsync(scope.ServiceProvider.GetRequiredService<ILogger<PartnershipData>>(), TimeProvider.System).GetAwaiter().GetResult();
            content.Fill(db);
        }
        SqliteConnection.ClearAllPools();
    }

    private void Delete(object? sender, EventArgs arguments)
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
