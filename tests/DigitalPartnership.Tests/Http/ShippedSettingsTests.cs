using DigitalPartnership.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Tests.Http;

public sealed class ShippedSettingsTests
{
    [Fact]
    public void No_settings_file_holds_a_secret()
    {
        var files = Directory.EnumerateFiles(Repository.At("src"), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is var name && (name.StartsWith("appsettings", StringComparison.Ordinal) || name is "launchSettings.json" or "host.json") && !file.Contains("/bin/") && !file.Contains("/obj/"))
            .ToList();
        Assert.True(files.Count >= 4, string.Join(", ", files));

        foreach (var file in files)
        {
            foreach (var (key, value) in new ConfigurationBuilder().AddJsonFile(file).Build().AsEnumerable().Where(setting => setting.Value is not null))
            {
                foreach (var word in (string[])["Password", "Secret", "SigningKeys", "ConnectionStrings:SqlServer", "AccountKey", "InstrumentationKey"])
                {
                    Assert.False(key.Contains(word, StringComparison.OrdinalIgnoreCase), $"{file}: {key}");
                    Assert.False(value!.Contains(word + "=", StringComparison.OrdinalIgnoreCase), $"{file}: {key}");
                }
            }
        }
    }
}
