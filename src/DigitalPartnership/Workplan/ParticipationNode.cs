using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Workplan;

/// <summary>That an organisation takes part in an activity, in one role.</summary>
[Name("Participation")]
public sealed class ParticipationNode : INode
{
    internal const string NodeKind = "Participation";

    internal ParticipationNode(Participation row) => Row = row;

    internal Participation Row { get; }

    /// <summary>The participation's id: opaque, and the same for ever.</summary>
    [Id]
    public string Id => new NodeId(NodeKind, Row.Id).ToString();

    /// <summary>Changes with every change of the record; sent back as `expectedVersion`.</summary>
    public string Version => Row.Version.ToString("N");

    /// <summary>Who takes part.</summary>
    public IDataLoaderResult<OrganisationNode> Organisation([FromServices] OrganisationById organisations) =>
        organisations.Load(Row.OrganisationId).Then(row => OrganisationNode.Of(row!));

    /// <summary>In what.</summary>
    public IDataLoaderResult<ActivityNode> Activity([FromServices] ActivityById activities) =>
        activities.Load(Row.ActivityId).Then(row => new ActivityNode(row!));

    /// <summary>What it does there.</summary>
    public ParticipationRole Role => Row.Role;

    /// <summary>How sure that is.</summary>
    public ParticipationCertainty Certainty => Row.Certainty;

    /// <summary>Its name as the list of participants prints it.</summary>
    public string ListedAs => Row.ListedAs;

    /// <summary>What has to be known about it.</summary>
    public string? Note => Row.Note;

    /// <summary>Whether the organisation was a partner on the activity's date; null where the dates do not decide.</summary>
    public IDataLoaderResult<bool?> WasPartner([FromServices] PartnershipByOrganisation partnerships, [FromServices] ActivityById activities)
    {
        var partnership = partnerships.Load(Row.OrganisationId);
        return activities.Load(Row.ActivityId).With(partnership, (activity, partner) => partner.WasActiveDuring(activity!.Date));
    }
}
