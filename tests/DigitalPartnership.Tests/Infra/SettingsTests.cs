using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace DigitalPartnership.Tests.Infra;

/// <summary>Holds three lists of settings to each other: what the code reads, what the README tells, and what the programs get in Azure.</summary>
public sealed partial class SettingsTests
{
    // What Azure does not set, and why.
    private static readonly string[] LeftOut =
    [
        // There is a server.
        "ConnectionStrings:Sqlite",
        // There is a mail server; the plain installation has the folder instead.
        "Mail:PickupFolder",
        // Azure Monitor is told.
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        // Only what prepares the database reads them.
        "Database:Users:0:Name", "Database:Users:0:ClientId",
    ];

    // What code reads that is nobody's to set: the Functions host says its port, and ports alone are other ways to say `urls`.
    private static readonly string[] Internal = ["FUNCTIONS_CUSTOMHANDLER_PORT", "http_ports", "https_port", "https_ports"];

    [LinuxFact]
    public void The_API_gets_every_setting_that_the_README_tells_of()
    {
        var settings = Bicep.Full.Value.Settings("api");

        Assert.Empty(Documented().Keys.Except(LeftOut).SelectMany(Names).Where(name => !settings.ContainsKey(name)).Select(name => $"infra/ does not set {name}."));
    }

    [LinuxFact]
    public void The_jobs_get_every_setting_of_the_product_as_the_API_has_it()
    {
        var (api, jobs) = (Bicep.Full.Value.Settings("api"), Bicep.Full.Value.Settings("jobs"));

        string[] ofWebAlone = ["ASPNETCORE_", "SCM_", "Jobs__Runner", "Proxies__", "Cors__", "Authentication__", "ConnectionStrings__"];
        Assert.Empty(api.Where(setting => !ofWebAlone.Any(start => setting.Key.StartsWith(start, StringComparison.Ordinal))).Except(jobs));
    }

    [LinuxFact]
    public void Only_Azure_s_timers_run_jobs()
    {
        Assert.Equal("Functions", Bicep.Plain.Value.Settings("api")["Jobs__Runner"]);
        Assert.Equal("Functions", Bicep.Plain.Value.Settings("database")["Jobs__Runner"]);
        var jobs = Bicep.Plain.Value.Site("jobs").GetProperty("properties").GetProperty("functionAppConfig").GetProperty("runtime");
        Assert.Equal(("custom", "1.0"), (jobs.GetProperty("name").GetString(), jobs.GetProperty("version").GetString()));
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", Bicep.Plain.Value.Settings("jobs").Keys);
    }

    [LinuxFact]
    public void Every_setting_that_a_function_names_exists_with_the_schedule_of_the_timetable()
    {
        var settings = Bicep.Plain.Value.Settings("jobs");

        var named = Directory.GetFiles(Repository.At("src/DigitalPartnership.Functions"), "function.json", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Repository.At("src/DigitalPartnership.Functions"), file).Count(sign => sign == Path.DirectorySeparatorChar) == 1)
            .SelectMany(file => NamedSetting().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToList();

        Assert.Equal(Timetable.Jobs.Select(job => job.Setting).Order(), named.Order());
        Assert.Equal(Timetable.Jobs.Select(job => $"{job.Setting}={job.Schedule}"), Timetable.Jobs.Select(job => $"{job.Setting}={settings.GetValueOrDefault(job.Setting)}"));
    }

    [Fact]
    public void What_infra_sets_by_default_is_the_default_that_the_README_tells()
    {
        var documented = Documented();
        var set = JsonDocument.Parse(File.ReadAllText(Repository.At("infra/settings.json"))).RootElement.EnumerateObject()
            .Where(setting => !setting.Name.EndsWith("Schedule", StringComparison.Ordinal))
            .Select(setting => (Key: setting.Name.Replace("__", ":"), Value: setting.Value.GetString()!)).ToList();

        Assert.Empty(set.Where(setting => !documented.ContainsKey(setting.Key)).Select(setting => $"The README does not tell of {setting.Key}."));
        Assert.Empty(
            from setting in set
            let told = documented[setting.Key].Split(';')[0].Trim('`')
            // Where there is no value by default, the cell says so in words, and the setting is empty.
            where setting.Value != told && setting.Value.Length > 0
            select $"{setting.Key} is {setting.Value} in infra/settings.json, and {told} in the README.");
    }

