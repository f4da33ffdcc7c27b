using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Sources;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Partners;

/// <summary>What a partnership brings to its organisation.</summary>
[Extends(typeof(PartnerNode))]
public static class PartnershipFields
{
    /// <summary>Where the organisation stands with the partnership today.</summary>
    [Reads]
    public static IDataLoaderResult<PartnerStatus> Status(
        [FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships, [FromServices] FilterContext context) =>
        partnerships.Load(partner.Row.Id).Then(row => row!.StatusOn(context.Today));

    /// <summary>The group in which it joined or is to join: 2017, 2018, 2020-2021 or 2022.</summary>
    [Reads]
    public static IDataLoaderResult<string?> Wave([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => row!.Wave);

    /// <summary>When letters were exchanged, as exactly as it is known.</summary>
    [Reads]
    public static IDataLoaderResult<ImpreciseDateNode?> JoinedOn([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => ImpreciseDateNode.Of(row!.JoinedOn));

    /// <summary>When it was introduced to TC-INF, the rapporteur group on information; only where that is said of it.</summary>
    [Reads]
    public static IDataLoaderResult<ImpreciseDateNode?> IntroducedToTcInfOn([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => ImpreciseDateNode.Of(row!.IntroducedToTcInfOn));

    /// <summary>When a candidate is expected to join.</summary>
    [Reads]
    public static IDataLoaderResult<ImpreciseDateNode?> ExpectedOn([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => ImpreciseDateNode.Of(row!.ExpectedOn));

    /// <summary>When the partnership ended.</summary>
    [Reads]
    public static IDataLoaderResult<ImpreciseDateNode?> TerminatedOn([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => ImpreciseDateNode.Of(row!.TerminatedOn));

    /// <summary>Why the partnership ended, as the public is told.</summary>
    [Reads]
    public static IDataLoaderResult<string?> TerminationReason([FromSource] PartnerNode partner, [FromServices] PartnershipByOrganisation partnerships) =>
        partnerships.Load(partner.Row.Id).Then(row => row!.TerminationReason);

    /// <summary>What happened in the life of the partnership, in the order of dates.</summary>
    [Reads]
    public static IDataLoaderResult<IEnumerable<LifecycleEventNode>> Lifecycle([FromSource] PartnerNode partner, [FromServices] LifecycleByOrganisation lifecycles) =>
        lifecycles.Load(partner.Row.Id).Then(steps => steps.Select(step => new LifecycleEventNode(step)));
}

/// <summary>Something that happened in the life of a partnership.</summary>
[Name("LifecycleEvent")]
public sealed class LifecycleEventNode(LifecycleEvent row)
{
    /// <summary>What sort of step it is.</summary>
    public LifecycleEventKind Kind => row.Kind;

    /// <summary>When it happened; null where that is not known.</summary>
    public ImpreciseDateNode? On => ImpreciseDateNode.Of(row.On);

    /// <summary>What happened, in a sentence.</summary>
    public string Description => row.Description;

    /// <summary>Where this comes from.</summary>
    public IEnumerable<Source> Sources => row.Sources;
}
