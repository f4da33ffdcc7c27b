using System.Net.Http.Json;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Notifications;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Tests.Pages;

/// <summary>What a personal link lets one do, and when it no longer does.</summary>
public sealed class PersonalLinkTests : IAsyncDisposable
{
    private readonly SmtpServer _server = new();
    // Everything is written to the log, whatever the settings of the product leave out.
    private readonly ApiHost _host;

    public PersonalLinkTests() => _host = ReminderScene.HostFor(_server,
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"));

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_never_was_is_not_found()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        foreach (var path in (string[])[link[..^1], link + "x", "/assessments/", "/assessments/-", "/assessments/" + new string('a', 5000), link.Replace("assessments", "unsubscribe"), link + "/" + link])
        {
            Assert.Equal((path, 404), (path, (await _host.OpenAsync(path)).Status));
            Assert.Equal((path, 404), (path, (await _host.SendFormAsync(path, ("do", "draft"))).Status));
        }
        Assert.Contains("Ce lien n’est plus valable", (await _host.OpenAsync("/assessments/x?lang=fr")).Html);
        Assert.Contains("This link is not valid any more", (await _host.OpenAsync("/assessments/x")).Html);
    }

    [Fact]
    public async Task A_link_expires_and_is_deleted_then()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        _host.ClockAt("2022-10-05");
        Assert.Equal(200, (await _host.OpenAsync(link)).Status);
        await _host.DoAsync("DataRetention");
        Assert.Equal(2, await LinksAsync());

        _host.ClockAt("2022-10-07");

