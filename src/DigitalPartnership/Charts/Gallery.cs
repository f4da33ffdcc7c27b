using System.Globalization;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Engagement;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Charts;

/// <summary>The charts that there are, each made of the figures that the API gives for the same request.</summary>
internal sealed class Gallery(PartnershipDb db, TimeProvider time)
{
    /// <summary>Their names in addresses.</summary>
    public static IReadOnlyList<string> Names { get; } = ["engagement", "domains", "timeline", "taxonomy"];

    /// <summary>What the chart of this name shows; null where there is none of this name.</summary>
    public Task<ChartPicture?> PictureAsync(string name, ChartRequest request, CancellationToken cancellation) => name switch
    {
        "engagement" => EngagementAsync(request, cancellation),
        "domains" => DomainsAsync(request, cancellation),
        "timeline" => TimelineAsync(request, cancellation),
        "taxonomy" => TaxonomyAsync(request, cancellation),
        _ => Task.FromResult<ChartPicture?>(null),
    };

    private async Task<ChartPicture?> EngagementAsync(ChartRequest request, CancellationToken cancellation)
    {
        var report = await CountAsync(request, cancellation, EngagementDimension.Partner);
        return Counted("engagement", request, report, Say(request, "Engagement rate of the partners", "Taux d’engagement des partenaires"),
            Say(request, $"Share of {report.Denominator} activities in which each partner takes part", $"Part des {report.Denominator} activités auxquelles chaque partenaire participe"),
            RowsOf(report, request, row => $"{row.Activities} · {Percent(report.Report.RateOf(row), request)}", report.Denominator,
                Say(request, "Partners in none of the activities are left out.", "Les partenaires ne participant à aucune activité ne figurent pas.")));
    }

    private async Task<ChartPicture?> DomainsAsync(ChartRequest request, CancellationToken cancellation)
    {
        var report = await CountAsync(request, cancellation, EngagementDimension.Sector);
        return Counted("domains", request, report, Say(request, "Domains of activities with partners, by sector", "Domaines d’activités avec des partenaires, par secteur"),
            Say(request, "Activities with at least one partner, by the sector of the Council of Europe that holds them", "Activités avec au moins un partenaire, par secteur du Conseil de l’Europe"),
            RowsOf(report, request, row => row.Activities.ToString(CultureInfo.InvariantCulture), null,
                Say(request, "Sectors without such an activity are left out.", "Les secteurs sans telle activité ne figurent pas.")));
    }

    private async Task<ChartPicture?> TimelineAsync(ChartRequest request, CancellationToken cancellation)
    {
        var all = await CountAsync(request, cancellation, EngagementDimension.Year);
        var parts = await CountAsync(request, cancellation, EngagementDimension.Category, EngagementDimension.Year);
        var years = YearsOf(all.Rows);
        ChartPanel Panel(string heading, IEnumerable<EngagementRow> rows)
        {
            var byYear = rows.ToDictionary(row => row.Group.Year, row => row.Activities);
            return new ChartPanel(heading, [.. years.Select(year => new ChartBar(
                year == 0 ? EngagementWords.Undated(request.Language) : year.ToString(CultureInfo.InvariantCulture),
                byYear.GetValueOrDefault(year), byYear.GetValueOrDefault(year).ToString(CultureInfo.InvariantCulture)))], AreColumns: true);
        }
        return Counted("timeline", request, all, Say(request, "Activities with partners over the years", "Activités avec des partenaires au fil des ans"),
            Say(request, "Activities with at least one partner by year, all and by category", "Activités avec au moins un partenaire par année, ensemble et par catégorie"),
            [
                Panel(Say(request, "All categories", "Toutes les catégories"), all.Rows),
                .. Enum.GetValues<ActivityCategory>().Select(category => Panel(EngagementWords.Of(category, request.Language), parts.Rows.Where(row => row.Group.Category == category))),
            ]);
    }

