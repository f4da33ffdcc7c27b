using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Engagement;

/// <summary>What people call the values that engagement is counted by, in both languages.</summary>
public static class EngagementWords
{
    /// <summary>One of two texts. In French no line may begin with a colon or a semicolon.</summary>
    internal static string Say(Language language, string english, string french) =>
        language is Language.Fr ? french.Replace(" :", "\u00a0:").Replace(" ;", "\u00a0;") : english;

    /// <summary>An activity that has no date.</summary>
    public static string Undated(Language language) => Say(language, "Undated", "Sans date");

    /// <summary>A table of the workplan.</summary>
    public static string Of(ActivityCategory category, Language language) => category switch
    {
        ActivityCategory.BindingStandardSetting => Say(language, "Binding standard setting", "Normes contraignantes"),
        ActivityCategory.NonBindingStandardSetting => Say(language, "Non-binding standard setting", "Normes non contraignantes"),
        ActivityCategory.Studies => Say(language, "Studies", "Études"),
        _ => Say(language, "Conferences, roundtables, webinars", "Conférences, tables rondes, webinaires"),
    };

    /// <summary>What a partner does in an activity.</summary>
    public static string Of(ParticipationRole role, Language language) => role switch
    {
        ParticipationRole.Participant => Say(language, "Participant", "Participation"),
        ParticipationRole.Speaker => Say(language, "Speaker", "Intervention"),
        ParticipationRole.CoOrganiser => Say(language, "Co-organiser", "Coorganisation"),
        ParticipationRole.Exhibitor => Say(language, "Exhibitor", "Exposition"),
        ParticipationRole.WrittenContribution => Say(language, "Written contribution", "Contribution écrite"),
        _ => Say(language, "Consulted", "Consultation"),
    };

    /// <summary>What sort of body a partner is.</summary>
    public static string Of(OrganisationKind kind, Language language) => kind switch
    {
        OrganisationKind.Company => Say(language, "Company", "Entreprise"),
        OrganisationKind.AssociationOfCompanies => Say(language, "Association of companies", "Association d’entreprises"),
        OrganisationKind.ProfessionalAssociation => Say(language, "Professional association", "Association professionnelle"),
        OrganisationKind.NonGovernmentalOrganisation => Say(language, "Non-governmental organisation", "Organisation non gouvernementale"),
        _ => Say(language, "Other", "Autre"),
    };
}
