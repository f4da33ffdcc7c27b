using System.ComponentModel;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using DigitalPartnership.Workplan;
using GraphQL;

namespace DigitalPartnership.Engagement;

/// <summary>Which activities and which participations engagement is counted from.</summary>
[Name("EngagementFilterInput")]
public sealed class EngagementFilter
{
    /// <summary>The first day: activities whose earliest day lies before it are left out, and so are undated ones.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day: activities whose earliest day lies behind it are left out, and so are undated ones.</summary>
    public DateOnly? To { get; set; }

    /// <summary>How sure a participation must be to count.</summary>
    [DefaultValue(new[] { ParticipationCertainty.Confirmed })]
    public IReadOnlyList<ParticipationCertainty>? Certainty { get; set; } = [ParticipationCertainty.Confirmed];

    /// <summary>Whether rows of the workplan that record the same event count as one activity.</summary>
    [DefaultValue(true)]
    public bool MergeSameEvents { get; set; } = true;

    /// <summary>The status that a partner must have today to count; any where it is left out.</summary>
    public IReadOnlyList<PartnerStatus>? Status { get; set; }

    /// <summary>The readable addresses of the partners that count; all where it is left out.</summary>
    public IReadOnlyList<string>? Partners { get; set; }

    /// <summary>Whether undated activities are left out.</summary>
    internal bool IsDated => From is not null || To is not null;

    /// <summary>The certainties that count, each once.</summary>
    internal IReadOnlyList<ParticipationCertainty> Certainties => [.. (Certainty ?? Enum.GetValues<ParticipationCertainty>()).Distinct().Order()];

    /// <exception cref="RequestError">VALIDATION_FAILED: a condition that nothing can meet.</exception>
    internal void Check()
    {
        if (From > To)
            throw new RequestError("VALIDATION_FAILED", $"'from' lies behind 'to': {From:yyyy-MM-dd} is later than {To:yyyy-MM-dd}.", "from");
        foreach (var (field, list) in ((string, System.Collections.ICollection?)[])[("certainty", Certainty?.ToArray()), ("status", Status?.ToArray()), ("partners", Partners?.ToArray())])
        {
            if (list is { Count: 0 })
                throw new RequestError("VALIDATION_FAILED", $"'{field}' is empty. Name at least one value, or leave it out.", field);
        }
    }
}
