using System.Text.Json;
using DigitalPartnership.Tests.Hosting;
using static DigitalPartnership.Tests.Infra.Deployment;

namespace DigitalPartnership.Tests.Infra;

/// <summary>Who can reach what in Azure, and what nobody must find there.</summary>
public sealed class SecurityTests
{
    private static Deployment Plain => Bicep.Plain.Value;

    private static Deployment Full => Bicep.Full.Value;

    [LinuxFact]
    public void Nothing_outside_the_network_reaches_the_database()
    {
        var server = Assert.Single(Plain.OfType("Microsoft.Sql/servers"));

        Assert.Equal("Disabled", Property(server, "publicNetworkAccess"));
        Assert.Empty(Plain.OfType("Microsoft.Sql/servers/firewallRules"));
        Assert.Contains(server.GetProperty("id").GetString()!, Assert.Single(Plain.OfType("Microsoft.Network/privateEndpoints")).GetRawText());
        Assert.Single(Plain.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups"));
        Assert.All(Plain.OfType("Microsoft.Web/sites"), site => Assert.Contains("SubnetId", Property(site, "virtualNetworkSubnetId")));
    }

    [LinuxFact]
    public void Only_an_address_that_is_named_is_let_in_from_outside()
    {
        Assert.Equal("Enabled", Property(Assert.Single(Full.OfType("Microsoft.Sql/servers")), "publicNetworkAccess"));

        var rule = Assert.Single(Full.OfType("Microsoft.Sql/servers/firewallRules"));
        Assert.Equal(("192.0.2.7", "192.0.2.7"), (Property(rule, "startIpAddress"), Property(rule, "endIpAddress")));
    }

    [LinuxFact]
    public void The_database_knows_identities_only()
    {
        foreach (var server in (JsonElement[])[.. Plain.OfType("Microsoft.Sql/servers"), .. Full.OfType("Microsoft.Sql/servers")])
        {
            Assert.Equal("True", Property(server, "administrators", "azureADOnlyAuthentication"));
            Assert.Contains("outputs.database.", Property(server, "administrators", "sid"));
            Assert.Null(Property(server, "administratorLogin"));
            Assert.Null(Property(server, "administratorLoginPassword"));
        }
        foreach (var service in (string[])["api", "database", "jobs"])
        {
            var connection = Plain.Settings(service)["ConnectionStrings__SqlServer"];
            Assert.Contains($"outputs.{service}.value.clientId", connection);
        }
        var form = Bicep.Template.Value.GetRawText();
        Assert.Contains("Encrypt=True;Connect Timeout=60;Authentication=Active Directory Managed Identity", form);
    }

    [LinuxFact]
    public void Every_site_is_asked_by_HTTPS_alone_and_deployed_without_a_password()
    {
        foreach (var (deployment, site) in from deployment in (Deployment[])[Plain, Full] from site in deployment.OfType("Microsoft.Web/sites") select (deployment, site))
        {
            Assert.Equal("True", Property(site, "httpsOnly"));
            Assert.Equal("1.2", Property(site, "siteConfig", "minTlsVersion"));
            Assert.Equal("1.2", Property(site, "siteConfig", "scmMinTlsVersion"));
            Assert.Equal("Disabled", Property(site, "siteConfig", "ftpsState"));
            Assert.Equal(
                [("ftp", "False"), ("scm", "False")],
                deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
                    .Where(policy => Name(policy).StartsWith(Name(site) + "/", StringComparison.Ordinal))
                    .Select(policy => (Name(policy).Split('/')[1], Property(policy, "allow")!)).Order());
        }
        Assert.All(Plain.OfType("Microsoft.Sql/servers"), server => Assert.Equal("1.2", Property(server, "minimalTlsVersion")));
    }

    [LinuxFact]
    public void The_world_can_ask_the_API_and_no_other_program()
    {
        Assert.Equal("Allow", Property(Plain.Site("api"), "siteConfig", "ipSecurityRestrictionsDefaultAction"));
        Assert.Equal("Deny", Property(Plain.Site("database"), "siteConfig", "ipSecurityRestrictionsDefaultAction"));
        Assert.Equal("Deny", Property(Plain.Site("jobs"), "siteConfig", "ipSecurityRestrictionsDefaultAction"));
    }

    [LinuxFact]
    public void Storage_and_vault_are_opened_by_roles_and_never_by_a_key()
    {
        var account = Assert.Single(Plain.OfType("Microsoft.Storage/storageAccounts"));
        Assert.Equal("False", Property(account, "allowSharedKeyAccess"));
        Assert.Equal("False", Property(account, "allowBlobPublicAccess"));
        Assert.Equal("True", Property(account, "supportsHttpsTrafficOnly"));
        Assert.Equal("TLS1_2", Property(account, "minimumTlsVersion"));
        Assert.All(Plain.OfType("Microsoft.Storage/storageAccounts/blobServices/containers"), container => Assert.Equal("None", Property(container, "publicAccess")));

        var vault = Assert.Single(Plain.OfType("Microsoft.KeyVault/vaults"));
        Assert.Equal("True", Property(vault, "enableRbacAuthorization"));
        Assert.Equal("True", Property(vault, "enablePurgeProtection"));
        Assert.All(Full.OfType("Microsoft.Communication/communicationServices"), service => Assert.Equal("True", Property(service, "disableLocalAuth")));
    }

    [LinuxFact]
    public void No_setting_holds_a_secret_but_by_a_reference_into_the_vault()
    {
        string[] suspicious = ["password=", "pwd=", "accountkey", "sharedaccess", "listkeys", "listsecrets", "secret="];
        foreach (var service in (string[])["api", "database", "jobs"])
        {
            foreach (var (name, value) in Full.Settings(service))
            {
                Assert.DoesNotContain(suspicious, part => value.Contains(part, StringComparison.OrdinalIgnoreCase));
                if (name.EndsWith("Password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Secret", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Key", StringComparison.OrdinalIgnoreCase))
                    Assert.Matches(@"'vault'.*\.outputs\.reference\.value\]$", value);
            }
        }
        Assert.Contains("Mail__Password", Full.Settings("jobs").Keys);
        Assert.Contains("[format('@Microsoft.KeyVault(VaultName={0};SecretName={1})'", Bicep.Template.Value.GetRawText());
        Assert.DoesNotContain(MailPassword, Full.Text);
        var secret = Assert.Single(Full.OfType("Microsoft.KeyVault/vaults/secrets"));
        Assert.Equal("[parameters('mailPassword')]", Property(secret, "value"));
        Assert.Equal("securestring", Bicep.Template.Value.GetProperty("parameters").GetProperty("mailPassword").GetProperty("type").GetString(), ignoreCase: true);
    }

    [LinuxFact]
    public void Each_program_has_an_identity_of_its_own_and_only_the_roles_it_needs()
    {
        (string Role, string Who, string Where)[] expected =
        [
            // Communication and Email Service Owner: the application that sends mails.
            ("09976791-48a7-449e-bb21-39d1a415f350", "55555555-5555-5555-5555-555555555555", "Microsoft.Communication/communicationServices"),
            // Key Vault Secrets User: who sends mails.
            ("4633458b-17de-408a-874b-0445c86b69e6", "api", "Microsoft.KeyVault/vaults"),
            ("4633458b-17de-408a-874b-0445c86b69e6", "jobs", "Microsoft.KeyVault/vaults"),
            // Storage Blob Data Owner: the Functions host.
            ("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "jobs", "Microsoft.Storage/storageAccounts"),
        ];

        Assert.Equal(expected, Full.OfType("Microsoft.Authorization/roleAssignments").Select(Assigned).Order());
        Assert.Equal(expected[1..], Plain.OfType("Microsoft.Authorization/roleAssignments").Select(Assigned).Order());
        foreach (var service in (string[])["api", "database", "jobs"])
        {
            var identity = Full.Site(service).GetProperty("identity");
            Assert.Equal("UserAssigned", identity.GetProperty("type").GetString());
            Assert.Contains($".outputs.{service}.value.id", identity.GetProperty("userAssignedIdentities").GetRawText());
        }
    }

    [LinuxFact]
    public void Logs_leave_out_what_could_hold_tokens_or_personal_data()
    {
        string[] telling = ["AppServiceHTTPLogs", "SQLSecurityAuditEvents", "QueryStoreRuntimeStatistics", "EmailStatusUpdateOperational", "EmailSendMailOperational"];
        foreach (var settings in Full.OfType("Microsoft.Insights/diagnosticSettings"))
            Assert.DoesNotContain(telling, category => settings.GetRawText().Contains(category, StringComparison.Ordinal));
        Assert.All(Full.OfType("Microsoft.Communication/emailServices/domains"), domain => Assert.Equal("Disabled", Property(domain, "userEngagementTracking")));
    }

    private static (string Role, string Who, string Where) Assigned(JsonElement assignment)
    {
        var principal = Property(assignment, "principalId")!;
        var scope = assignment.GetProperty("id").GetString()!.Split("/providers/")[^2].Split('/');
        return (
            Property(assignment, "roleDefinitionId")!.Split('/')[^1],
            ((string[])["api", "jobs", "database"]).FirstOrDefault(identity => principal.Contains($".outputs.{identity}.value.principalId", StringComparison.Ordinal)) ?? principal,
            $"{scope[0]}/{scope[1]}");
    }
}
