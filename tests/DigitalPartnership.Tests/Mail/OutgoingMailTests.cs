using System.Text;
using DigitalPartnership.Mail;
using DigitalPartnership.Tests.Hosting;
using DigitalPartnership.Texts;
using MimeKit;

namespace DigitalPartnership.Tests.Mail;

/// <summary>Reads mails as they arrived at a server.</summary>
public sealed class OutgoingMailTests
{
    private const string Calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Digital Partnership//EN\nMETHOD:PUBLISH\nBEGIN:VEVENT\nUID:1@partnership.example\nDTSTAMP:20220608T100000Z\nDTSTART;VALUE=DATE:20220901\nSUMMARY:Conférence\nEND:VEVENT\nEND:VCALENDAR\n";

    [Fact]
    public async Task A_mail_has_the_headers_and_the_two_parts_that_it_needs()
    {
        var (message, raw) = await ArrivedAsync(SampleMail.To("liaison@partner.example", language: Language.Fr) with { Thread = "assessment-1@partnership.example" });

        Assert.Equal("n1@partnership.example", message.MessageId);
        Assert.Equal(new DateTimeOffset(2022, 6, 8, 10, 0, 0, TimeSpan.Zero), message.Date);
        Assert.Equal("\"Liaison of ICC\" <liaison@partner.example>", message.To.ToString());
        Assert.Equal("\"Digital Partnership\" <partnership@partnership.example>", message.From.ToString());
        Assert.Equal("Évaluation du partenariat avec ICC : votre partie est attendue le 8 juin 2023", message.Subject);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(["assessment-1@partnership.example"], message.References);
        Assert.Equal("assessment-1@partnership.example", message.InReplyTo);
        Assert.Equal("fr", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Null(message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Null(message.Headers[HeaderId.ListUnsubscribePost]);

        var body = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html"], body.Select(part => part.ContentType.MimeType));
        Assert.All(body, part => Assert.Equal("utf-8", part.ContentType.Charset));
        var sent = SampleMail.Text.Render(Language.Fr);
        Assert.Equal(sent.Text.ReplaceLineEndings(), message.TextBody!.ReplaceLineEndings());
        Assert.Equal(sent.Html.ReplaceLineEndings(), message.HtmlBody!.ReplaceLineEndings());
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length < 998));
        Assert.All(raw, character => Assert.True(character < 128));
    }

    [Fact]
    public async Task The_first_mail_of_a_thread_does_not_answer_itself()
    {
        var (message, _) = await ArrivedAsync(SampleMail.To("liaison@partner.example") with { Thread = "n1@partnership.example" });
        Assert.Empty(message.References);
        Assert.Null(message.InReplyTo);
    }

    [Fact]
    public async Task A_mail_that_can_be_unsubscribed_says_how_in_one_click()
    {
        var link = new Uri("https://partnership.example/unsubscribe/" + new string('t', 180));
        var (message, _) = await ArrivedAsync(SampleMail.To("liaison@partner.example") with { Unsubscribe = link });
        Assert.Equal($"<{link}>", message.Headers[HeaderId.ListUnsubscribe]!.Trim());
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers[HeaderId.ListUnsubscribePost]);
    }

    [Fact]
    public async Task A_calendar_is_an_attached_file()
    {
        var (message, _) = await ArrivedAsync(SampleMail.To("liaison@partner.example") with { Calendar = new MailCalendar("activités.ics", Calendar) });

        Assert.Equal("multipart/mixed", message.Body!.ContentType.MimeType);
        Assert.Equal("en", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.NotNull(message.TextBody);
        Assert.NotNull(message.HtmlBody);
        var attached = Assert.IsType<TextPart>(Assert.Single(message.Attachments));
        Assert.Equal("text/calendar", attached.ContentType.MimeType);
        Assert.Equal("PUBLISH", attached.ContentType.Parameters["method"]);
        Assert.Equal("utf-8", attached.ContentType.Charset);
        Assert.Equal("activités.ics", attached.FileName);
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content);
        Assert.Equal(Calendar.Replace("\n", "\r\n"), Encoding.UTF8.GetString(content.ToArray()));
    }

    [Fact]
    public async Task A_name_or_a_title_cannot_bring_a_header_or_a_recipient()
    {
        const string Hostile = "X\r\nBcc: all@victim.example\r\n\r\n<b>Hello</b>, \"Y\" <z@victim.example>, =?utf-8?Q?=0D=0ABcc:_w@victim.example?=";
        var mail = SampleMail.To("liaison@partner.example") with
        {
            ToName = Hostile,
            Content = new MailText(Bilingual.Same(Hostile), Bilingual.Same("Because.")).Render(Language.En),
            Calendar = new MailCalendar(Hostile + ".ics", Calendar),
        };
        await using var server = new SmtpServer();
        var (message, raw) = await ArrivedAsync(mail, server);

        Assert.Equal(["liaison@partner.example"], Assert.Single(server.Mails).Recipients);
        Assert.Equal("liaison@partner.example", Assert.Single(message.To.Mailboxes).Address);
        Assert.Equal(
            ["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            message.Headers.Concat(message.Body!.Headers).Select(header => header.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("\nBcc", raw, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("liaison@partner.example\r\nBcc: all@victim.example")]
    [InlineData("liaison@partner.example, all@victim.example")]
    [InlineData("Somebody <liaison@partner.example>")]
    [InlineData("liaison")]
    [InlineData("")]
    public void What_is_no_address_gets_no_mail_and_is_not_repeated(string address)
    {
        var failure = Assert.Throws<ArgumentException>(() => SampleMail.To(address).ToMessage());
        Assert.DoesNotContain("partner.example", failure.Message);
    }

    [Theory]
    [InlineData("a@b>\r\nBcc: all@victim.example")]
    [InlineData("no-at-sign")]
    [InlineData("a b@c")]
    public void An_identifier_has_the_form_of_one(string id)
    {
        Assert.Throws<ArgumentException>(() => SampleMail.To("liaison@partner.example", id).ToMessage());
        Assert.Throws<ArgumentException>(() => (SampleMail.To("liaison@partner.example") with { Thread = id }).ToMessage());
    }

    private static async Task<(MimeMessage Message, string Raw)> ArrivedAsync(OutgoingMail mail)
    {
        await using var server = new SmtpServer();
        return await ArrivedAsync(mail, server);
    }

    private static async Task<(MimeMessage Message, string Raw)> ArrivedAsync(OutgoingMail mail, SmtpServer server)
    {
        await using var transport = new SmtpTransport(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None }, TimeProvider.System);
        Assert.Equal(DeliveryOutcome.Accepted, (await transport.SendAsync(mail.ToMessage(), default)).Outcome);
        var received = Assert.Single(server.Mails);
        return (received.Message, Encoding.Latin1.GetString(received.Raw));
    }
}
