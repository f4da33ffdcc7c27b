namespace DigitalPartnership.Agreements;

/// <summary>How many member States the Council of Europe has, as the published document counts them.</summary>
public static class MemberStates
{
    private static readonly DateOnly LastDayOf47 = new(2022, 3, 1);

    /// <summary>The number on a day: 47 until 1 March 2022, 46 from 2 March 2022.</summary>
    public static int On(DateOnly day) => day <= LastDayOf47 ? 47 : 46;
}
