using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using DigitalPartnership.Tests.Hosting;

namespace DigitalPartnership.Tests.Infra;

/// <summary>The compiler of <c>infra/</c>, which works without a network.</summary>
internal static class Bicep
{
    private static readonly string Compiler =
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "BicepPath").Value!;

    /// <summary>The compiled template.</summary>
    public static Lazy<JsonElement> Template { get; } = new(() =>
    {
        using var folder = new Copy();
        folder.Run([], "build", "main.bicep");
        return folder.Read("main.json");
    });

    /// <summary>What <c>azd up</c> makes where nothing but the environment and the region was said.</summary>
    public static Lazy<Deployment> Plain { get; } = new(() => Predict(("AZURE_ENV_NAME", "plain"), ("AZURE_LOCATION", "francecentral")));

    /// <summary>A large installation in which everything is used that there is to set.</summary>
    public static Lazy<Deployment> Full { get; } = new(() => Predict(
        ("AZURE_ENV_NAME", "full"), ("AZURE_LOCATION", "francecentral"), ("PARTNERSHIP_SIZE", "large"), ("PARTNERSHIP_TAGS", """{"cost-centre":"1949"}"""),
        ("DATABASE_ALLOWED_ADDRESSES", """["192.0.2.7"]"""), ("ALERT_ADDRESS", "operators@partnership.example"),
        ("PUBLIC_URL", "https://partnership.example"), ("DATA_LICENCE", "https://licence.example"), ("CORS_ORIGINS", """["https://site.example","https://other.example"]"""),
        ("SIGN_IN_TENANT", "33333333-3333-3333-3333-333333333333"), ("SIGN_IN_AUDIENCE", "api://partnership"),
        ("MAIL_SERVICE", "CommunicationServices"), ("MAIL_PASSWORD", Deployment.MailPassword), ("MAIL_SECRETARIAT", "secretariat@partnership.example"),
        ("MAIL_APPLICATION", "44444444-4444-4444-4444-444444444444"), ("MAIL_APPLICATION_PRINCIPAL", "55555555-5555-5555-5555-555555555555"),
        ("PARTNERSHIP_SETTINGS", """{"Limits__Depth":"9"}""")));

    /// <summary>What the template would make of the settings of azd.</summary>
    public static Deployment Predict(params (string Name, string Value)[] environment)
    {
        using var folder = new Copy();
        folder.Run(
            environment, "snapshot", "main.bicepparam", "--mode", "overwrite", "--location", "francecentral",
            "--subscription-id", "11111111-1111-1111-1111-111111111111", "--tenant-id", "22222222-2222-2222-2222-222222222222");
        return new Deployment(folder.Read("main.snapshot.json"));
    }

    /// <summary>A copy of <c>infra/</c>, since the compiler writes beside what it reads.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("digital-partnership-infra-").FullName;

        public Copy()
        {
            foreach (var file in Directory.GetFiles(Repository.At("infra")))
                File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        public void Run((string Name, string Value)[] environment, params string[] arguments)
        {
            var start = new ProcessStartInfo(Compiler, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            // Warnings do not change the exit code.
            Assert.Equal("", complaints.Result);
            Assert.Equal(0, process.ExitCode);
        }

        public JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, file))).RootElement;

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
