using System.Globalization;
using DigitalPartnership.Dates;
using DigitalPartnership.Organisations;
using DigitalPartnership.Sources;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Workplan;

/// <summary>Makes sense of the rows of a workplan file.</summary>
internal sealed class WorkplanRowReader(Workplan workplan, NameIndex names, string document)
{
    private const int LongestCell = 200;

    internal static readonly Dictionary<string, ActivityCategory> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Binding standard setting"] = ActivityCategory.BindingStandardSetting,
        ["Non-binding standard setting"] = ActivityCategory.NonBindingStandardSetting,
        ["Studies"] = ActivityCategory.Studies,
        ["Conferences / Roundtables / Webinars"] = ActivityCategory.Events,
    };

    public WorkplanRow Read(WorkplanCsvRow row)
    {
        var read = new WorkplanRow(row, document);
        if (row.Fault is not null)
        {
            read.Reject(row.Fault);
            return read;
        }

        if (Categories.TryGetValue(row.Category.Trim(), out var category))
            read.Category = category;
        else
            read.Reject($"“{row.Category}” is no category; it is one of {string.Join(", ", Categories.Keys.Select(name => $"“{name}”"))}.");
        if (string.IsNullOrWhiteSpace(row.Sector))
            read.Reject("The sector is missing.");
        foreach (var (cell, column, longest) in LimitsOf(row).Where(limit => limit.Cell.Length > limit.Longest))
            read.Reject($"The cell '{column}' has {cell.Length} characters; at most {longest} can be kept.");
        ReadDate(row, read);
        ReadParticipants(row, read);
        if (row.SameEventAs.Length > 0)
        {
            if (int.TryParse(row.SameEventAs, NumberStyles.None, CultureInfo.InvariantCulture, out var other) && other > 0 && other != row.Number)
                read.SameEventAs = other;
            else
                read.Reject($"“{row.SameEventAs}” is not the number of another row.");
        }
        return read;
    }

    private static IEnumerable<(string Cell, string Column, int Longest)> LimitsOf(WorkplanCsvRow row) =>
    [
        (row.Category, "Category", LongestCell),
        (row.Sector, "Sector", Sector.Longest),
        (row.Activity, "Activity", Activity.LongestTitle),
        (row.Date, "Date", LongestCell),
        (row.Participants, "Companies/associations", 4000),
        (row.Description, "Description", Activity.LongestSummary),
        (row.Note, "Note", 1000),
    ];

    private void ReadDate(WorkplanCsvRow row, WorkplanRow read)
    {
        if (string.IsNullOrWhiteSpace(row.Date))
            return;
        if (!ImpreciseDate.TryParse(row.Date, out var date, out var reason))
            read.Reject(reason!);
        else if (!workplan.Covers(date))
            read.Reject($"{row.Date} lies outside the workplan's period {workplan.Period}.");
        else
            read.Date = date!.PrintedAs(row.Date);
    }

    private void ReadParticipants(WorkplanCsvRow row, WorkplanRow read)
    {
        var list = ParticipantList.Read(row.Participants, names);
        read.Messages.AddRange(list.Remarks.Select(remark => $"“{remark}” was read as a remark, not as a name."));
        foreach (var contradiction in list.Contradictions)
            read.Doubt(contradiction, []);
        foreach (var unknown in list.Unknown)
        {
            var resolution = names.Resolve(unknown);
            if (resolution.Candidates.Count > 0 || resolution.Organisation is not null)
                read.Doubt(resolution.Explanation, resolution.Organisation is { } found ? [found] : resolution.Candidates);
            else
                read.Reject(resolution.Explanation);
        }

        var roles = ReadRoles(row.Roles, list, read);
        var certainty = ParticipationCertainty.Confirmed;
        if (row.Certainty.Length > 0 && !EnumNames.TryRead(row.Certainty, out certainty))
            read.Reject($"“{row.Certainty}” is no certainty; it is one of {EnumNames.All<ParticipationCertainty>()}.");
        foreach (var listed in list.Participants)
        {
            if (listed.ListedAs.Length > 400)
                read.Reject($"The brackets behind “{listed.Name.Name}” are too long for a name.");
            foreach (var role in roles.TryGetValue(listed.Name.OrganisationId, out var own) ? own : roles[0])
                read.Participations.Add((listed, role, certainty));
        }
    }

    /// <summary>The roles by organisation; under 0 those of everybody who has none of its own.</summary>
    private Dictionary<int, List<ParticipationRole>> ReadRoles(string cell, ParticipantList list, WorkplanRow read)
    {
        var roles = new Dictionary<int, List<ParticipationRole>> { [0] = [ParticipationRole.Participant] };
        foreach (var entry in cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = entry.IndexOf('=');
            var key = 0;
            if (equals >= 0)
            {
                var organisation = names.Resolve(entry[..equals].Trim()).Organisation;
                if (organisation is null || list.Participants.All(listed => listed.Name.OrganisationId != organisation.Id))
                {
                    read.Reject($"The roles name “{entry[..equals].Trim()}”, who is not among the participants.");
                    continue;
                }
                key = organisation.Id;
            }
            var parsed = new List<ParticipationRole>();
            foreach (var text in entry[(equals + 1)..].Split('+', StringSplitOptions.TrimEntries))
            {
                if (EnumNames.TryRead<ParticipationRole>(text, out var role))
                    parsed.Add(role);
                else
                    read.Reject($"“{text}” is no role; it is one of {EnumNames.All<ParticipationRole>()}.");
            }
            if (parsed.Count > 0)
                roles[key] = [.. parsed.Distinct()];
        }
        return roles;
    }
}

