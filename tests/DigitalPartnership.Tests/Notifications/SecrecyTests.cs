using System.Text;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Tests.Liaisons;

namespace DigitalPartnership.Tests.Notifications;

/// <summary>What mails and logs must never hold, whatever people write into names, titles and reasons.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_mail_and_no_log_holds_an_address_of_somebody_else()
    {
        await using var server = new SmtpServer();
        using var host = NotificationScene.HostOf(server);
        var activity = await host.PlanAsync(40);
        await host.DesignateAsync("cloudflare", "of-cloudflare@cloudflare.example");
        await host.TakesPartAsync(activity, "cloudflare");
        server.Refuse(NotificationScene.Address(3), $"550 5.1.1 <{NotificationScene.Address(3)}> unknown");
        server.Defer(NotificationScene.Address(4), 1);
        host.MoveTo("2022-06-13T06:00:00Z");
        await host.RunJobAsync("WorkplanDigest");
        await host.DispatchUntilSettledAsync();

        var addresses = Enumerable.Range(0, 40).Select(NotificationScene.Address).Append("of-cloudflare@cloudflare.example").ToList();
        Assert.InRange(server.Mails.Count, 80, 90);
        foreach (var mail in server.Mails)
        {
            var recipient = Assert.Single(mail.Recipients);
            Assert.Equal([recipient], mail.Message.GetRecipients().Select(mailbox => mailbox.Address));
            var readable = Encoding.UTF8.GetString(mail.Raw) + mail.Said();
            Assert.All(addresses.Where(address => address != recipient), address => Assert.DoesNotContain(address.Split('@')[0], readable));
        }
        Assert.All(addresses, address => Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains(address.Split('@')[0])));
        var tokens = server.Mails.Select(mail => mail.Message.Headers["List-Unsubscribe"]).OfType<string>().Select(link => link.Trim('<', '>').Split('/')[^1]).ToList();
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token => Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains(token)));
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
    }

    [Fact]
    public async Task Names_and_titles_make_no_headers()
    {
        const string Evil = "A\r\nBcc: thief@evil.example\r\n\r\n.\r\nMAIL FROM:<thief@evil.example> <b>\u2028x\u0000";
        await using var server = new SmtpServer();
        using var host = NotificationScene.HostOf(server);
        await host.PlanAsync(2);
        // Mutations refuse control characters; here they stand in the database all the same.
        await host.WriteAsync(db =>
        {
            return Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(db.Database,
                $"UPDATE Activities SET Title = {Evil}, Contact = {Evil} WHERE Title = 'A workshop'");
        });
        await host.WriteAsync(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(db.Database, $"UPDATE Liaisons SET Name = {Evil}"));
        await host.WriteAsync(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(db.Database, $"UPDATE Organisations SET Name = {Evil} WHERE Slug = 'apple'"));

        await host.DispatchAsync();

        Assert.Equal(2, server.Mails.Count);
        foreach (var mail in server.Mails)
        {
            Assert.Null(mail.Message.Headers["Bcc"]);
            Assert.Equal("partnership@sender.example", mail.Sender);
            Assert.Equal([Assert.Single(mail.Recipients)], mail.Message.GetRecipients().Select(mailbox => mailbox.Address));
            Assert.DoesNotContain(mail.Message.Subject!, char.IsControl);
            Assert.DoesNotContain("<b>", mail.Message.HtmlBody);
            Assert.Equal(["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "In-Reply-To", "MIME-Version", "Message-Id", "References", "Subject", "To"],
                mail.Message.Headers.Select(header => header.Field).Concat(mail.Message.Body!.Headers.Select(header => header.Field)).Distinct().Order(StringComparer.Ordinal));
        }
    }
}
