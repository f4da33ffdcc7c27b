using MimeKit;

namespace DigitalPartnership.Mail;

/// <summary>The way out for mails. One belongs to one run of the dispatch, which sends its mails one after the other.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Sends a mail to its one recipient, and tells what came of it instead of throwing.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled; the server may have accepted the mail.</exception>
    Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellation);
}
