namespace DigitalPartnership.Texts;

/// <summary>The two working languages of the Council of Europe.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>French.</summary>
    Fr,
}
