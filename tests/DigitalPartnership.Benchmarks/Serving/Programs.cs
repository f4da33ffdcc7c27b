namespace DigitalPartnership.Benchmarks.Serving;

/// <summary>How the servers are started that are measured: all as Release builds, in production, and as quiet as each other.</summary>
internal static class Programs
{
    private static readonly string[] Quiet = ["--Logging:LogLevel:Default=Warning"];

    /// <summary>The root of the repository, where the solution lies.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The product's web host: this repository's, or the build that <c>DIGITALPARTNERSHIP_HOST</c> names, to compare one with another.</summary>
    public static ServerProcess Product(string database, params IEnumerable<string> settings) =>
        Product(Environment.GetEnvironmentVariable("DIGITALPARTNERSHIP_HOST") ?? Path.Combine(Root, "src/DigitalPartnership.Api/bin/Release/net10.0"), database, settings);

    /// <summary>The product's web host in some folder. Its timer jobs do not run: what they use would be counted with the requests.</summary>
    public static ServerProcess Product(string folder, string database, IEnumerable<string> settings)
    {
        var assembly = Path.Combine(folder, "DigitalPartnership.Api.dll");
        if (!File.Exists(assembly))
            throw new FileNotFoundException("The web host is measured as a Release build, and there is none: start the benchmarks with -c Release.", assembly);
        var mails = Path.Combine(Path.GetDirectoryName(database)!, "mails");
        return ServerProcess.Start(assembly, [.. Quiet, $"--ConnectionStrings:Sqlite=Data Source={database}", "--Jobs:Runner=Functions", $"--Mail:PickupFolder={mails}", "--Limits:RequestsPerMinute=0", .. settings]);
    }

    /// <summary>Another command of this program, as a process of its own.</summary>
    public static ServerProcess This(string command, params IEnumerable<string> settings) =>
        ServerProcess.Start(typeof(Programs).Assembly.Location, [command, .. Quiet, .. settings]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DigitalPartnership.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
    }
}
