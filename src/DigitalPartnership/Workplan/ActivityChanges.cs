using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Sources;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Steps that mutations about activities have in common.</summary>
internal static class ActivityChanges
{
    /// <summary>The workplan of a period.</summary>
    public static async Task<Workplan> WorkplanAsync(this Change change, string period) =>
        await change.Db.Workplans.AsTracking().SingleOrDefaultAsync(row => row.Period == period)
        ?? throw new Refusal(new NotFoundError("There is no workplan of this period."));

    /// <summary>The activity that an input names, with what its rules look at, ready to be changed.</summary>
    public static async Task<Activity> ActivityAsync(this Change change, string activityId, string? expectedVersion)
    {
        var key = Change.KeyOf(ActivityNode.NodeKind, activityId);
        var activity = await change.Db.Activities.AsTracking()
            .Include(row => row.Workplan).Include(row => row.Sector).Include(row => row.Participations)
            .SingleOrDefaultAsync(row => row.Id == key)
            ?? throw Change.NotFound("activity");
        Change.Expect(activity, expectedVersion);
        return activity;
    }

    /// <summary>The activity as it is now.</summary>
    public static async Task<ActivityNode> ActivityAsync(this Changes changes, int key) => new(await changes.Db.Activities.SingleAsync(row => row.Id == key));

    /// <summary>Reads a date that must be able to lie within the period of a workplan.</summary>
    public static ImpreciseDate? DateWithin(this Change change, Workplan workplan, string field, string? edtf)
    {
        var date = change.Date(field, edtf);
        change.Check(workplan.Covers(date), field, $"It lies outside the workplan's period {workplan.Period}.");
        return date;
    }

    /// <summary>Adds an activity, and its sector where that is new, and tells the public.</summary>
    public static async Task<Activity> AddActivityAsync(
        this Change change, Workplan workplan, ActivityCategory category, string sector, string title, ImpreciseDate? date, string? summary)
    {
        var sectors = await SectorList.LoadAsync(change.Db);
        var activity = new Activity
        {
            Workplan = workplan,
            Sector = sectors.Named(sector),
            Category = category,
            Title = title,
            Date = date,
            Summary = summary,
            Sources = [new Source { Document = $"Workplan {workplan.Period}", Section = $"added on {ImpreciseDate.OnDay(change.Today).Text(Language.En)}" }],
        };
        activity.RenewSearchKey(activity.Sector.Name);
        change.Db.Add(activity);
        sectors.FindParents();
        change.Publish("ACTIVITY_ADDED", () => (ActivityNode.NodeKind, activity.Id),
            $"{activity.Called(Language.En)} was added to the workplan {workplan.Period}.",
            $"{activity.Called(Language.Fr)} a été ajoutée au plan de travail {workplan.Period}.");
        return activity;
    }

    /// <summary>Warns where an organisation takes part in a committee to which no decision admits it.</summary>
    public static async Task WarnUnlessAdmittedAsync(this Change change, Activity activity, Organisation organisation)
    {
        if (activity.Category is ActivityCategory.BindingStandardSetting or ActivityCategory.NonBindingStandardSetting
            && !await CommitteeDecisions.IsAdmittedAsync(change, organisation.Id, activity.Sector))
        {
            change.Warn("PARTICIPATION_DECISION_MISSING",
                $"No decision that admits {organisation.Name} to {activity.Sector.Body} is recorded; who takes part in which body is decided case by case.");
        }
    }

    /// <summary>What an activity is called in the public feed.</summary>
    public static string Called(this Activity activity, Language language) => (activity.Title, language) switch
    {
        ({ } title, Language.En) => $"The activity “{title}”",
        ({ } title, _) => $"L’activité «\u00A0{title}\u00A0»",
        (_, Language.En) => $"An activity of {activity.Sector.Name}",
        _ => $"Une activité ({activity.Sector.Name})",
    };
}