/// <summary>A row of a workplan file that has been made sense of, or the reasons why it could not.</summary>
internal sealed class WorkplanRow(WorkplanCsvRow row, string document)
{
    public ImportOutcome Outcome { get; private set; } = ImportOutcome.Accepted;
    public List<string> Messages { get; } = [];
    public List<Organisation> Candidates { get; } = [];
    public ActivityCategory Category { get; set; }
    public string? Title { get; } = NullIfBlank(row.Activity);
    public ImpreciseDate? Date { get; set; }
    public int? SameEventAs { get; set; }
    public List<(ListedParticipant Listed, ParticipationRole Role, ParticipationCertainty Certainty)> Participations { get; } = [];

    public void Reject(string reason)
    {
        Outcome = ImportOutcome.Rejected;
        Messages.Add(reason);
    }

    public void Doubt(string reason, IReadOnlyList<Organisation> candidates)
    {
        if (Outcome is not ImportOutcome.Rejected)
            Outcome = ImportOutcome.Ambiguous;
        Messages.Add(reason);
        Candidates.AddRange(candidates.Where(candidate => Candidates.All(known => known.Id != candidate.Id)));
    }

    public Activity ToActivity(Workplan workplan, Sector sector, int number)
    {
        var activity = new Activity
        {
            Workplan = workplan,
            Sector = sector,
            Row = number,
            Title = Title,
            Category = Category,
            Date = Date,
            Summary = NullIfBlank(row.Description),
            ParticipantsAsPrinted = NullIfBlank(row.Participants),
            ParticipantsNote = NullIfBlank(row.Note),
            Printed = new PrintedRow(row.Category, row.Sector, row.Activity, row.Date, row.Participants),
            Sources = [new Source { Document = document, Section = "5 Workplan", Row = number, Quote = Title }],
        };
        activity.RenewSearchKey(sector.Name);
        foreach (var (listed, role, certainty) in Participations)
            activity.Participations.Add(new Participation { OrganisationId = listed.Name.OrganisationId, Role = role, Certainty = certainty, ListedAs = listed.ListedAs });
        return activity;
    }

    public bool SaysTheSameAs(Activity known) =>
        known.Title == Title
        && known.Date?.Printed == Date?.Printed
        && known.Summary == NullIfBlank(row.Description)
        && known.ParticipantsAsPrinted == NullIfBlank(row.Participants)
        && known.ParticipantsNote == NullIfBlank(row.Note)
        && known.Participations.Where(part => !part.IsWithdrawn).Select(part => (part.OrganisationId, part.Role, part.Certainty)).ToHashSet()
            .SetEquals(Participations.Select(part => (part.Listed.Name.OrganisationId, part.Role, part.Certainty)));

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
