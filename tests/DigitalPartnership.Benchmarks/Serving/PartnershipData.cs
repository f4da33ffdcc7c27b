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
    public PartnershipData() => Leaving.Remember(Delete);

    public string Folder { get; } = Directory.CreateTempSubdirectory("digital-partnership-benchmark-").FullName;

    /// <summary>A file that is not there yet: the host makes it and fills it with the published data.</summary>
    public string Small => Path.Combine(Folder, "small.db");

    /// <summary>5,000 partners, 20,000 activities and ten participants in each, the same in every run; made when it is first asked for.</summary>
    public string Large => field ??= MakeLarge();

    public void Dispose() => Leaving.Do(Delete);

    private string MakeLarge()
    {
        Console.WriteLine("making 5,000 partners, 20,000 activities, 200,000 participations …");
        var file = Path.Combine(Folder, "large.db");
        Make(file, new GeneratedPartnership(partners: 5000, activities: 20_000, participantsEach: 10));
        return file;
    }

    /// <summary>Makes a database that holds nothing but a generated partnership.</summary>
    public static void Make(string file, GeneratedPartnership content)
    {
        using (var provider = Services(file))
        using (var scope = provider.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
            db.MigrateAsync(scope.ServiceProvider.GetRequiredService<ILogger<PartnershipData>>(), TimeProvider.System).GetAwaiter().GetResult();
            content.Fill(db);
        }
        SqliteConnection.ClearAllPools();
    }

    /// <summary>The product's services over a file, for what is measured in this process.</summary>
    public static ServiceProvider Services(string file)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Sqlite", $"Data Source={file}")]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddPartnership(configuration).BuildServiceProvider();
    }

    private void Delete()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
