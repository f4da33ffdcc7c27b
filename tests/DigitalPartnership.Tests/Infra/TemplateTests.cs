using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using static DigitalPartnership.Tests.Infra.Deployment;

namespace DigitalPartnership.Tests.Infra;

/// <summary>What engineers meet who deploy: parameters, names, labels, outputs, sizes, logs and alarms.</summary>
public sealed class TemplateTests
{
    private static Deployment Plain => Bicep.Plain.Value;

    private static Deployment Full => Bicep.Full.Value;

    [LinuxFact]
    public void Every_parameter_says_what_it_is_and_what_it_may_be()
    {
        Assert.Empty(
            from template in Templates(Bicep.Template.Value)
            from parameter in Members(template, "parameters")
            where !parameter.Value.TryGetProperty("metadata", out var metadata) || metadata.GetProperty("description").GetString() is not { Length: > 10 }
            select $"{parameter.Name} has no description.");
        Assert.Empty(
            from parameter in Members(Bicep.Template.Value, "parameters")
            where !IsBounded(parameter.Value)
            select $"{parameter.Name} may be anything.");
    }

    [LinuxFact]
    public void Nothing_is_taken_from_elsewhere_when_it_is_deployed() =>
        Assert.DoesNotContain("templateLink", Bicep.Template.Value.GetRawText(), StringComparison.OrdinalIgnoreCase);

    [LinuxFact]
    public void Every_resource_has_its_labels()
    {
        Assert.All(Plain.Resources.Where(resource => resource.TryGetProperty("location", out _)), resource =>
            Assert.Equal("plain", resource.GetProperty("tags").GetProperty("azd-env-name").GetString()));
        Assert.All(Full.Resources.Where(resource => resource.TryGetProperty("location", out _)), resource =>
            Assert.Equal("1949", resource.GetProperty("tags").GetProperty("cost-centre").GetString()));
    }

    [LinuxFact]
    public void Names_begin_with_the_abbreviation_of_the_kind_and_end_with_what_sets_installations_apart()
    {
        (string Type, string Abbreviation)[] conventions =
        [
            ("Microsoft.ManagedIdentity/userAssignedIdentities", "id-"), ("Microsoft.Network/virtualNetworks", "vnet-"), ("Microsoft.Network/privateEndpoints", "pep-"),
            ("Microsoft.OperationalInsights/workspaces", "log-"), ("Microsoft.Insights/components", "appi-"), ("Microsoft.Insights/actionGroups", "ag-"),
            ("Microsoft.Sql/servers", "sql-"), ("Microsoft.Storage/storageAccounts", "st"), ("Microsoft.KeyVault/vaults", "kv-"), ("Microsoft.Web/serverfarms", "asp-"),
            ("Microsoft.Communication/communicationServices", "acs-"),
        ];
        foreach (var (type, abbreviation) in conventions)
        {
            Assert.NotEmpty(Full.OfType(type));
            Assert.All(Full.OfType(type), resource => Assert.Matches($"^{abbreviation}.*[a-z0-9]{{13}}$", Name(resource)));
        }
        Assert.Equal(["app-api-", "app-database-", "func-jobs-"], Full.OfType("Microsoft.Web/sites").Select(site => Name(site)[..^13]).Order());
    }

    [LinuxFact]
    public void What_can_tell_of_itself_does()
    {
        string[] telling =
        [
            "Microsoft.Web/sites", "Microsoft.Sql/servers/databases", "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts/blobServices",
            "Microsoft.OperationalInsights/workspaces",
        ];
        var told = Plain.OfType("Microsoft.Insights/diagnosticSettings").Select(settings => settings.GetProperty("id").GetString()!.Split("/providers/Microsoft.Insights/")[0]).ToHashSet();

        Assert.Subset(told, telling.SelectMany(Plain.OfType).Select(resource => resource.GetProperty("id").GetString()!).ToHashSet());
    }

