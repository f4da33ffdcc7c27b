namespace DigitalPartnership.Partners;

/// <summary>Where an organisation stands with the partnership today.</summary>
public enum PartnerStatus
{
    /// <summary>Proposed; letters have not been exchanged yet.</summary>
    Candidate,

    /// <summary>Letters have been exchanged.</summary>
    Active,

    /// <summary>The partnership has ended.</summary>
    Terminated,

    /// <summary>The candidature did not lead to a partnership.</summary>
    Declined,
}
