using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;

namespace DigitalPartnership.Scheduling;

/// <summary>The root field that lists jobs.</summary>
[Extends(typeof(Query))]
public static class JobQueries
{
    /// <summary>What is done again and again by itself, in the order of the timetable.</summary>
    [Allowed(Audience.Admin)]
    public static async Task<IEnumerable<JobNode>?> Jobs(IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] Schedules schedules, [FromServices] TimeProvider time)
    {
        var (now, installedAt) = (time.GetUtcNow().UtcDateTime, await db.InstalledAtAsync(context.CancellationToken));
        return schedules.All.Select(schedule => new JobNode(schedule, now, installedAt));
    }
}