    [LinuxFact]
    public void Azd_learns_what_it_needs() => Assert.Equal(
        [
            "AZURE_KEY_VAULT_NAME", "AZURE_LOCATION", "AZURE_RESOURCE_GROUP", "AZURE_TENANT_ID",
            "SERVICE_API_NAME", "SERVICE_API_URI", "SERVICE_DATABASE_NAME", "SERVICE_JOBS_NAME",
        ],
        Plain.Outputs.Order(StringComparer.Ordinal));

    [LinuxFact]
    public void Every_service_of_azure_yaml_has_its_site()
    {
        var services = File.ReadAllLines(Repository.At("azure.yaml")).SkipWhile(line => line != "services:").Skip(1).TakeWhile(line => line.StartsWith(' ') || line.Length == 0)
            .Where(line => line.Length > 2 && line[2] != ' ' && line.EndsWith(':')).Select(line => line.Trim(' ', ':'));

        Assert.Equal(Plain.OfType("Microsoft.Web/sites").Select(site => site.GetProperty("tags").GetProperty("azd-service-name").GetString()!).Order(), services.Order());
    }

    [LinuxFact]
    public void A_small_installation_is_cheap_and_a_large_one_survives_the_loss_of_a_zone()
    {
        Assert.Equal(("B1", 1), Plan(Plain));
        Assert.Equal(("P1v3", 3), Plan(Full));
        Assert.Equal(("GP_S_Gen5", "Local", "False"), Database(Plain));
        Assert.Equal(("GP_Gen5", "Geo", "True"), Database(Full));
        Assert.Equal("Standard_ZRS", Assert.Single(Full.OfType("Microsoft.Storage/storageAccounts")).GetProperty("sku").GetProperty("name").GetString());
        // What runs every minute would wake a database that pauses.
        Assert.Equal("-1", Property(Assert.Single(Plain.OfType("Microsoft.Sql/servers/databases")), "autoPauseDelay"));
    }

    [LinuxFact]
    public void Every_alarm_is_explained_in_the_README()
    {
        var readme = File.ReadAllText(Repository.At("README.md"));
        var alarms = ((string[])["Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules"]).SelectMany(Full.OfType).Select(alarm => Name(alarm)[..^14]).ToList();

        Assert.Equal(5, alarms.Count);
        Assert.All(alarms, alarm => Assert.Contains($"| `{alarm}` |", readme, StringComparison.Ordinal));
    }

    private static (string Sku, int Instances) Plan(Deployment deployment)
    {
        var sku = Assert.Single(deployment.OfType("Microsoft.Web/serverfarms"), plan => Name(plan).StartsWith("asp-web-", StringComparison.Ordinal)).GetProperty("sku");
        return (sku.GetProperty("name").GetString()!, sku.GetProperty("capacity").GetInt32());
    }

    private static (string? Sku, string? Backup, string? Zones) Database(Deployment deployment)
    {
        var database = Assert.Single(deployment.OfType("Microsoft.Sql/servers/databases"));
        return (database.GetProperty("sku").GetProperty("name").GetString(), Property(database, "requestedBackupStorageRedundancy"), Property(database, "zoneRedundant"));
    }

    private static bool IsBounded(JsonElement parameter) =>
        parameter.TryGetProperty("allowedValues", out _)
        || parameter.TryGetProperty("maxLength", out _)
        || (parameter.TryGetProperty("minValue", out _) && parameter.TryGetProperty("maxValue", out _))
        || (parameter.TryGetProperty("type", out var type) && type.GetString() == "bool")
        || parameter.TryGetProperty("$ref", out _);

    /// <summary>A template and those of its modules, at every depth.</summary>
    private static IEnumerable<JsonElement> Templates(JsonElement template) =>
        Members(template, "resources").Where(resource => resource.Value.GetProperty("type").GetString() == "Microsoft.Resources/deployments")
            .SelectMany(module => Templates(module.Value.GetProperty("properties").GetProperty("template"))).Prepend(template);

    private static IEnumerable<JsonProperty> Members(JsonElement element, string name) => element.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];
}
