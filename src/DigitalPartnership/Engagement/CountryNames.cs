using DigitalPartnership.Texts;

namespace DigitalPartnership.Engagement;

/// <summary>
/// Countries in the two working languages: the member States of the Council of Europe and others that partners may come from.
/// The runtime's own names depend on the machine.
/// </summary>
public static class CountryNames
{
    private static readonly Dictionary<string, (string English, string French)> Known = new()
    {
        ["AD"] = ("Andorra", "Andorre"),
        ["AL"] = ("Albania", "Albanie"),
        ["AM"] = ("Armenia", "Arménie"),
        ["AT"] = ("Austria", "Autriche"),
        ["AU"] = ("Australia", "Australie"),
        ["AZ"] = ("Azerbaijan", "Azerbaïdjan"),
        ["BA"] = ("Bosnia and Herzegovina", "Bosnie-Herzégovine"),
        ["BE"] = ("Belgium", "Belgique"),
        ["BG"] = ("Bulgaria", "Bulgarie"),
        ["BR"] = ("Brazil", "Brésil"),
        ["CA"] = ("Canada", "Canada"),
        ["CH"] = ("Switzerland", "Suisse"),
        ["CN"] = ("China", "Chine"),
        ["CY"] = ("Cyprus", "Chypre"),
        ["CZ"] = ("Czechia", "Tchéquie"),
        ["DE"] = ("Germany", "Allemagne"),
        ["DK"] = ("Denmark", "Danemark"),
        ["EE"] = ("Estonia", "Estonie"),
        ["ES"] = ("Spain", "Espagne"),
        ["FI"] = ("Finland", "Finlande"),
        ["FR"] = ("France", "France"),
        ["GB"] = ("United Kingdom", "Royaume-Uni"),
        ["GE"] = ("Georgia", "Géorgie"),
        ["GR"] = ("Greece", "Grèce"),
        ["HR"] = ("Croatia", "Croatie"),
        ["HU"] = ("Hungary", "Hongrie"),
        ["IE"] = ("Ireland", "Irlande"),
        ["IL"] = ("Israel", "Israël"),
        ["IN"] = ("India", "Inde"),
        ["IS"] = ("Iceland", "Islande"),
        ["IT"] = ("Italy", "Italie"),
        ["JP"] = ("Japan", "Japon"),
        ["KR"] = ("Republic of Korea", "République de Corée"),
        ["LI"] = ("Liechtenstein", "Liechtenstein"),
        ["LT"] = ("Lithuania", "Lituanie"),
        ["LU"] = ("Luxembourg", "Luxembourg"),
        ["LV"] = ("Latvia", "Lettonie"),
        ["MC"] = ("Monaco", "Monaco"),
        ["MD"] = ("Republic of Moldova", "République de Moldova"),
        ["ME"] = ("Montenegro", "Monténégro"),
        ["MK"] = ("North Macedonia", "Macédoine du Nord"),
        ["MT"] = ("Malta", "Malte"),
        ["MX"] = ("Mexico", "Mexique"),
        ["NL"] = ("Netherlands", "Pays-Bas"),
        ["NO"] = ("Norway", "Norvège"),
        ["NZ"] = ("New Zealand", "Nouvelle-Zélande"),
        ["PL"] = ("Poland", "Pologne"),
        ["PT"] = ("Portugal", "Portugal"),
        ["RO"] = ("Romania", "Roumanie"),
        ["RS"] = ("Serbia", "Serbie"),
        ["RU"] = ("Russian Federation", "Fédération de Russie"),
        ["SE"] = ("Sweden", "Suède"),
        ["SG"] = ("Singapore", "Singapour"),
        ["SI"] = ("Slovenia", "Slovénie"),
        ["SK"] = ("Slovak Republic", "République slovaque"),
        ["SM"] = ("San Marino", "Saint-Marin"),
        ["TR"] = ("Türkiye", "Türkiye"),
        ["UA"] = ("Ukraine", "Ukraine"),
        ["US"] = ("United States", "États-Unis"),
    };

    /// <summary>A country by its code; the code itself where it is not listed here.</summary>
    public static string Of(string? code, Language language)
    {
        if (string.IsNullOrEmpty(code))
            return EngagementWords.Say(language, "Country unknown", "Pays inconnu");
        return Known.TryGetValue(code, out var names) ? EngagementWords.Say(language, names.English, names.French) : code;
    }
}
