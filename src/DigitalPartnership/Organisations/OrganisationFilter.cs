using System.Linq.Expressions;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Organisations;

/// <summary>What organisations can be filtered by.</summary>
internal sealed class OrganisationFilter : FilterFields<Organisation>
{
    public override string Name => "OrganisationFilterInput";
    public override string Description => "Which organisations to list; all fields given must hold.";

    public OrganisationFilter()
    {
        Text("slug", "The readable address.", row => row.Slug);
        Text("name", "The name it goes by today.", row => row.NameKey);
        Choice("kind", "What sort of body it is.", row => row.Kind);
        Text("country", "ISO 3166-1 alpha-2 code of its country.", row => row.Country, code => code.ToUpperInvariant());
        Flag("isPartner", "Whether it is, was or may become a partner.", row => row.IsPartner);
    }
}

/// <summary>What organisations can be sorted by.</summary>
internal sealed class OrganisationSort : SortFields<Organisation>
{
    public override string Name => "OrganisationSortInput";
    public override string Description => "What to sort organisations by.";

    public OrganisationSort()
    {
        By("name", "The name it goes by today.", Key(row => row.NameKey));
        By("country", "Its country's code.", Key(row => row.Country));
        By("kind", "What sort of body it is, in the order of the enumeration.", ByKind<Organisation>(row => row.Kind));
    }

    /// <summary>An enumeration is stored as text, but its order is that of its values.</summary>
    internal static Expression<Func<T, int>> ByKind<T>(Expression<Func<T, OrganisationKind>> kind)
    {
        Expression<Func<OrganisationKind, int>> rank = value =>
            value == OrganisationKind.Company ? 0
            : value == OrganisationKind.AssociationOfCompanies ? 1
            : value == OrganisationKind.ProfessionalAssociation ? 2
            : value == OrganisationKind.NonGovernmentalOrganisation ? 3 : 4;
        return Expression.Lambda<Func<T, int>>(rank.Apply(kind.Body), kind.Parameters);
    }
}
