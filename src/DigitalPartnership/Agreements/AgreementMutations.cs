using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>Further uses of the logo, and participation in bodies.</summary>
[Extends(typeof(Mutation))]
public static class AgreementMutations
{
    /// <summary>Asks for leave to use the logo beyond what the letters allow.</summary>
    [Allowed(Audience.Liaison)]
    public static Task<RequestLogoUsePayload> RequestLogoUse([FromServices] Changes changes, RequestLogoUseInput input) =>
        changes.MakeAsync<RequestLogoUsePayload, int>(input, async change =>
        {
            var partner = change.Caller.PartnerId!.Value;
            var purpose = change.Text("purpose", input.Purpose, 1000);
            change.Check(input.Until is not { } until || until >= change.Today, "until", "It lies in the past.");
            change.StopIfWrong();
            var partnership = await change.Db.Partnerships.SingleAsync(row => row.OrganisationId == partner);
            if (partnership.StatusOn(change.Today) is not PartnerStatus.Active)
                throw new Refusal(new WrongStateError("Only an active partner can ask to use the logo."));
            var permission = new LogoPermission { OrganisationId = partner, Purpose = purpose, RequestedOn = change.Today, ValidUntil = input.Until };
            change.Db.Add(permission);
            return () => permission.Id;
        }, async key => new RequestLogoUsePayload { Permission = await PermissionAsync(changes, key) });

    /// <summary>Decides a request to use the logo.</summary>
    [Allowed(Audience.Admin)]
    public static Task<DecideLogoUsePayload> DecideLogoUse([FromServices] Changes changes, DecideLogoUseInput input) =>
        changes.MakeAsync<DecideLogoUsePayload, int>(input, async change =>
        {
            var key = Change.KeyOf(LogoPermissionNode.NodeKind, input.PermissionId);
            var permission = await change.Db.LogoPermissions.AsTracking().SingleOrDefaultAsync(row => row.Id == key) ?? throw Change.NotFound("logo permission");
            Change.Expect(permission, input.ExpectedVersion);
            var reason = change.OptionalText("reason", input.Reason, 2000);
            change.Check(input.Grant || reason is not null, "reason", "A request is declined with a reason.");
            change.Check(input.ValidUntil is not { } until || until >= change.Today, "validUntil", "It lies in the past.");
            var partnership = await change.Db.Partnerships.SingleAsync(row => row.OrganisationId == permission.OrganisationId);
            var lastDay = partnership.TerminatedOn?.Earliest?.AddDays(-1);
            change.Check(!input.Grant || input.ValidUntil is null || lastDay is null || input.ValidUntil <= lastDay, "validUntil", "It lies after the end of the partnership.");
            change.StopIfWrong();
            permission.Decide(input.Grant, change.Today, input.ValidUntil, reason);
            permission.EndBy(lastDay);
            change.Reason = reason;
            if (input.Grant)
            {
                var name = await change.Db.Organisations.Where(row => row.Id == permission.OrganisationId).Select(row => row.Name).SingleAsync();
                change.Publish("LOGO_USE_GRANTED", () => (OrganisationNode.NodeKind, permission.OrganisationId),
                    $"A further use of the logo by {name} was granted.", $"Une autre utilisation du logo par {name} a été accordée.");
            }
            return () => permission.Id;
        }, async key => new DecideLogoUsePayload { Permission = await PermissionAsync(changes, key) });

    /// <summary>Records a decision on the participation of an organisation in a body.</summary>
    [Allowed(Audience.Admin)]
    public static Task<RecordParticipationDecisionPayload> RecordParticipationDecision([FromServices] Changes changes, RecordParticipationDecisionInput input) =>
        changes.MakeAsync<RecordParticipationDecisionPayload, int>(input, async change =>
        {
            var organisation = await change.OrganisationAsync(input.OrganisationId, expectedVersion: null);
            var body = change.Text("body", input.Body, 200);
            var legalBasis = change.Text("legalBasis", input.LegalBasis, 400);
            var decidedBy = change.Text("decidedBy", input.DecidedBy, 200);
            change.Check(input.DecidedOn <= change.Today, "decidedOn", "It lies in the future.");
            change.StopIfWrong();
            var decision = new ParticipationDecision
            {
                OrganisationId = organisation.Id,
                Body = body,
                LegalBasis = legalBasis,
                DecidedOn = input.DecidedOn,
                DecidedBy = decidedBy,
                Outcome = input.Outcome,
            };
            change.Db.Add(decision);
            change.Publish("PARTICIPATION_DECIDED", () => (OrganisationNode.NodeKind, organisation.Id),
                $"{decidedBy} took a decision on the participation of {organisation.Name} in {body}.",
                $"{decidedBy} a pris une décision sur la participation de {organisation.Name} aux travaux de {body}.");
            return () => decision.Id;
        }, async key => new RecordParticipationDecisionPayload
        {
            Decision = new ParticipationDecisionNode(await changes.Db.ParticipationDecisions.Include(row => row.Organisation).SingleAsync(row => row.Id == key)),
        });

    private static async Task<LogoPermissionNode> PermissionAsync(Changes changes, int key) =>
        new(await changes.Db.LogoPermissions.SingleAsync(row => row.Id == key));
}

/// <summary>What the logo is to be used for.</summary>
public sealed class RequestLogoUseInput : MutationInput
{
    /// <summary>What for.</summary>
    public required string Purpose { get; set; }

    /// <summary>Until when; without end where it is left out.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>The request, or why it could not be made.</summary>
[Refuses(typeof(WrongStateError), typeof(ConflictError))]
public sealed class RequestLogoUsePayload : Payload
{
    /// <summary>The request.</summary>
    public LogoPermissionNode? Permission { get; set; }
}

/// <summary>A decision on a request to use the logo.</summary>
public sealed class DecideLogoUseInput : RecordInput
{
    /// <summary>The request.</summary>
    [Id]
    public required string PermissionId { get; set; }

    /// <summary>Whether the logo may be used.</summary>
    public bool Grant { get; set; }

    /// <summary>Until when; as asked for where it is left out.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Why; needed where it is declined.</summary>
    public string? Reason { get; set; }
}

/// <summary>The permission, or why nothing was decided.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class DecideLogoUsePayload : Payload
{
    /// <summary>The permission.</summary>
    public LogoPermissionNode? Permission { get; set; }
}

/// <summary>A decision on the participation of an organisation in a body.</summary>
public sealed class RecordParticipationDecisionInput : MutationInput
{
    /// <summary>The organisation.</summary>
    [Id]
    public required string OrganisationId { get; set; }

    /// <summary>The body, for example `CAHAI`.</summary>
    public required string Body { get; set; }

    /// <summary>The rule that the decision rests on.</summary>
    public required string LegalBasis { get; set; }

    /// <summary>When it was taken.</summary>
    public DateOnly DecidedOn { get; set; }

    /// <summary>Who took it: a body or an office.</summary>
    public required string DecidedBy { get; set; }

    /// <summary>How it turned out.</summary>
    public ParticipationDecisionOutcome Outcome { get; set; }
}

/// <summary>The decision, or why it was not recorded.</summary>
[Refuses(typeof(NotFoundError), typeof(ConflictError))]
public sealed class RecordParticipationDecisionPayload : Payload
{
    /// <summary>The decision.</summary>
    public ParticipationDecisionNode? Decision { get; set; }
}
