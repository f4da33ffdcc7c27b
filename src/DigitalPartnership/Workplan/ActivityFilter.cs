using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;

namespace DigitalPartnership.Workplan;

/// <summary>What activities can be filtered by.</summary>
internal sealed class ActivityFilter : FilterFields<Activity>
{
    public override string Name => "ActivityFilterInput";
    public override string Description => "Which activities to list; all fields given must hold.";

    public ActivityFilter()
    {
        Number("row", "Its number in the published workplan.", row => row.Row);
        Text("title", "The title as printed.", row => row.TitleKey);
        Choice("category", "The table it stands in.", row => row.Category);
        Choice("status", "Whether it lies ahead, has been held or was called off.", (row, context) =>
            row.IsCancelled ? ActivityStatus.Cancelled
            : (row.Date!.Latest ?? row.Workplan.To) < context.Today ? ActivityStatus.Held : ActivityStatus.Planned);
        Number("year", "The year of the earliest day that its date can mean.", row => row.Date!.Earliest!.Value.Year);
        Day("date", "The earliest day that its date can mean.", row => row.Date!.Earliest);
        One("sector", "The part of the Council of Europe that holds it.", row => row.Sector);
        One("workplan", "The workplan it stands in.", row => row.Workplan);
        Many("participants", "The organisations that take part.", (row, _) => row.Participations.Where(part => !part.IsWithdrawn).Select(part => part.Organisation));
        Many("participations", "Who takes part, in which role and how surely.", (row, _) => row.Participations.Where(part => !part.IsWithdrawn));
    }
}

/// <summary>What activities can be sorted by.</summary>
internal sealed class ActivitySort : SortFields<Activity>
{
    public override string Name => "ActivitySortInput";
    public override string Description => "What to sort activities by.";

    public ActivitySort()
    {
        By("date", "When it takes place, undated ones last.", Key(row => row.Date!.Earliest), Key(row => row.Date!.Latest));
        By("title", "The title, untitled ones last.", Key(row => row.TitleKey));
        By("row", "Its number in the published workplan.", Key(row => row.Row));
        By("category", "The table it stands in, in the order of the enumeration.", Key(row =>
            row.Category == ActivityCategory.BindingStandardSetting ? 0
            : row.Category == ActivityCategory.NonBindingStandardSetting ? 1
            : row.Category == ActivityCategory.Studies ? 2 : 3));
    }
}

/// <summary>What sectors can be filtered by.</summary>
internal sealed class SectorFilter : FilterFields<Sector>
{
    public override string Name => "SectorFilterInput";
    public override string Description => "Which sectors are meant; all fields given must hold.";

    public SectorFilter()
    {
        Text("name", "The cell as the workplan prints it.", row => row.NameKey);
        Text("body", "The unit that leads the cell.", row => row.BodyKey);
    }
}

/// <summary>What workplans can be filtered by.</summary>
internal sealed class WorkplanFilter : FilterFields<Workplan>
{
    public override string Name => "WorkplanFilterInput";
    public override string Description => "Which workplans are meant; all fields given must hold.";

    public WorkplanFilter() => Text("period", "The period, for example `2018-2021`.", row => row.Period);
}

/// <summary>What participations can be filtered by.</summary>
internal sealed class ParticipationFilter : FilterFields<Participation>
{
    public override string Name => "ParticipationFilterInput";
    public override string Description => "Which participations are meant; all fields given must hold.";

    public ParticipationFilter()
    {
        Choice("role", "What the organisation does there.", row => row.Role);
        Choice("certainty", "How sure that is.", row => row.Certainty);
    }
}

/// <summary>Lets organisations be filtered by their activities.</summary>
internal sealed class OrganisationActivityFilter : FilterFields<Organisation>
{
    public OrganisationActivityFilter() => Many("activities", "The activities it takes part in.", (row, context) =>
        context.Db.Set<Participation>().Where(part => part.OrganisationId == row.Id && !part.IsWithdrawn).Select(part => part.Activity));
}

/// <summary>Lets partners be filtered by their activities.</summary>
internal sealed class PartnerActivityFilter : FilterFields<Partnership>
{
    public PartnerActivityFilter() => Many("activities", "The activities it takes part in.", (row, context) =>
        context.Db.Set<Participation>().Where(part => part.OrganisationId == row.OrganisationId && !part.IsWithdrawn).Select(part => part.Activity));
}

/// <summary>Lets partners be sorted by how many activities they take part in.</summary>
internal sealed class PartnerActivitySort : SortFields<Partnership>
{
    public PartnerActivitySort() => By("activityCount", "How many activities it takes part in.", Key((row, context) =>
        context.Db.Set<Participation>().Where(part => part.OrganisationId == row.OrganisationId && !part.IsWithdrawn).Select(part => part.ActivityId).Distinct().Count()));
}
