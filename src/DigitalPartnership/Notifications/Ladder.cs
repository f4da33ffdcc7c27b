using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalPartnership.Dates;

namespace DigitalPartnership.Notifications;

/// <summary>Who is reminded on a rung.</summary>
public enum RungRecipient
{
    /// <summary>Every liaison person in office of the parties that the matter waits for.</summary>
    Liaisons,

    /// <summary>The Secretariat.</summary>
    Secretariat,
}

/// <summary>One of the times at which people are reminded of a matter.</summary>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="Days">How many days after the matter is due; before it where negative.</param>
/// <param name="To">Who is reminded.</param>
public sealed record Rung([property: JsonPropertyName("rung")] string Name, int Days, RungRecipient To);

/// <summary>The rungs of one kind of reminder, the earliest first: data, in <c>rungs.json</c>.</summary>
internal sealed record Ladder(string Kind, string Basis, IReadOnlyList<Rung> Rungs)
{
    private static readonly IReadOnlyList<Ladder> All = Read();

    public static Ladder Of(string kind) => All.Single(ladder => ladder.Kind == kind);

    /// <summary>
    /// When each rung's mail goes out for a matter: what falls on a weekend on the Monday after, unless a newer rung is due by then.
    /// Of what was due before the installation, only what goes out after it counts: nobody is told about the past.
    /// </summary>
    public IReadOnlyList<(Rung Rung, DateOnly On)> Steps(DateOnly dueOn, DateOnly installedOn) =>
        [.. Rungs.Select(rung => (rung, On: dueOn.AddDays(rung.Days).OrMondayAfter())).Where(step => dueOn >= installedOn || step.On >= installedOn)];

    /// <summary>Whether a newer rung for the same sort of recipient is due by a day, so that this one says nothing new.</summary>
    public static bool IsOutdated(Notification notification, DateOnly today) =>
        All.FirstOrDefault(ladder => ladder.Kind == notification.Kind) is { } ladder
        && ladder.Rungs.FirstOrDefault(rung => rung.Name == notification.Rung) is { } own
        && ladder.Rungs.Any(rung => rung.To == own.To && rung.Days > own.Days && notification.DueOn.AddDays(rung.Days).OrMondayAfter() <= today);

    private static List<Ladder> Read()
    {
        using var stream = typeof(Ladder).Assembly.GetManifestResourceStream("DigitalPartnership.Notifications.rungs.json")!;
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) } };
        return [.. JsonSerializer.Deserialize<List<Ladder>>(stream, options)!.Select(ladder => ladder with { Rungs = [.. ladder.Rungs.OrderBy(rung => rung.Days)] })];
    }
}
