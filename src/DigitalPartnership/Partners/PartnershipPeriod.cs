using DigitalPartnership.Dates;

namespace DigitalPartnership.Partners;

/// <summary>Compares the time of a partnership with other dates, none of which need be exact.</summary>
public static class PartnershipPeriod
{
    /// <summary>
    /// Whether an organisation was a partner at a time: true where it had surely joined before and not yet ended
    /// after it, false where it surely had not joined by its end or had ended by its start, null where the dates do not decide.
    /// </summary>
    public static bool? WasActiveDuring(this Partnership? partnership, ImpreciseDate? time)
    {
        if (partnership?.JoinedOn is not { } joined)
            return false;
        if (time?.Earliest is not { } start || time.Latest is not { } end)
            return null;
        if (joined.Earliest > end || partnership.TerminatedOn?.Latest <= start)
            return false;
        return joined.Latest <= start && (partnership.TerminatedOn is not { } ended || ended.Earliest > end) ? true : null;
    }
}
