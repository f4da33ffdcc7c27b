using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;

namespace DigitalPartnership.Agreements;

/// <summary>One of the two letters whose exchange makes a partnership.</summary>
public sealed class Letter : IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>The key of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>Whose letter it is.</summary>
    public Party Party { get; init; }

    /// <summary>When it was signed, as exactly as it is known.</summary>
    public required ImpreciseDate On { get; init; }

    /// <summary>The office of the person who signed it.</summary>
    public required string SignatoryOffice { get; init; }

    /// <summary>The name of the person who signed it.</summary>
    [PersonalData]
    public string? SignatoryName { get; init; }

    /// <summary>Where this comes from.</summary>
    public List<Source> Sources { get; init; } = [];
}
