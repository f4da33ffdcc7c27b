using System.Text;
using DigitalPartnership.Texts;
using MimeKit;
using MimeKit.Text;

namespace DigitalPartnership.Mail;

/// <summary>A mail to one person, with all that its headers say.</summary>
public sealed record OutgoingMail
{
    /// <summary>The sender.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string ToAddress { get; init; }

    /// <summary>The recipient's name.</summary>
    public string? ToName { get; init; }

    /// <summary>What it says.</summary>
    public required RenderedMail Content { get; init; }

    /// <summary>The Message-ID without angle brackets, the same over all attempts.</summary>
    public required string MessageId { get; init; }

    /// <summary>The instant, in UTC, that the mail bears.</summary>
    public required DateTime Date { get; init; }

    /// <summary>The Message-ID, real or not, under which mail programs gather what belongs together.</summary>
    public string? Thread { get; init; }

    /// <summary>Where one click ends the subscription; only informational mails have it.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Events for the recipient's calendar.</summary>
    public MailCalendar? Calendar { get; init; }

    /// <summary>The message in the form that a transport sends.</summary>
    /// <exception cref="ArgumentException">The address, an identifier or a link has not the form it must have.</exception>
    public MimeMessage ToMessage()
    {
        var message = new MimeMessage { Subject = MailWords.Subject(Content.Subject), MessageId = Identifier(MessageId), Date = new DateTimeOffset(DateTime.SpecifyKind(Date, DateTimeKind.Utc)) };
        message.From.Add(From);
        message.To.Add(Recipient());
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (Thread is not null && Thread != MessageId)
        {
            message.InReplyTo = Identifier(Thread);
            message.References.Add(Identifier(Thread));
        }
        if (Unsubscribe is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{MailText.WebLink(Unsubscribe).AbsoluteUri}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Body = Body();
        message.Body.Headers.Add(HeaderId.ContentLanguage, Content.Language is Language.Fr ? "fr" : "en");
        return message;
    }

    private Multipart Body()
    {
        var body = new MultipartAlternative(Part(TextFormat.Plain, Content.Text), Part(TextFormat.Html, Content.Html));
        return Calendar is null ? body : new Multipart("mixed") { body, Calendar.ToPart() };
    }

    private MailboxAddress Recipient()
    {
        var isAddress = MailboxAddress.TryParse(ToAddress, out var parsed) && IsSame(parsed.Address) && Ascii.IsValid(ToAddress) && ToAddress.IndexOf('@') > 0;
        return isAddress
            ? new MailboxAddress(Encoding.UTF8, ToName is null ? null : MailWords.Subject(ToName), ToAddress)
            : throw new ArgumentException("The recipient's address is no e-mail address.");
    }

    // What is read is shown in letters where the domain is written in ASCII for them (xn--).
    private bool IsSame(string address) => address == ToAddress || string.Equals(MailboxAddress.EncodeAddrspec(address), ToAddress, StringComparison.OrdinalIgnoreCase);

    private static string Identifier(string id) => id.Count('@') == 1 && id.All(character => character is > ' ' and < '\x7f' and not ('<' or '>'))
        ? id
        : throw new ArgumentException("A Message-ID is ASCII without blanks and has one @.");

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}

/// <summary>Events as an attached file that calendar programs open.</summary>
/// <param name="FileName">The file's name, which ends in <c>.ics</c>.</param>
/// <param name="Content">The calendar in the form of RFC 5545, with <c>METHOD:PUBLISH</c>.</param>
public sealed record MailCalendar(string FileName, string Content)
{
    internal TextPart ToPart()
    {
        var part = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, Content.ReplaceLineEndings("\r\n"));
        part.ContentType.Parameters.Add("method", "PUBLISH");
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = MailWords.Subject(FileName) };
        return part;
    }
}
