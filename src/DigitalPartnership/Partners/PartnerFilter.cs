using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;

namespace DigitalPartnership.Partners;

/// <summary>What partners can be filtered by.</summary>
internal sealed class PartnerFilter : FilterFields<Partnership>
{
    public override string Name => "PartnerFilterInput";
    public override string Description => "Which partners to list; all fields given must hold.";

    public PartnerFilter()
    {
        Text("slug", "The readable address.", row => row.Organisation.Slug);
        Text("name", "The name it goes by today.", row => row.Organisation.NameKey);
        Choice("kind", "What sort of body it is.", row => row.Organisation.Kind);
        Text("country", "ISO 3166-1 alpha-2 code of its country.", row => row.Organisation.Country, code => code.ToUpperInvariant());
        Choice("status", "Where it stands with the partnership today.", (row, context) =>
            row.Status == PartnerStatus.Terminated && row.TerminatedOn!.Earliest > context.Today ? PartnerStatus.Active : row.Status);
        Text("wave", "The group in which it joined.", row => row.Wave);
        Day("joinedOn", "The earliest day on which letters can have been exchanged.", row => row.JoinedOn!.Earliest);
    }
}

/// <summary>What partners can be sorted by.</summary>
internal sealed class PartnerSort : SortFields<Partnership>
{
    public override string Name => "PartnerSortInput";
    public override string Description => "What to sort partners by.";

    public PartnerSort()
    {
        By("name", "The name it goes by today.", Key(row => row.Organisation.NameKey));
        By("joinedOn", "When it joined, those that have not last.", Key(row => row.JoinedOn!.Earliest), Key(row => row.JoinedOn!.Latest));
        By("country", "Its country's code.", Key(row => row.Organisation.Country));
        By("kind", "What sort of body it is, in the order of the enumeration.", OrganisationSort.ByKind<Partnership>(row => row.Organisation.Kind));
    }
}
