namespace DigitalPartnership.Partners;

/// <summary>A side of the agreement.</summary>
public enum Party
{
    /// <summary>The Council of Europe.</summary>
    Council,

    /// <summary>The partner.</summary>
    Partner,
}
