using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Notifications;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Pages;

/// <summary>Pages behind links can be used by keyboard and screen reader and without scripts.</summary>
public sealed class AccessibilityTests : IAsyncLifetime
{
    private readonly SmtpServer _server = new();
    private ApiHost _host = null!;
    private string _link = null!;

    public async Task InitializeAsync()
    {
        _host = ReminderScene.HostFor(_server);
        (_, _link, _) = await _host.InvitedAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("fr", "Où en est notre coopération : Google")]
    [InlineData("en", "How our cooperation goes: Google")]
    public async Task The_form_can_be_read_and_filled_in(string language, string title)
    {
        var page = Checked((await _host.OpenAsync($"{_link}?lang={language}")).Source, language, title);

        var form = Assert.Single(page, element => element.Name == "form");
        Assert.Equal("post", form["method"]);
        var other = Assert.Single(page, element => element.Name == "a" && element["hreflang"] is not null);
        Assert.Equal((language == "fr" ? "en" : "fr", language == "fr" ? "en" : "fr"), (other["lang"], other["hreflang"]));
        Assert.Equal(8, page.Count(element => element.Name == "fieldset"));
        Assert.All(page.Where(element => element.Name == "fieldset"), field => Assert.Contains(page, element => element.Name == "legend" && element.Parent == field && element.Text.Trim().Length > 0));
        Assert.All(page.Where(element => element.Name == "button"), button => Assert.NotEmpty(button.Text.Trim()));
    }

    [Fact]
    public async Task A_summary_of_what_is_wrong_leads_to_the_fields()
    {
        var page = Checked((await _host.SendFormAsync(_link + "?lang=en", ("do", "submit"))).Source, "en", "How our cooperation goes: Google");

        var alert = Assert.Single(page, element => element["role"] == "alert");
        var links = page.Where(element => element.Name == "a" && element.IsIn("li") && element["href"]!.StartsWith('#')).ToList();
        Assert.Equal(["#information", "#activities", "#liaison"], links.Select(link => link["href"]));
        Assert.All(links, link => Assert.Contains(link.Text.Trim(), alert.Text));
        Assert.All(links, link => Assert.Single(page, element => element["id"] == link["href"]![1..]));
    }

    [Fact]
    public async Task Every_other_page_is_as_sound()
    {
        Checked((await _host.OpenAsync("/assessments/x?lang=fr")).Source, "fr", "Ce lien n’est plus valable");
        var page = await _host.OpenAsync(_link);
        var saved = await _host.SendFormAsync(_link, ("version", page.Version), ("changes.text", "Rien"), ("do", "draft"));
        var draft = Checked((await _host.OpenAsync(saved.Location!.ToString())).Source, "fr", "Où en est notre coopération : Google");
        Assert.Single(draft, element => element["role"] == "status");
        Checked((await _host.SendFormAsync(_link, ("version", "old"), ("do", "draft"))).Source, "fr", "Où en est notre coopération : Google");
        var submitted = await _host.SendFormAsync(_link, [.. FormScene.Complete, ("do", "submit")]);
        Checked((await _host.OpenAsync(submitted.Location!.ToString())).Source, "fr", "Où en est notre coopération : Google");
        Checked((await _host.OpenAsync("/unsubscribe/x")).Source, "en", "Mail that only informs");
    }

    [Fact]
    public async Task The_page_to_unsubscribe_is_as_sound()
    {
        (await _host.TryDesignateAsync("bt", "reader@partner.example", language: "FR")).Made();
        await _host.OpenNextWorkplanAsync();
        await _host.ChangeAsync(Tokens.Admin, "createActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "Media", title = "A workshop", date = "2022-07-14" }, "activity { id }");
        await _host.DoAsync("WorkplanDigest");
        await _host.DoAsync("NotificationDispatch");
        var link = _server.LinkOf("reader@partner.example", "unsubscribe");

        Checked((await _host.OpenAsync(link)).Source, "fr", "Messages d’information");
        Checked((await _host.SendFormAsync(link)).Source, "fr", "Messages d’information");
    }

    /// <summary>Reads a page and holds it to what every page must keep.</summary>
    private static IReadOnlyList<Element> Checked(string source, string language, string title)
    {
        Assert.StartsWith("<!doctype html>", source, StringComparison.OrdinalIgnoreCase);
        var page = Markup.Read(source);
        Assert.Equal(language, page[0]["lang"]);
        Assert.Equal((title, title), (page.Single(element => element.Name == "title").Text, page.Single(element => element.Name == "h1").Text));
        Assert.Single(page, element => element.Name == "main");
        Assert.DoesNotContain(page, element => element.Name is "script" or "img" or "iframe" || element.Attributes.Keys.Any(name => name.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain(page, element => element["tabindex"] is { } place && place != "0");

        var ids = page.Select(element => element["id"]).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var described in page.Select(element => element["aria-describedby"]).OfType<string>())
            Assert.All(described.Split(' '), id => Assert.Contains(id, ids));
        Assert.All(page.Where(element => element.Name == "label" && element["for"] is not null), label => Assert.Contains(label["for"], ids));
        Assert.All(page.Where(element => element.Name is "input" or "textarea" or "select" && element["type"] != "hidden"), field =>
            Assert.True(field.IsIn("label") || page.Any(label => label.Name == "label" && label["for"] is { } target && target == field["id"]), $"{field["name"]} has no label"));

        var levels = page.Where(element => element.Name is ['h', >= '1' and <= '6']).Select(element => element.Name[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.Second} after h{pair.First}"));
        return page;
    }
}
