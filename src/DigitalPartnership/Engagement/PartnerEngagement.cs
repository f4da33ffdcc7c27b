using System.ComponentModel;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Engagement;

/// <summary>What engagement brings to partners.</summary>
[Extends(typeof(PartnerNode))]
public static class PartnerEngagementFields
{
    /// <summary>In how many activities the partner takes part, out of all; counted as the root field `engagement` counts.</summary>
    public static IDataLoaderResult<PartnerEngagementNode> Engagement(
        IResolveFieldContext context, [FromSource] PartnerNode partner, [FromServices] EngagementByPartner engagement,
        [Description("What to count; every activity and every confirmed participation where it is left out.")] EngagementFilter? where) =>
        engagement.Load(context, partner.Row.Id, where);
}

/// <summary>The engagement of one partner.</summary>
[Name("PartnerEngagement")]
public sealed class PartnerEngagementNode
{
    private readonly PartnerFigures _figures;
    private readonly int _partner;

    internal PartnerEngagementNode(PartnerFigures figures, int partner, int activities) => (_figures, _partner, Activities) = (figures, partner, activities);

    /// <summary>How many activities it takes part in.</summary>
    public int Activities { get; }

    /// <summary>How many activities there are in the filter, whoever took part.</summary>
    public int Of => _figures.Denominator;

    /// <summary>The one divided by the other, from 0 to 1; 0 where there are none.</summary>
    public double Rate => Of == 0 ? 0 : (double)Activities / Of;

    /// <summary>The earliest of them; null where none has a date.</summary>
    public IDataLoaderResult<ActivityNode?> FirstActivity() => Shown(_figures.First);

    /// <summary>The latest of them; null where none has a date.</summary>
    public IDataLoaderResult<ActivityNode?> LastActivity() => Shown(_figures.Last);

    private IDataLoaderResult<ActivityNode?> Shown(EdgeOfTime activities) => activities.Load(_partner).Then(row => row is null ? null : new ActivityNode(row));
}
