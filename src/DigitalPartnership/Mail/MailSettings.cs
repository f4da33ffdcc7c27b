using System.Text;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace DigitalPartnership.Mail;

/// <summary>How the connection to the mail server is kept from listeners.</summary>
public enum MailSecurity
{
    /// <summary>The connection begins in the clear and must change to TLS before anything is said.</summary>
    StartTls,

    /// <summary>The connection is TLS from its first byte.</summary>
    Tls,

    /// <summary>The connection stays in the clear, for a relay on the same machine.</summary>
    None,
}

/// <summary>Where mails leave and whose name they bear. Not a record: its text would show the password.</summary>
public sealed class MailSettings
{
    private const string DefaultFrom = "Digital Partnership <partnership@partnership.example>";
    private const string DefaultSecretariat = "secretariat@partnership.example";

    /// <summary>The mail server; without one, mails are written into <see cref="PickupFolder"/>.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is secured.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>The account at the server; without one, nobody signs in.</summary>
    public string? UserName { get; init; }

    /// <summary>The account's password.</summary>
    public string? Password { get; init; }

    /// <summary>The sender of every mail.</summary>
    public MailboxAddress From { get; init; } = MailboxAddress.Parse(DefaultFrom);

    /// <summary>Where the Secretariat gets what needs a person's attention.</summary>
    public MailboxAddress Secretariat { get; init; } = MailboxAddress.Parse(DefaultSecretariat);

    /// <summary>The folder for mails where no server is configured; a relative one stands in the content root.</summary>
    public string PickupFolder { get; init; } = "mails";

    /// <summary>The longest time that one mail may take, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The Message-ID of a mail, without angle brackets.</summary>
    public string MessageId(Guid key) => $"{key:N}@{From.Domain}";

    /// <summary>Reads the settings from <c>Mail:…</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or has no meaning; the message names it.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        var security = SecurityOf(mail["Security"]);
        var settings = new MailSettings
        {
            Host = Given(mail, "Host"),
            Security = security,
            Port = WholeNumber(mail, "Port", 1, 65_535, security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 }),
            UserName = Given(mail, "UserName"),
            Password = Given(mail, "Password"),
            From = Address(mail, "From", DefaultFrom),
            Secretariat = Address(mail, "Secretariat", DefaultSecretariat),
            PickupFolder = Given(mail, "PickupFolder") ?? "mails",
            Timeout = TimeSpan.FromSeconds(WholeNumber(mail, "TimeoutSeconds", 1, 600, 30)),
        };
        if (settings.Host is not null)
        {
            Require(Given(mail, "From") is not null, "Mail:From is missing: where Mail:Host is given, mails need a sender of yours.");
            Require(Given(mail, "Secretariat") is not null, "Mail:Secretariat is missing: where Mail:Host is given, mails for the Secretariat need an address of yours.");
        }
        Require(settings.UserName is null || settings.Password is not null, "Mail:Password is missing, which Mail:UserName needs.");
        Require(settings.Password is null || settings.UserName is not null, "Mail:UserName is missing, which Mail:Password needs.");
        return settings;
    }

    private static MailSecurity SecurityOf(string? given) => given?.Trim().ToUpperInvariant() switch
    {
        null or "" or "STARTTLS" => MailSecurity.StartTls,
        "TLS" => MailSecurity.Tls,
        "NONE" => MailSecurity.None,
        _ => throw new InvalidOperationException("Mail:Security must be StartTls, Tls or None."),
    };

    private static int WholeNumber(IConfiguration mail, string key, int least, int most, int otherwise)
    {
        if (Given(mail, key) is not { } given)
            return otherwise;
        var isNumber = int.TryParse(given, out var number) && number >= least && number <= most;
        Require(isNumber, $"Mail:{key} must be a whole number from {least} to {most}.");
        return number;
    }

    private static MailboxAddress Address(IConfiguration mail, string key, string otherwise)
    {
        return MailboxAddress.TryParse(Given(mail, key) ?? otherwise, out var address) && address.Address.IndexOf('@') > 0 && Ascii.IsValid(address.Address)
            ? address
            : throw new InvalidOperationException($"Mail:{key} must be an e-mail address, alone or as  Name <address>.");
    }

    private static string? Given(IConfiguration mail, string key) => mail[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
