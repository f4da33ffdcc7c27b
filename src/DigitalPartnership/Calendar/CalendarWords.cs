using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Calendar;

/// <summary>What a calendar says besides the data, in one language.</summary>
internal sealed record CalendarWords
{
    public static readonly CalendarWords English = new()
    {
        Name = "Digital Partnership",
        DateToBeConfirmed = "date to be confirmed",
        Proposed = "proposed",
        ActivityOf = sector => $"Activity of {sector}",
        Sector = "Sector: ",
        Participants = ["Participants: ", "To be confirmed: ", "Invited: "],
        Categories = ["Binding standard setting", "Non-binding standard setting", "Studies", "Conferences, roundtables, webinars"],
        About = undated => "Activities of the Council of Europe’s partnership with digital companies." + undated switch
        {
            0 => "",
            1 => " One activity without a date is left out.",
            _ => $" {undated} activities without a date are left out.",
        },
    };

    public static readonly CalendarWords French = new()
    {
        Name = "Partenariat numérique",
        DateToBeConfirmed = "date à confirmer",
        Proposed = "proposition",
        ActivityOf = sector => $"Activité ({sector})",
        Sector = "Secteur\u00A0: ",
        Participants = ["Participants\u00A0: ", "À confirmer\u00A0: ", "Invités\u00A0: "],
        Categories = ["Normes contraignantes", "Normes non contraignantes", "Études", "Conférences, tables rondes, webinaires"],
        About = undated => "Activités du partenariat du Conseil de l’Europe avec les entreprises du numérique." + undated switch
        {
            0 => "",
            1 => " Une activité sans date n’y figure pas.",
            _ => $" {undated} activités sans date n’y figurent pas.",
        },
    };

    public required string Name { get; init; }

    public required string DateToBeConfirmed { get; init; }

    public required string Proposed { get; init; }

    public required Func<string, string> ActivityOf { get; init; }

    public required string Sector { get; init; }

    /// <summary>What stands before the names of those who take part, by certainty.</summary>
    public required IReadOnlyList<string> Participants { get; init; }

    /// <summary>The four tables of the workplan, in the order of the enumeration.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>What the calendar holds, and how many activities it leaves out because they have no date.</summary>
    public required Func<int, string> About { get; init; }

    public static CalendarWords In(Language language) => language is Language.Fr ? French : English;

    public string Of(ActivityCategory category) => Categories[(int)category];
}
