namespace DigitalPartnership.Organisations;

/// <summary>What sort of body an organisation is.</summary>
public enum OrganisationKind
{
    /// <summary>A company.</summary>
    Company,

    /// <summary>An association whose members are companies.</summary>
    AssociationOfCompanies,

    /// <summary>An association of a profession, such as a standards body.</summary>
    ProfessionalAssociation,

    /// <summary>A non-governmental organisation.</summary>
    NonGovernmentalOrganisation,

    /// <summary>Anything else, or not known.</summary>
    Other,
}
