namespace DigitalPartnership.Liaisons;

/// <summary>Records that tell something about a person, for the export of personal data. Whatever keeps such records says so by implementing this.</summary>
public interface IPersonalRecords
{
    /// <summary>What they are, for example <c>mails</c>.</summary>
    string What { get; }

    /// <summary>The records about the holder of some offices, as they are exported.</summary>
    /// <param name="offices">The keys of the offices.</param>
    Task<IReadOnlyList<object>> OfAsync(IReadOnlyList<int> offices);
}
