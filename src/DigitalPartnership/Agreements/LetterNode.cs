using DigitalPartnership.Access;
using DigitalPartnership.Dates;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;
using GraphQL;

namespace DigitalPartnership.Agreements;

/// <summary>One of the two letters whose exchange makes a partnership.</summary>
[Name("Letter")]
public sealed class LetterNode(Letter row)
{
    /// <summary>Whose letter it is.</summary>
    public Party Party => row.Party;

    /// <summary>When it was signed, as exactly as it is known.</summary>
    public ImpreciseDateNode On => new(row.On);

    /// <summary>The office of the person who signed it.</summary>
    public string SignatoryOffice => row.SignatoryOffice;

    /// <summary>The name of the person who signed: public for the Council's side, for admins and the partner's own liaisons on the partner's.</summary>
    public string? SignatoryName([FromServices] Caller caller) =>
        row.Party is Party.Council || row.SignatoryName is null || caller.MaySee(row.OrganisationId)
            ? row.SignatoryName
            : throw AllowedAttribute.NotAllowed(caller);

    /// <summary>Where this comes from.</summary>
    public IEnumerable<Source> Sources => row.Sources;
}
