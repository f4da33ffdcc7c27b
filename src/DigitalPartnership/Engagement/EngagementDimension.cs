namespace DigitalPartnership.Engagement;

/// <summary>What engagement can be counted by.</summary>
public enum EngagementDimension
{
    /// <summary>The partner; its value is the readable address.</summary>
    Partner,

    /// <summary>The year of the earliest day that the activity's date can mean; `UNKNOWN` where it has none.</summary>
    Year,

    /// <summary>The table of the workplan.</summary>
    Category,

    /// <summary>The part of the Council of Europe that holds the activity, as printed.</summary>
    Sector,

    /// <summary>What the partner does in the activity.</summary>
    Role,

    /// <summary>What sort of body the partner is.</summary>
    Kind,

    /// <summary>The country that the partner is counted under; `UNKNOWN` where it is not known.</summary>
    Country,
}
