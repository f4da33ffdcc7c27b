using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Notifications;
using DigitalPartnership.Tests.Pages;

namespace DigitalPartnership.Tests.Telemetry;

/// <summary>Walks the whole path of liaison persons and hunts what logs and telemetry must not hold, in the bytes that leave the host.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task No_address_name_token_variable_or_literal_leaves_with_the_telemetry_or_stands_in_the_log()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = new SmtpServer();
        using var host = ApiHost.With([.. ReminderScene.SettingsFor(server), .. collector.Settings]);
        host.Wiring = Collector.ExportLogs;
        var told = new List<string> { "google@partner", "google@council", "canary" };

        var (_, link, councilLink) = await host.InvitedAsync(server);
        var page = await host.OpenAsync(link);
        await host.SendFormAsync(link, [("version", page.Version), ("changes.text", "canary-answer"), ("do", "draft")]);
        await host.OpenAsync(councilLink + "?canary=1");
        await host.OpenAsync(link.Replace("/assessments/", "/assessment/", StringComparison.Ordinal));
        await host.OpenAsync("/unsubscribe/canary-token");
        await host.OpenAsync("/calendar/canary-token.ics");
        told.AddRange([Token(link), Token(councilLink), Tokens.Admin, Tokens.ForLiaison("google@partner.example")]);

        await host.AskAsAsync(Tokens.ForLiaison("google@partner.example"), "{ viewer { liaison { name email } } }");
        var designated = await host.DesignateAsync("icc", "canary@icc.example", name: "Canary Liaison");
        Assert.NotEmpty((await host.TryDesignateAsync("icc", "canary@icc.example")).Errors());
        await host.AskAsync("query($name: String!) { resolveOrganisation(name: $name) { __typename } search(text: \"canary-literal\") { totalCount } }", new { name = "canary-variable" });
        await host.AskAsync("""{ partners(where: { name: { contains: "canary-filter" } }) { totalCount } }""");
        await host.GetAsync([("query", "{ partner(slug: \"canary-get\") { name } }"), ("variables", "{\"canary\":1}")], ("User-Agent", "canary/1.0"));
        await host.SendBodyAsync("""{"query":"{ canary_syntax( }","variables":{"canary":"x"}}""");
        await host.PostAsync("{ partner(canary_argument: 1) { name } }");
        await host.SendAsync($"Bearer {Tokens.ForLiaison("canary@icc.example")}x", "{ viewer { name } }");
        host.Sql.BeforeReading = _ => throw new InvalidOperationException("broken");
        await host.PostAsync("query($slug: String!) { canary_alias: partner(slug: $slug) { name } }", new { slug = "canary" });
        host.Sql.BeforeReading = null;
        server.Refuse("canary@icc.example", "550 5.1.1 <canary@icc.example> unknown");
        await host.RemindAsync();
        await host.ChangeAsync("eraseLiaison", new { liaisonId = designated, reason = "canary-reason" });
        await Task.Delay(500);
        Collector.Flush(host);

        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            var received = collector.Received(signal);
            Assert.NotEmpty(received);
            Assert.All(told, canary => Assert.DoesNotContain(canary, received, StringComparison.OrdinalIgnoreCase));
        }
        Assert.All(told, canary => Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains(canary, StringComparison.OrdinalIgnoreCase)));
        // That the hunt was on the right ground:
        Assert.Contains("/assessments/-", collector.Received("traces"));
        Assert.Contains("db.query.text", collector.Received("traces"));
        Assert.Contains("partnership.mail.outcome", collector.Received("metrics"));
        Assert.Contains("The field partner failed", collector.Received("logs"));
    }

    private static string Token(string link) => link.Split('/')[^1].Split('?')[0];
}
