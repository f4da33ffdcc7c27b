using System.Net;
using System.Text.RegularExpressions;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Http;
using DigitalPartnership.Tests.Notifications;

namespace DigitalPartnership.Tests.Pages;

/// <summary>A page as a browser gets it.</summary>
/// <param name="Status">The status of the response.</param>
/// <param name="Html">Its text, with what was encoded decoded.</param>
/// <param name="Source">Its text as it came.</param>
/// <param name="Answer">The whole response.</param>
/// <param name="Location">Where the browser is sent; null where it stays.</param>
internal sealed record Page(int Status, string Html, string Source, Answer Answer, Uri? Location)
{
    /// <summary>What the form sends along to tell whether somebody else has changed the answers.</summary>
    public string Version => FormScene.VersionField().Match(Source) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("There is no form: " + Html);
}

/// <summary>A liaison person with a mail program and a browser that follows nothing by itself.</summary>
internal static partial class FormScene
{
    public static readonly (string Name, string Value)[] Complete =
        [("information.rating", "4"), ("information.text", "Chaque mois.\r\nPar courriel."), ("activities.rating", "3"), ("liaison.text", "En un jour."), ("liaison.rating", "")];

    /// <summary>The path of the link in the text of the newest mail to an address.</summary>
    public static string LinkOf(this SmtpServer server, string address, string page = "assessments")
    {
        var text = server.Mails.Last(mail => mail.Recipients.Contains(address) && mail.Body().Contains($"/{page}/")).Body();
        return new Uri(Link().Matches(text).Single(link => link.Value.Contains($"/{page}/")).Value).PathAndQuery;
    }

    /// <summary>Sends the reminder of a round that is due in a month and gives the links of both liaisons.</summary>
    public static async Task<(string Id, string Partner, string Council)> InvitedAsync(this ApiHost host, SmtpServer server, string slug = "google")
    {
        var id = await host.AwaitAsync(slug, "2022-07-08", "2021-01-01", "2021-12-31");
        await host.RemindAsync();
        return (id, server.LinkOf($"{slug}@partner.example"), server.LinkOf($"{slug}@council.example"));
    }

    public static Task<Page> OpenAsync(this ApiHost host, string path) => host.BrowseAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends the form as a browser does.</summary>
    public static Task<Page> SendFormAsync(this ApiHost host, string path, params (string Name, string Value)[] fields) => host.BrowseAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    public static async Task<Page> BrowseAsync(this ApiHost host, HttpRequestMessage request)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Http.BaseAddress };
        using (request)
        using (var response = await browser.SendAsync(request))
        {
            var source = await response.Content.ReadAsStringAsync();
            return new Page((int)response.StatusCode, WebUtility.HtmlDecode(source), source,
                new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, source, response.Headers, response.Content.Headers), response.Headers.Location);
        }
    }

    /// <summary>Does something and says whether anything was written into the database meanwhile.</summary>
    public static Task<bool> ChangesDatabaseAsync(this ApiHost host, Func<Task> act) => host.Database.ChangesAsync(act);

    [GeneratedRegex("name=\"version\" value=\"(\\w+)\"")]
    internal static partial Regex VersionField();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