    [LinuxFact]
    public void A_setting_can_be_given_another_value()
    {
        Assert.Equal("15", Bicep.Plain.Value.Settings("api")["Limits__Depth"]);
        Assert.Equal("9", Bicep.Full.Value.Settings("api")["Limits__Depth"]);
        Assert.Equal("9", Bicep.Full.Value.Settings("jobs")["Limits__Depth"]);
    }

    [Fact]
    public void The_README_tells_of_every_setting_that_the_code_reads()
    {
        var documented = Documented().Keys.ToList();

        Assert.NotEmpty(Asked());
        Assert.Empty(
            from key in Asked().Union(Written()).Order()
            where !Internal.Contains(key) && !Timetable.Jobs.Any(job => job.Setting == key)
            where !documented.Any(told => key == told || key.StartsWith($"{told}:", StringComparison.Ordinal))
            // Whoever binds a section asks for the section first.
            where !documented.Any(told => told.StartsWith($"{key}:", StringComparison.Ordinal))
            select $"The README does not tell of {key}.");
    }

    [LinuxFact]
    public void The_database_users_are_the_identities_of_the_API_and_the_jobs()
    {
        var settings = Bicep.Plain.Value.Settings("database");

        Assert.Contains(".outputs.api.value.name", settings["Database__Users__0__Name"]);
        Assert.Contains(".outputs.api.value.clientId", settings["Database__Users__0__ClientId"]);
        Assert.Contains(".outputs.jobs.value.name", settings["Database__Users__1__Name"]);
        Assert.Contains(".outputs.jobs.value.clientId", settings["Database__Users__1__ClientId"]);
        Assert.Equal("dotnet DigitalPartnership.Api.dll migrate --stay", Deployment.Property(Bicep.Plain.Value.Site("database"), "siteConfig", "appCommandLine"));
    }

    /// <summary>The README's table: key and default.</summary>
    private static Dictionary<string, string> Documented()
    {
        var table = File.ReadAllText(Repository.At("README.md")).Split("\n## Configuration\n")[1].Split("\n## ")[0];
        var rows =
            from line in table.Split('\n')
            where line.StartsWith("| `", StringComparison.Ordinal)
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            from Match key in Quoted().Matches(cells[1])
            select (Key: key.Groups[1].Value.TrimEnd('…', ':'), Default: cells[2]);
        return rows.ToDictionary(row => row.Key, row => row.Default);
    }

    /// <summary>A key as environment variables have it; some keys stand for several.</summary>
    private static IEnumerable<string> Names(string key) => key switch
    {
        "<Job>Schedule" => Timetable.Jobs.Select(job => job.Setting),
        "urls" => ["ASPNETCORE_URLS"],
        "Proxies:Networks" => ["Proxies__Networks__0", "Proxies__Networks__1"],
        "Cors:Origins" => ["Cors__Origins__0", "Cors__Origins__1"],
        "Authentication:Schemes:Bearer" => ["Authentication__Schemes__Bearer__Authority", "Authentication__Schemes__Bearer__ValidAudiences__0"],
        _ => [key.Replace(":", "__")],
    };

    /// <summary>What the product asks its configuration for while it is wired.</summary>
    private static IReadOnlySet<string> Asked()
    {
        var listener = new Listener();
        var configuration = new ConfigurationBuilder().Add(listener).Build();
        new ServiceCollection().AddPartnership(configuration);
        return listener.Keys;
    }

    /// <summary>The keys that stand in the code by themselves, which the hosts or a service read later.</summary>
    private static IEnumerable<string> Written() =>
        from file in Directory.GetFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match key in Literal().Matches(File.ReadAllText(file))
        select key.Groups[1].Value;

    [GeneratedRegex("%([A-Za-z]+)%")]
    private static partial Regex NamedSetting();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("""onfiguration(?:\[|\.GetSection\(|\.GetValue(?:<[^>]+>)?\()"([^"]+)"[\]),]""")]
    private static partial Regex Literal();

    /// <summary>A source of settings that has none and notes what it is asked for.</summary>
    private sealed class Listener : IConfigurationSource, IConfigurationProvider
    {
        public HashSet<string> Keys { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            if (parentPath is not null)
                Keys.Add(parentPath);
            return earlierKeys;
        }

        public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

        public void Set(string key, string? value) { }

        public void Load() { }
    }
}
