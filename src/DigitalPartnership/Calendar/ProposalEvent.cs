using DigitalPartnership.Site;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace DigitalPartnership.Calendar;

/// <summary>What a partner has proposed, as a tentative entry of that partner's calendar.</summary>
internal sealed class ProposalEvent(ActivityProposal proposal, ActivityDays days, CalendarWords words, Language language)
{
    public CalendarEvent Compose(SiteSettings site) => new()
    {
        Uid = $"proposal-{proposal.Id}@{site.PublicUrl.Host}",
        Start = new CalDateTime(days.First),
        End = new CalDateTime(days.Last.AddDays(1)),
        Summary = $"{proposal.Title} ({(days.IsExact ? words.Proposed : $"{words.Proposed}, {words.DateToBeConfirmed}")})",
        Description = string.Join('\n', new[] { proposal.Date!.Text(language), words.Sector + proposal.Sector, proposal.Summary }.OfType<string>()),
        Status = EventStatus.Tentative,
        Transparency = TransparencyType.Transparent,
        Categories = [words.Of(proposal.Category)],
        Url = site.PublicUrl,
        // A proposal never changes: it is decided, and then it is no longer here.
        DtStamp = new CalDateTime(proposal.Workplan.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
    };
}