    private async Task<ChartPicture?> TaxonomyAsync(ChartRequest request, CancellationToken cancellation)
    {
        var day = request.Filter.To ?? time.TodayInStrasbourg();
        var taxonomy = await TaxonomyNode.OfAsync(db, day, cancellation);
        ChartPanel Panel(string heading, IEnumerable<TaxonomyCountNode> counts, Func<string, string> label) =>
            Shortened(heading, [.. counts.Select(count => new ChartBar(label(count.Key), count.Count, count.Count.ToString(CultureInfo.InvariantCulture)))], request, null);
        return new ChartPicture
        {
            Name = "taxonomy",
            Language = request.Language,
            Theme = request.Theme,
            Title = Say(request, "Partners by kind and country", "Partenaires par type et par pays"),
            Subtitle = Say(request, $"{taxonomy.Total} active partners on {DayOf(day, request)}", $"{taxonomy.Total} partenaires actifs le {DayOf(day, request)}"),
            Panels =
            [
                Panel(Say(request, "By kind", "Par type"), taxonomy.ByKind, key => EnumNames.TryRead<OrganisationKind>(key, out var kind) ? EngagementWords.Of(kind, request.Language) : key),
                Panel(Say(request, "By country", "Par pays"), taxonomy.ByCountry, key => CountryNames.Of(key, request.Language)),
            ],
            Definition = Say(request,
                "An active partner has exchanged letters by the day named (the parameter ‘to’, else today) and has not left by then. Each counts once, under the country that its record gives; partners of no known country are in no bar of countries.",
                "Un partenaire actif a échangé des lettres avant le jour indiqué (le paramètre « to », sinon aujourd’hui) et n’est pas parti depuis. Chacun compte une fois, sous le pays que donne son dossier ; ceux dont le pays est inconnu ne figurent pas parmi les pays."),
        };
    }

    private async Task<(EngagementReport Report, int Denominator, IReadOnlyList<EngagementRow> Rows)> CountAsync(ChartRequest request, CancellationToken cancellation, params EngagementDimension[] by)
    {
        var report = EngagementReport.Of(db, time.TodayInStrasbourg(), by, request.Filter);
        return (report, await report.DenominatorAsync(cancellation), await report.RowsAsync(cancellation));
    }

    private static ChartPicture Counted(
        string name, ChartRequest request, (EngagementReport Report, int Denominator, IReadOnlyList<EngagementRow> Rows) counted, string title, string subtitle, IReadOnlyList<ChartPanel> panels) => new()
        {
            Name = name,
            Language = request.Language,
            Theme = request.Theme,
            Title = title + Period(request),
            Subtitle = counted.Rows is [] ? Say(request, "No activity fits the selection.", "Aucune activité ne correspond à la sélection.") : subtitle,
            Panels = panels,
            Definition = EngagementDefinition.Of(request.Filter, request.Language),
        };

    // The largest first; those alike keep the order of the report.
    private static IReadOnlyList<ChartPanel> RowsOf(
        (EngagementReport Report, int Denominator, IReadOnlyList<EngagementRow> Rows) counted, ChartRequest request, Func<EngagementRow, string> figure, double? whole, string note) =>
        [
            Shortened(null, [.. counted.Rows.OrderByDescending(row => row.Activities)
                .Select(row => new ChartBar(counted.Report.Labels.LabelOf(counted.Report.By[0], row.Group, request.Language), row.Activities, figure(row)))], request, note) with { Whole = whole },
        ];

    private static ChartPanel Shortened(string? heading, IReadOnlyList<ChartBar> bars, ChartRequest request, string? note)
    {
        if (bars.Count <= ChartPanel.MostBars)
            return new ChartPanel(heading, bars, Note: note);
        var hidden = bars.Count - ChartPanel.MostBars;
        return new ChartPanel(heading, [.. bars.Take(ChartPanel.MostBars)], Note: string.Join(' ', Say(request, $"The {hidden} shorter bars are not shown.", $"Les {hidden} barres plus courtes ne sont pas montrées."), note));
    }

    // No year between is left out, however empty; what has no date comes last.
    private static int[] YearsOf(IReadOnlyList<EngagementRow> rows)
    {
        var dated = rows.Select(row => row.Group.Year).Where(year => year > 0).ToList();
        int[] years = dated is [] ? [] : [.. Enumerable.Range(dated.Min(), dated.Max() - dated.Min() + 1)];
        return rows.Any(row => row.Group.Year == 0) ? [.. years, 0] : years;
    }

    private static string Period(ChartRequest request) => (request.Filter.From, request.Filter.To) switch
    {
        (null, null) => "",
        ({ } from, { } to) => $" ({DayOf(from, request)} – {DayOf(to, request)})",
        ({ } from, null) => Say(request, $" (from {DayOf(from, request)})", $" (à partir du {DayOf(from, request)})"),
        (null, { } to) => Say(request, $" (until {DayOf(to, request)})", $" (jusqu’au {DayOf(to, request)})"),
    };

    private static string Say(ChartRequest request, string english, string french) => EngagementWords.Say(request.Language, english, french);

    private static CultureInfo Culture(ChartRequest request) => CultureInfo.GetCultureInfo(Say(request, "en-GB", "fr-FR"));

    private static string DayOf(DateOnly day, ChartRequest request) => day.ToString("d MMMM yyyy", Culture(request));

    private static string Percent(double rate, ChartRequest request) => (rate * 100).ToString("0.0", Culture(request)) + Say(request, "%", "\u00a0%");
}
