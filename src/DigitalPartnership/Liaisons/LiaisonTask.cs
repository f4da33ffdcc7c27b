using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Liaisons;

/// <summary>What has to be mended before a party can be written to.</summary>
public enum LiaisonTaskKind
{
    /// <summary>The party has nobody who can be written to: a liaison person has to be designated.</summary>
    LiaisonMissing,

    /// <summary>A liaison person's address was refused for good: another one has to be found.</summary>
    AddressRefused,
}

/// <summary>A task of the Secretariat: to find somebody, or an address, to write to. It closes when the record is mended.</summary>
public sealed class LiaisonTask : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>What has to be mended.</summary>
    public LiaisonTaskKind Kind { get; init; }

    /// <summary>The key of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>Whose liaison it is about.</summary>
    public Party Party { get; init; }

    /// <summary>The key of the office whose address was refused.</summary>
    public int? LiaisonId { get; init; }

    /// <summary>When it was noticed.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>When it was mended.</summary>
    public DateOnly? ClosedOn { get; set; }
}
