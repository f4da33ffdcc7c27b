namespace DigitalPartnership.Mail;

/// <summary>What became of one attempt to send one mail.</summary>
/// <param name="Outcome">The kind of end.</param>
/// <param name="Detail">The server's code and words, without addresses; null where there is nothing to say.</param>
public readonly record struct Delivery(DeliveryOutcome Outcome, string? Detail = null);

/// <summary>How an attempt to send a mail ends, by what to do next.</summary>
public enum DeliveryOutcome
{
    /// <summary>The server has taken responsibility for the mail.</summary>
    Accepted,

    /// <summary>The server refuses this mail for now; others may pass.</summary>
    Deferred,

    /// <summary>The address is refused for good; a new one has to be found.</summary>
    AddressRefused,

    /// <summary>The server has read the mail and refuses it for good.</summary>
    MessageRefused,

    /// <summary>The server was not reached, did not answer in time or broke off; where that was while it read the mail, it may have accepted it.</summary>
    Unavailable,

    /// <summary>The server refuses for good what is the same for every mail: this client, its sign-in or its sender.</summary>
    RefusedForAll,
}
