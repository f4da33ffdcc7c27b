using DigitalPartnership.Mail;

namespace DigitalPartnership.Notifications;

/// <summary>How long to wait before a mail is tried again, by what went wrong; and when to give up.</summary>
internal static class Backoff
{
    private static readonly TimeSpan[] OneMail = [Minutes(5), Minutes(15), Hours(1), Hours(4), Hours(12), Hours(24), Hours(24)];
    private static readonly TimeSpan[] NoServer = [Minutes(1), Minutes(5), Minutes(15), Hours(1), Hours(2), Hours(4), Hours(8), Hours(12), Hours(24), Hours(24), Hours(24)];
    private static readonly TimeSpan[] AllRefused = [Minutes(15), Hours(1), Hours(4), Hours(12), Hours(24), Hours(24), Hours(24)];
    private static readonly TimeSpan[] ForGood = [Hours(1), Hours(4)];

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = Hours(24);

    /// <summary>When to try again after a number of earlier tries; null where it is given up.</summary>
    public static TimeSpan? After(DeliveryOutcome outcome, int tries)
    {
        var waits = outcome switch
        {
            DeliveryOutcome.Unavailable => NoServer,
            DeliveryOutcome.RefusedForAll => AllRefused,
            DeliveryOutcome.MessageRefused => ForGood,
            _ => OneMail,
        };
        return tries < waits.Length ? waits[tries] : null;
    }

    /// <summary>Why a mail was given up.</summary>
    public static string Reason(DeliveryOutcome outcome, int tries) => outcome switch
    {
        DeliveryOutcome.Unavailable => $"The mail server could not be reached in {tries} attempts.",
        DeliveryOutcome.RefusedForAll => $"The mail server refused to take mail in {tries} attempts, for reasons that do not seem to lie with this one.",
        DeliveryOutcome.AddressRefused => "The mail server refuses the address for good.",
        DeliveryOutcome.MessageRefused => $"The mail server refused this mail in {tries} attempts.",
        _ => $"The mail server put the mail off in {tries} attempts.",
    };

    private static TimeSpan Minutes(int number) => TimeSpan.FromMinutes(number);

    private static TimeSpan Hours(int number) => TimeSpan.FromHours(number);
}
