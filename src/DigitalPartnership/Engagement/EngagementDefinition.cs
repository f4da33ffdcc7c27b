using System.Globalization;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Engagement;

/// <summary>Says in words how figures are counted, for whoever reads them without the request that made them.</summary>
internal static class EngagementDefinition
{
    /// <summary>The definition of the figures that a filter gives.</summary>
    public static string Of(EngagementFilter filter, Language language) => string.Join(' ',
    [
        EngagementWords.Say(language,
            "The rate is the number of activities in which at least one partner takes part, divided by all activities of the selection, whoever took part.",
            "Le taux est le nombre d’activités auxquelles au moins un partenaire participe, divisé par toutes les activités de la sélection, quels qu’en soient les participants."),
        Activities(filter, language),
        Partners(filter, language),
        Participations(filter, language),
        Merging(filter, language),
        EngagementWords.Say(language,
            "One activity can stand in several rows, so the figures of rows may add up to more than the total.",
            "Une activité peut figurer sur plusieurs lignes ; la somme des lignes peut donc dépasser le total."),
    ]);

    private static string Activities(EngagementFilter filter, Language language)
    {
        var (from, to) = (Day(filter.From, language), Day(filter.To, language));
        return (from, to) switch
        {
            (null, null) => EngagementWords.Say(language, "The selection holds every activity that was not cancelled, dated or not.", "La sélection comprend toutes les activités non annulées, datées ou non."),
            (not null, not null) => EngagementWords.Say(language,
                $"The selection holds the activities that were not cancelled and whose earliest day lies from {from} to {to}; undated ones are left out.",
                $"La sélection comprend les activités non annulées dont le premier jour se situe du {from} au {to} ; celles sans date sont exclues."),
            (not null, null) => EngagementWords.Say(language,
                $"The selection holds the activities that were not cancelled and whose earliest day is {from} or later; undated ones are left out.",
                $"La sélection comprend les activités non annulées dont le premier jour est le {from} ou plus tard ; celles sans date sont exclues."),
            _ => EngagementWords.Say(language,
                $"The selection holds the activities that were not cancelled and whose earliest day is {to} or earlier; undated ones are left out.",
                $"La sélection comprend les activités non annulées dont le premier jour est le {to} ou plus tôt ; celles sans date sont exclues."),
        };
    }

    private static string Partners(EngagementFilter filter, Language language)
    {
        var text = EngagementWords.Say(language,
            "A partner is an organisation with any partner record, also before it joined",
            "Est partenaire toute organisation ayant un dossier de partenariat, même avant son adhésion");
        if (filter.Status is { } status)
            text += EngagementWords.Say(language, $", whose status today is {Either(status.Distinct().Order(), language)}", $", dont le statut actuel est {Either(status.Distinct().Order(), language)}");
        if (filter.Partners is { } slugs)
            text += EngagementWords.Say(language, ", and only these: ", ", et seulement : ") + string.Join(", ", slugs.Distinct());
        return text + ".";
    }

    private static string Participations(EngagementFilter filter, Language language) => EngagementWords.Say(language,
        $"A participation counts where it is {Either(filter.Certainties, language)}; one that was withdrawn never does.",
        $"Une participation compte si elle est {Either(filter.Certainties, language)} ; une participation retirée ne compte jamais.");

    private static string Merging(EngagementFilter filter, Language language) => filter.MergeSameEvents
        ? EngagementWords.Say(language,
            "Rows of the workplan that record the same event are merged: the event counts once in a total, and once in each of its years, categories and sectors, with the partners of all its rows.",
            "Les lignes du plan de travail qui décrivent le même événement sont fusionnées : il compte une fois dans un total et une fois dans chacun de ses années, catégories et secteurs, avec les partenaires de toutes ses lignes.")
        : EngagementWords.Say(language,
            "Every row of the workplan counts by itself, also where two record the same event.",
            "Chaque ligne du plan de travail compte séparément, même si deux d’entre elles décrivent le même événement.");

    private static string Either<T>(IEnumerable<T> values, Language language) where T : struct, Enum =>
        string.Join(EngagementWords.Say(language, " or ", " ou "), values.Select(value => Word(value, language)));

    private static string Word<T>(T value, Language language) => value switch
    {
        ParticipationCertainty.Confirmed => EngagementWords.Say(language, "confirmed", "confirmée"),
        ParticipationCertainty.Tentative => EngagementWords.Say(language, "tentative", "provisoire"),
        ParticipationCertainty.Invited => EngagementWords.Say(language, "by invitation alone", "sur simple invitation"),
        PartnerStatus.Candidate => EngagementWords.Say(language, "candidate", "candidat"),
        PartnerStatus.Active => EngagementWords.Say(language, "active", "actif"),
        PartnerStatus.Terminated => EngagementWords.Say(language, "terminated", "terminé"),
        _ => EngagementWords.Say(language, "declined", "refusé"),
    };

    private static string? Day(DateOnly? day, Language language) =>
        day?.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(EngagementWords.Say(language, "en-GB", "fr-FR")));
}
