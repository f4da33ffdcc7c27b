using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using GraphQL;

namespace DigitalPartnership.Search;

/// <summary>What a search can find.</summary>
[Name("SearchResult"), ConnectionName("Search"), UnionOf(typeof(PartnerNode), typeof(NonPartnerNode), typeof(ActivityNode))]
public abstract class SearchResult;

/// <summary>The root field that searches.</summary>
[Extends(typeof(Query))]
public static class SearchQueries
{
    private const int LongestText = 200;
    private const int MostWords = 8;
    private static readonly Order<Hit> ByRank = new Order<Hit>(hit => hit.Id).By("rank", hit => hit.Rank).By("text", hit => hit.Text).By("kind", hit => hit.IsActivity);

    /// <summary>
    /// Organisations by any of their names, and activities by title, sector, participants and summary, in which every word of the
    /// text appears, case and accents folded. Names and titles that begin with the text come first.
    /// </summary>
    [Allowed(Audience.Everyone)]
    public static async Task<Connection<SearchResult>> Search(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] OrganisationById organisations, [FromServices] ActivityById activities,
        [Description("Words to look for, in any case and with or without accents.")] string text, int? first, string? after)
    {
        // What a person writes without a blank belongs together: AT&T is not any text with "at", "and" and "t" in it.
        var words = text.Length <= LongestText ? text.Split().Select(Folding.Key).Where(word => word.Length > 0).Distinct().Take(MostWords).ToList() : [];
        if (words.Count == 0)
            throw new RequestError("VALIDATION_FAILED", $"Search for a text of 1 to {LongestText} characters that has a letter or a digit.", "text");

        var page = await Hits(db, words).ToConnectionAsync<Hit, SearchResult>(context, new PageArguments(first, after), ByRank, hit => hit);
        foreach (var hit in page.Nodes.Cast<Hit>())
            _ = hit.IsActivity == 1 ? (object)activities.Load(hit.Id) : organisations.Load(hit.Id);
        return await page.MapAsync(async found => found is Hit { IsActivity: 1 } activity
            ? new ActivityNode((await activities.Load(activity.Id).GetResultAsync(context.CancellationToken))!)
            : OrganisationNode.Of((await organisations.Load(((Hit)found).Id).GetResultAsync(context.CancellationToken))!));
    }

    private static IQueryable<Hit> Hits(PartnershipDb db, IReadOnlyList<string> words)
    {
        var phrase = string.Join(' ', words);
        var names = db.OrganisationNames.Where(name => name.Key != null);
        var activities = db.Activities.AsQueryable();
        foreach (var word in words)
        {
            names = names.Where(name => name.Key!.Contains(word));
            activities = activities.Where(activity => activity.SearchKey.Contains(word));
        }
        return names
            .GroupBy(name => new { name.OrganisationId, name.Organisation.NameKey })
            .Select(group => new Hit
            {
                Id = group.Key.OrganisationId,
                IsActivity = 0,
                Text = group.Key.NameKey,
                Rank = group.Min(name => name.Key == phrase ? 0 : name.Key!.StartsWith(phrase) ? 1 : 3),
            })
            .Concat(activities.Select(activity => new Hit
            {
                Id = activity.Id,
                IsActivity = 1,
                Text = activity.TitleKey ?? "",
                Rank = activity.TitleKey!.StartsWith(phrase) ? 2 : activity.TitleKey!.Contains(phrase) ? 4 : 5,
            }));
    }

    private sealed class Hit
    {
        public required int Id { get; init; }
        public required int IsActivity { get; init; }
        public required string Text { get; init; }
        public required int Rank { get; init; }
    }
}
