using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace DigitalPartnership.Mail;

/// <summary>Writes mails as <c>.eml</c> files, which every mail program opens, so that they can be read where no server is configured.</summary>
/// <param name="folder">The full path of the folder; it is made when the first mail comes.</param>
public sealed class PickupFolder(string folder) : IMailTransport
{
    private const int LongestName = 80;

    private static readonly FormatOptions Format = CrLf();

    /// <inheritdoc/>
    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = File.Create(draft))
                await message.WriteToAsync(Format, file, cancellation);
            File.Move(draft, FileOf(message), overwrite: true);
            return new Delivery(DeliveryOutcome.Accepted);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Discard(draft);
            return new Delivery(DeliveryOutcome.Unavailable, $"The folder for mails could not be written ({fault.GetType().Name}).");
        }
        catch
        {
            Discard(draft);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What kept the mail from being written may keep its draft from being deleted.
        }
    }

    /// <summary>A mail that comes again replaces its first copy, even if it bears another date by now.</summary>
    private string FileOf(MimeMessage message)
    {
        var id = message.MessageId ?? MimeUtils.GenerateMessageId("partnership.example");
        var name = SafeName(id);
        var date = message.Date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Directory.EnumerateFiles(folder, $"????????T??????Z-{name}.eml").FirstOrDefault() ?? Path.Combine(folder, $"{date}-{name}.eml");
    }

    /// <summary>The local part of a Message-ID in characters that every file system takes; a hash tells apart what would become the same.</summary>
    private static string SafeName(string id)
    {
        var local = id.Split('@')[0];
        var safe = string.Concat(local.Take(LongestName).Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '-'));
        return safe == local ? safe : $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8]}";
    }

    private static FormatOptions CrLf()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
