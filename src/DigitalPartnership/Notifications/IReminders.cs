using DigitalPartnership.Partners;

namespace DigitalPartnership.Notifications;

/// <summary>What people are reminded of by one ladder of rungs.</summary>
public interface IReminders
{
    /// <summary>The kind of notification, and of the ladder.</summary>
    string Kind { get; }

    /// <summary>Everything that is still to be done, whenever it is due.</summary>
    Task<IReadOnlyList<DueMatter>> OpenAsync(CancellationToken cancellation);
}

/// <summary>Something that parties have to do by a day.</summary>
/// <param name="Subject">The record.</param>
/// <param name="OrganisationId">The key of the partner.</param>
/// <param name="DueOn">The day.</param>
/// <param name="Parties">The parties that it waits for.</param>
public sealed record DueMatter((string Kind, int Key) Subject, int OrganisationId, DateOnly DueOn, IReadOnlyList<Party> Parties);
