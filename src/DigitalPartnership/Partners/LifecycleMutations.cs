using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>Changes that end a partnership, and the change of a name.</summary>
[Extends(typeof(Mutation))]
public static class LifecycleMutations
{
    /// <summary>Ends an active partnership. It stays documented; its standing logo permission lapses.</summary>
    [Allowed(Audience.Admin)]
    public static Task<TerminatePartnershipPayload> TerminatePartnership([FromServices] Changes changes, TerminatePartnershipInput input) =>
        changes.MakeAsync<TerminatePartnershipPayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            var decidedBy = change.Text("decidedBy", input.DecidedBy, 200);
            var publicReason = change.Text("publicReason", input.PublicReason, 2000);
            var internalReason = change.OptionalText("internalReason", input.InternalReason, 2000);
            change.Check(input.DecidedOn <= change.Today, "decidedOn", "It lies in the future.");
            change.Check(input.EffectiveOn >= input.DecidedOn, "effectiveOn", "It lies before the decision.");
            change.Check(partnership.JoinedOn?.Earliest is not { } joined || input.EffectiveOn >= joined, "effectiveOn", "It lies before the partnership began.");
            change.StopIfWrong();
            partnership.Terminate(input.DecidedOn, input.EffectiveOn, decidedBy, publicReason, internalReason);
            change.Touch(partnership.Organisation);
            change.Reason = internalReason ?? publicReason;
            var (name, effective) = (partnership.Organisation.Name, ImpreciseDate.OnDay(input.EffectiveOn));
            change.Publish("PARTNERSHIP_TERMINATED", () => (OrganisationNode.NodeKind, partnership.OrganisationId),
                $"The partnership with {name} ends on {effective.Text(Language.En)}.", $"Le partenariat avec {name} prend fin le {effective.Text(Language.Fr)}.");
            return () => partnership.OrganisationId;
        }, async key => new TerminatePartnershipPayload { Partner = await changes.PartnerAsync(key) });

    /// <summary>Closes a candidature that did not lead to a partnership.</summary>
    [Allowed(Audience.Admin)]
    public static Task<DeclineCandidatePayload> DeclineCandidate([FromServices] Changes changes, DeclineCandidateInput input) =>
        changes.MakeAsync<DeclineCandidatePayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            var publicReason = change.OptionalText("publicReason", input.PublicReason, 2000);
            var internalReason = change.Text("internalReason", input.InternalReason, 2000);
            change.Check(input.On <= change.Today, "on", "It lies in the future.");
            change.StopIfWrong();
            partnership.Decline(input.On, publicReason, internalReason);
            change.Touch(partnership.Organisation);
            change.Reason = internalReason;
            var name = partnership.Organisation.Name;
            change.Publish("CANDIDATE_DECLINED", () => (OrganisationNode.NodeKind, partnership.OrganisationId),
                $"The candidature of {name} was closed.", $"Candidature close : {name}.");
            return () => partnership.OrganisationId;
        }, async key => new DeclineCandidatePayload { Partner = await changes.PartnerAsync(key) });

    /// <summary>Records that an organisation goes by a new name from a day on; the former name is still found.</summary>
    [Allowed(Audience.Admin)]
    public static Task<RenameOrganisationPayload> RenameOrganisation([FromServices] Changes changes, [FromServices] NameResolver names, RenameOrganisationInput input) =>
        changes.MakeAsync<RenameOrganisationPayload, int>(input, async change =>
        {
            var organisation = await change.OrganisationAsync(input.OrganisationId, input.ExpectedVersion);
            var name = change.Name("name", input.Name);
            var on = change.Date("on", input.On);
            change.NotInFuture("on", on);
            change.Check(name != organisation.Name, "name", "It goes by this name already.");
            change.StopIfWrong();
            await change.NameIsFreeAsync(names, "name", name, organisation);
            var former = organisation.Name;
            organisation.Rename(name, on!.Earliest);
            if (await change.Db.Partnerships.AsTracking().SingleOrDefaultAsync(row => row.OrganisationId == organisation.Id) is { } partnership)
                partnership.Record(LifecycleEventKind.Renamed, on, $"{former} goes by the name of {name}.");
            change.Publish("ORGANISATION_RENAMED", () => (OrganisationNode.NodeKind, organisation.Id),
                $"{former} is now called {name}.", $"{former} s’appelle désormais {name}.");
            return () => organisation.Id;
        }, async key => new RenameOrganisationPayload { Organisation = await changes.OrganisationAsync(key) });
}

/// <summary>The end of a partnership.</summary>
public sealed class TerminatePartnershipInput : RecordInput
{
    /// <summary>The partner.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>When it was decided.</summary>
    public DateOnly DecidedOn { get; set; }

    /// <summary>The first day on which it is no longer a partner; may lie ahead.</summary>
    public DateOnly EffectiveOn { get; set; }

    /// <summary>The body or office that decided.</summary>
    public required string DecidedBy { get; set; }

    /// <summary>Why, as the public is told.</summary>
    public required string PublicReason { get; set; }

    /// <summary>Why, for the Secretariat alone.</summary>
    public string? InternalReason { get; set; }
}

/// <summary>The former partner, or why the partnership was not ended.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class TerminatePartnershipPayload : Payload
{
    /// <summary>The former partner.</summary>
    public PartnerNode? Partner { get; set; }
}

/// <summary>The end of a candidature.</summary>
public sealed class DeclineCandidateInput : RecordInput
{
    /// <summary>The candidate.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>When it was closed.</summary>
    public DateOnly On { get; set; }

    /// <summary>Why, as the public is told; nothing where it is left out.</summary>
    public string? PublicReason { get; set; }

    /// <summary>Why, for the Secretariat alone.</summary>
    public required string InternalReason { get; set; }
}

/// <summary>The former candidate, or why the candidature was not closed.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class DeclineCandidatePayload : Payload
{
    /// <summary>The former candidate.</summary>
    public PartnerNode? Partner { get; set; }
}

/// <summary>A new name.</summary>
public sealed class RenameOrganisationInput : RecordInput
{
    /// <summary>The organisation.</summary>
    [Id]
    public required string OrganisationId { get; set; }

    /// <summary>The name it goes by from now on.</summary>
    public required string Name { get; set; }

    /// <summary>Since when.</summary>
    [InputType(typeof(global::GraphQL.Types.NonNullGraphType<EdtfGraphType>))]
    public required string On { get; set; }
}

/// <summary>The organisation, or why it was not renamed.</summary>
[Refuses(typeof(NotFoundError), typeof(NameTakenError), typeof(ConflictError))]
public sealed class RenameOrganisationPayload : Payload
{
    /// <summary>The organisation.</summary>
    public OrganisationNode? Organisation { get; set; }
}
