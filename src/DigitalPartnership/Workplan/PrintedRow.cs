using System.Text.Encodings.Web;
using System.Text.Json;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Workplan;

/// <summary>
/// The five published cells of an activity to the letter. The record itself keeps what they mean: without blanks around it, a sector
/// in the spelling in which it came first.
/// </summary>
internal sealed record PrintedRow(string Category, string Sector, string Activity, string Date, string Participants)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The row of an activity as it stands now: the cells as they were printed wherever they still say what the record says, and what
    /// the record says where it was changed since or never printed.
    /// </summary>
    /// <param name="activity">The activity, with its sector.</param>
    /// <param name="participants">The names of those who take part, for an activity that was never printed.</param>
    public static PrintedRow Of(Activity activity, IEnumerable<string> participants)
    {
        var printed = activity.Printed;
        var category = WorkplanRowReader.Categories.First(known => known.Value == activity.Category).Key;
        return new PrintedRow(
            printed is not null && WorkplanRowReader.Categories.GetValueOrDefault(printed.Category.Trim()) == activity.Category ? printed.Category : category,
            printed is not null && Folding.Fold(printed.Sector.Trim()) == activity.Sector.NameKey ? printed.Sector : activity.Sector.Name,
            StillSays(printed?.Activity, activity.Title) ?? activity.Title ?? "",
            StillSays(printed?.Date, activity.Date?.Printed) ?? activity.Date?.Printed ?? activity.Date?.Text(Language.En) ?? "",
            StillSays(printed?.Participants, activity.ParticipantsAsPrinted) ?? activity.ParticipantsAsPrinted ?? string.Join(", ", participants.Distinct()));
    }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static PrintedRow Read(string text) => JsonSerializer.Deserialize<PrintedRow>(text)!;

    private static string? StillSays(string? cell, string? value) =>
        cell is not null && (string.IsNullOrWhiteSpace(cell) ? value is null : cell.Trim() == value?.Trim()) ? cell : null;
}
