using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>What the workplan brings to organisations.</summary>
[Extends(typeof(OrganisationNode))]
public static class WorkplanFields
{
    /// <summary>Where it takes part, in which role and how surely.</summary>
    [Reads]
    public static IDataLoaderResult<IEnumerable<ParticipationNode>> Participations(
        IResolveFieldContext context, [FromSource] OrganisationNode organisation, [FromServices] ParticipationsByOrganisation participations, Filter<Participation>? where) =>
        participations.Load(context, organisation.Row.Id, where).Then(found => found.Select(row => new ParticipationNode(row)));

    /// <summary>The activities it takes part in, however surely, each once, by date, undated ones last.</summary>
    [Reads]
    public static IDataLoaderResult<Connection<ActivityNode>> Activities(
        IResolveFieldContext context, [FromSource] OrganisationNode organisation, [FromServices] ActivitiesByOrganisation activities, [FromServices] FilterContext filters,
        int? first, string? after, Filter<Activity>? where, IEnumerable<Sort<Activity>>? order) =>
        activities.Load<ActivityNode>(context, organisation.Row.Id, new PageArguments(first, after), where, WorkplanQueries.OrderOf(order, filters), row => new ActivityNode(row));
}
