using System.Text.Json;

namespace DigitalPartnership.Tests.Infra;

/// <summary>The resources that the template would make; what only Azure can know stands in them as the expression that asks for it.</summary>
internal sealed class Deployment(JsonElement snapshot)
{
    /// <summary>The password that the tests give; it must be found nowhere.</summary>
    public const string MailPassword = "the-password-of-the-tests";

    /// <summary>Everything, as text.</summary>
    public string Text { get; } = snapshot.GetRawText();

    /// <summary>Every resource.</summary>
    public IReadOnlyList<JsonElement> Resources { get; } = [.. snapshot.GetProperty("predictedResources").EnumerateArray()];

    /// <summary>What azd learns.</summary>
    public IEnumerable<string> Outputs => snapshot.GetProperty("outputs").EnumerateObject().Select(output => output.Name);

    /// <summary>The resources of one type.</summary>
    public IReadOnlyList<JsonElement> OfType(string type) => [.. Resources.Where(resource => string.Equals(Type(resource), type, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The site of one of the three programs.</summary>
    public JsonElement Site(string service) => Assert.Single(OfType("Microsoft.Web/sites"), site => site.GetProperty("tags").GetProperty("azd-service-name").GetString() == service);

    /// <summary>The settings of one of the three programs.</summary>
    public IReadOnlyDictionary<string, string> Settings(string service)
    {
        var name = $"{Name(Site(service))}/appsettings";
        return Assert.Single(OfType("Microsoft.Web/sites/config"), config => Name(config) == name)
            .GetProperty("properties").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }

    /// <summary>A resource's type.</summary>
    public static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    /// <summary>A resource's name; what stands inside another bears its name in front.</summary>
    public static string Name(JsonElement resource) => resource.GetProperty("name").GetString()!;

    /// <summary>What is behind a path of names in a resource's properties, as text.</summary>
    public static string? Property(JsonElement resource, params string[] path)
    {
        var value = resource.GetProperty("properties");
        foreach (var step in path)
        {
            if (!value.TryGetProperty(step, out value))
                return null;
        }
        return value.ToString();
    }
}