        await AssertEndedAsync(link);
        await _host.DoAsync("DataRetention");
        Assert.Equal(0, await LinksAsync());
    }

    [Fact]
    public async Task A_link_ends_when_it_is_revoked_and_later_mails_bring_new_ones()
    {
        var (_, link, council) = await _host.InvitedAsync(_server);
        var liaisonId = await _host.OfficeAsync("google@partner.example");
        Assert.Equal(["VALIDATION_FAILED reason"], await _host.RefusedAsync(Tokens.Admin, "revokePersonalLinks", new { liaisonId, reason = " " }));
        await _host.ChangeAsync(Tokens.Admin, "revokePersonalLinks", new { liaisonId, reason = "The mail was passed on." }, "liaison { id }");

        await AssertEndedAsync(link);
        Assert.Equal(200, (await _host.OpenAsync(council)).Status);
        _host.ClockAt("2022-07-01");
        await _host.RemindAsync();
        Assert.NotEqual(link, _server.LinkOf("google@partner.example"));
        Assert.Equal(200, (await _host.OpenAsync(_server.LinkOf("google@partner.example"))).Status);
    }

    [Fact]
    public async Task A_link_ends_with_the_office()
    {
        var (_, link, council) = await _host.InvitedAsync(_server);
        (await _host.ChangeAsync("endLiaison", new { liaisonId = await _host.OfficeAsync("google@partner.example"), on = "2022-06-08" })).Made();
        (await _host.ChangeAsync("eraseLiaison", new { liaisonId = await _host.OfficeAsync("google@council.example"), reason = "Asked for" })).Made();

        await AssertEndedAsync(link);
        await AssertEndedAsync(council);
    }

    [Fact]
    public async Task What_is_typed_in_an_old_window_is_neither_saved_nor_lost()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        var (one, other) = (await _host.OpenAsync(link), await _host.OpenAsync(link));
        Assert.Equal(303, (await _host.SendFormAsync(link, [("version", one.Version), ("changes.text", "First"), ("do", "draft")])).Status);

        foreach (var step in (string[])["draft", "submit"])
        {
            var late = await _host.SendFormAsync(link, [("version", other.Version), .. FormScene.Complete, ("changes.text", "Second"), ("do", step)]);
            Assert.Equal(409, late.Status);
            Assert.Contains(">Second</textarea>", late.Html);
            Assert.Contains("dans une autre fenêtre", late.Html);
        }
        Assert.Contains(">First</textarea>", (await _host.OpenAsync(link)).Html);
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);

        var answer = await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = JsonContent.Create(new { @do = "submit" }) });
        Assert.Equal(415, answer.Status);
        Assert.Contains("n’a pas pu être lu", answer.Html);
        Assert.Equal(415, (await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Post, link))).Status);
        Assert.Equal(413, (await _host.SendFormAsync(link, ("changes.text", new string('x', 500_000)))).Status);
        Assert.Equal(405, (await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Delete, link))).Status);
        Assert.Equal(200, (await _host.OpenAsync(link)).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Origin", "https://site.example", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 303)]
    [InlineData("Sec-Fetch-Site", "none", 303)]
    [InlineData("Origin", "null", 303)]
    public async Task A_form_that_another_site_sends_is_refused_and_keeps_nothing(string header, string value, int status)
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        var version = (await _host.OpenAsync(link)).Version;
        var form = new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent([new("version", version), new("information.rating", "4"), new("do", "draft")]), Headers = { { header, value } } };

        Page? answer = null;
        var isChanged = await _host.ChangesDatabaseAsync(async () => answer = await _host.BrowseAsync(form));

        Assert.Equal((status, status == 303), (answer!.Status, isChanged));
        if (status == 403)
            Assert.Equal("FORM_FROM_ELSEWHERE", answer.Answer.Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("draft", "<script>alert(1)</script>")]
    [InlineData("draft", "</textarea><img src=x onerror=alert(1)>")]
    [InlineData("submit", "\"><b onmouseover='alert(1)'>&amp;")]
    public async Task Markup_in_an_answer_stays_text(string step, string text)
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        var sent = await _host.SendFormAsync(link, [("version", (await _host.OpenAsync(link)).Version), .. FormScene.Complete, ("changes.text", text), ("do", step)]);

        var page = await _host.OpenAsync(sent.Location!.ToString());

        Assert.Contains(text, page.Html);
        foreach (var tag in (string[])["<script", "<img", "<b "])
            Assert.DoesNotContain(tag, page.Source);
        Assert.Contains("&lt;", page.Source);
    }

    [Fact]
    public async Task Nothing_keeps_a_page_behind_a_link_or_tells_of_it()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        foreach (var page in (Page[])[await _host.OpenAsync(link), await _host.SendFormAsync(link, ("do", "submit")), await _host.OpenAsync("/assessments/x"), await _host.OpenAsync("/unsubscribe/x"), await _host.SendFormAsync("/unsubscribe/x")])
        {
            Assert.Equal("no-store", page.Answer.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", page.Answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("noindex", page.Answer.Headers.GetValues("X-Robots-Tag").Single());
            Assert.Equal("nosniff", page.Answer.Headers.GetValues("X-Content-Type-Options").Single());
            var policy = page.Answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("<script", page.Source);
            Assert.False(page.Answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_token_is_never_logged_and_never_stored()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        var token = link.Split('/')[^1];
        var page = await _host.OpenAsync(link);
        await _host.OpenAsync(link.Replace("/assessments", "/Assessments"));
        await _host.SendFormAsync(link, ("version", page.Version), ("changes.text", "A sentence"), ("do", "draft"));
        await _host.SendFormAsync(link, ("version", "old"), ("changes.text", "A sentence"), ("do", "draft"));
        await _host.OpenAsync(link.Replace("assessments", "unsubscribe"));
        await _host.OpenAsync(link + "?lang=fr");
        await _host.OpenAsync(link + "/more");
        await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Put, link));

        Assert.Contains(_host.Logs.Lines, line => line.Text.Contains("Request starting") && line.Text.Contains("/assessments/-"));
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains(token));
        Assert.DoesNotContain(_host.Logs.Lines, line => line.Text.Contains("A sentence"));
        Assert.True(await _host.InDatabaseAsync(db => db.PersonalLinks.AnyAsync(row => row.TokenHash == PersonalLink.Hash(token))));
        Assert.DoesNotContain(token, _host.Database.Everything());
    }

    [Fact]
    public async Task Everybody_may_ask_what_was_mailed_to_him()
    {
        var (_, link, _) = await _host.InvitedAsync(_server);
        var liaisonId = await _host.OfficeAsync("google@partner.example");

        var own = (await _host.AskAsAsync(Tokens.ForLiaison("google@partner.example"), "query($id: ID!) { personalData(liaisonId: $id) }", new { id = liaisonId })).Text("personalData")!;

        var mail = Assert.Single(System.Text.Json.JsonDocument.Parse(own).RootElement.List("further", "mails"));
        Assert.Equal(("ASSESSMENT_REMINDER", "30_DAYS_BEFORE", "2022-07-08", "SENT", "2022-06-08"),
            (mail.Text("kind"), mail.Text("rung"), mail.Text("dueOn"), mail.Text("state"), mail.Text("sentAt")![..10]));
        Assert.DoesNotContain(link.Split('/')[^1], own);
    }

    private Task<int> LinksAsync() => _host.InDatabaseAsync(db => db.PersonalLinks.CountAsync());

    private async Task AssertEndedAsync(string link)
    {
        Assert.Equal(404, (await _host.OpenAsync(link)).Status);
        Assert.False(await _host.ChangesDatabaseAsync(async () => Assert.Equal(404, (await _host.SendFormAsync(link, [.. FormScene.Complete, ("do", "submit")])).Status)));
    }
}
