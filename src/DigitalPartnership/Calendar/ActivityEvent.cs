using DigitalPartnership.Site;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace DigitalPartnership.Calendar;

/// <summary>An activity as an entry of a calendar.</summary>
internal sealed class ActivityEvent(
    Activity activity, ActivityDays days, IEnumerable<Participant> participants, LastChange? change, CalendarWords words, Language language)
{
    public CalendarEvent Compose(SiteSettings site)
    {
        var entry = new CalendarEvent
        {
            Uid = $"activity-{activity.Id}@{site.PublicUrl.Host}",
            Start = new CalDateTime(days.First),
            End = new CalDateTime(days.Last.AddDays(1)),
            Summary = Summary(),
            Description = Description(),
            Status = activity.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Transparent,
            Categories = [words.Of(activity.Category)],
            Url = site.PublicUrl,
            Sequence = (int)(change?.Number ?? 0),
            // The standard demands a moment. For what has not been changed since it was published with its workplan that is the period's start.
            DtStamp = Moment(change?.At ?? activity.Workplan.From.ToDateTime(TimeOnly.MinValue)),
        };
        if (change is not null)
            entry.LastModified = Moment(change.At);
        return entry;
    }

    private static CalDateTime Moment(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private string Summary()
    {
        var title = activity.Title ?? words.ActivityOf(activity.Sector.Name);
        return days.IsExact ? title : $"{title} ({words.DateToBeConfirmed})";
    }

    private string Description()
    {
        var when = activity.Date!.Text(language);
        IEnumerable<string?> lines =
        [
            days.IsExact ? when : $"{when} ({words.DateToBeConfirmed})",
            words.Sector + activity.Sector.Name,
            .. Participants(),
            activity.Summary,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    /// <summary>Every organisation once, under the surest of its participations.</summary>
    private IEnumerable<string> Participants() =>
        from participant in participants.GroupBy(part => part.OrganisationId, (_, parts) => parts.MinBy(part => part.Certainty)!)
        group participant.Name by participant.Certainty into names
        orderby names.Key
        select words.Participants[(int)names.Key] + string.Join(", ", names);
}
