using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;
using DigitalPartnership.Tests.Notifications;
using DigitalPartnership.Tests.Workplan;

namespace DigitalPartnership.Tests.Pages;

/// <summary>One click ends the mail that only informs (RFC 8058), and nothing else.</summary>
public sealed class UnsubscribeTests : IAsyncDisposable
{
    private const string Person = "person@both.example";
    private const string Other = "other@partner.example";

    private readonly SmtpServer _server = new();
    private readonly ApiHost _host;

    public UnsubscribeTests() => _host = ReminderScene.HostFor(_server);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Looking_at_the_page_changes_nothing()
    {
        await DigestAsync("2022-06-13");
        Page page = null!;

        Assert.False(await _host.ChangesDatabaseAsync(async () => page = await _host.OpenAsync(LinkOf(Person))));

        Assert.Equal(200, page.Status);
        Assert.Contains("<form method=\"post\" action=\"?\">", page.Source); // back to its own address, whose token the page does not know
        await DigestAsync("2022-06-20");
        Assert.Equal(2, Digests(Other));
        Assert.Equal(2, Digests(Person)); // one each week, whatever the number of offices
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_ends_it_for_every_office_of_the_person(bool isMultipart)
    {
        await DigestAsync("2022-06-13");
        var link = LinkOf(Person);
        await _host.DoAsync("WorkplanDigest");

        var page = await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = OneClick(isMultipart) });

        Assert.Equal(200, page.Status);
        Assert.Null(page.Location); // mail programs follow nothing
        Assert.Equal(["False", "False"], await WishesAsync(Person));
        Assert.Equal(["True"], await WishesAsync(Other));
        await DigestAsync("2022-06-20");
        Assert.Equal((1, 2), (Digests(Person), Digests(Other)));
        Assert.Equal(200, (await _host.BrowseAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = OneClick(isMultipart) })).Status);
        Assert.DoesNotContain(await _host.LadderAsync("WORKPLAN_DIGEST"), row => row.StartsWith(Person, StringComparison.Ordinal) && row.Contains("2022-06-20"));
    }

    [Fact]
    public async Task A_digest_that_was_planned_before_is_not_sent()
    {
        await DigestAsync("2022-06-13");
        _host.ClockAt("2022-06-20");
        await _host.DoAsync("WorkplanDigest");
        await _host.SendFormAsync(LinkOf(Person));

        await _host.DoAsync("NotificationDispatch");

        Assert.Equal((1, 2), (Digests(Person), Digests(Other)));
        Assert.Equal(1, (await _host.LadderAsync("WORKPLAN_DIGEST")).Count(row => row.EndsWith("2022-06-20 SKIPPED The person does not want mail that only informs.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_work_needs_still_comes_and_has_no_such_link()
    {
        await DigestAsync("2022-06-13");
        await _host.SendFormAsync(LinkOf(Person));
        await _host.RoundAsync("google", "2022-07-13");
        _host.ClockAt("2022-06-14");
        await _host.RemindAsync();

        var reminder = Assert.Single(_server.Mails, mail => mail.IsReminder() && mail.Recipients.Contains(Person));
        Assert.False(reminder.Message.Headers.Contains("List-Unsubscribe"));
        Assert.False(reminder.Message.Headers.Contains("List-Unsubscribe-Post"));
        Assert.DoesNotContain("/unsubscribe/", reminder.Message.TextBody + reminder.Message.HtmlBody);
    }

    [Fact]
    public async Task One_person_ends_nothing_for_another()
    {
        await DigestAsync("2022-06-13");
        await _host.SendFormAsync(LinkOf(Other));

        Assert.Equal(["True", "True"], await WishesAsync(Person));
        Assert.Equal(["False"], await WishesAsync(Other));
        Assert.Equal(404, (await _host.SendFormAsync(LinkOf(Other).Replace("unsubscribe", "assessments"))).Status);
        Assert.Equal(404, (await _host.SendFormAsync(LinkOf(Other)[..^2])).Status);
    }

    /// <summary>Sends the digest of a week in which there is something to tell, to one who is liaison of two partners and one of a single one.</summary>
    private async Task DigestAsync(string monday)
    {
        if (_server.Mails.IsEmpty)
        {
            foreach (var slug in (string[])["google", "apple"])
                (await _host.TryDesignateAsync(slug, Person)).Made();
            (await _host.TryDesignateAsync("bt", Other, language: "FR")).Made();
            await _host.OpenNextWorkplanAsync();
            await _host.ChangeAsync(Tokens.Admin, "createActivity", new { workplanPeriod = "2022-2023", category = "EVENTS", sector = "Media", title = "A workshop", date = "2022-07-14" }, "activity { id }");
        }
        _host.ClockAt(monday);
        await _host.DoAsync("WorkplanDigest");
        await _host.DoAsync("NotificationDispatch");
    }

    private int Digests(string address) => _server.Mails.Count(mail => mail.Recipients.Contains(address) && mail.Message.Headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click");

    /// <summary>The address that a mail program takes from the header of the newest digest; the text has the same.</summary>
    private string LinkOf(string address)
    {
        var mail = _server.Mails.Last(mail => mail.Recipients.Contains(address) && mail.Message.Headers.Contains("List-Unsubscribe"));
        var link = new Uri(mail.Message.Headers["List-Unsubscribe"]!.Trim('<', '>'));
        Assert.Contains(link.AbsoluteUri, mail.Body());
        return link.PathAndQuery;
    }

    private async Task<string[]> WishesAsync(string address) => [.. (await _host.AskAsAsync(Tokens.Admin, "{ partners(first: 200) { nodes { liaisons { email informationalMail } } } }")).List("partners", "nodes")
        .SelectMany(partner => partner.List("liaisons")).Where(liaison => liaison.Text("email") == address).Select(liaison => liaison.Text("informationalMail")!)];

    private static HttpContent OneClick(bool isMultipart) => isMultipart
        ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
        : new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
}
