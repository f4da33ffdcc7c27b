using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;
using GraphQL;
using GraphQL.DataLoader;

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

    /// <summary>The name of the person who signed for the Council of Europe; a partner's signatory is not public.</summary>
    public string? SignatoryName => row.Party is Party.Council ? row.SignatoryName : null;

    /// <summary>Where this comes from.</summary>
    public IEnumerable<Source> Sources => row.Sources;
}

/// <summary>What the agreement brings to a partner.</summary>
[Extends(typeof(PartnerNode))]
public static class AgreementFields
{
    /// <summary>The letters of the exchange, as far as they are recorded.</summary>
    public static IDataLoaderResult<IEnumerable<LetterNode>> Letters([FromSource] PartnerNode partner, [FromServices] LettersByPartner letters) =>
        letters.Load(partner.Row.Id).Then(found => found.Select(letter => new LetterNode(letter)));
}
