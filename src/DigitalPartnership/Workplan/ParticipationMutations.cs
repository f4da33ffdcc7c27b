using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Changes of who takes part in activities.</summary>
[Extends(typeof(Mutation))]
public static class ParticipationMutations
{
    /// <summary>
    /// Records that an organisation takes part in an activity. In a committee that is the subject of a decision: where none is
    /// recorded, the warning `PARTICIPATION_DECISION_MISSING` says so.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<RecordParticipationPayload> RecordParticipation([FromServices] Changes changes, RecordParticipationInput input) =>
        changes.MakeAsync<RecordParticipationPayload, int>(input, async change =>
        {
            var activity = await change.ActivityAsync(input.ActivityId, input.ExpectedVersion);
            var key = Change.KeyOf(OrganisationNode.NodeKind, input.OrganisationId);
            var organisation = await change.Db.Organisations.SingleOrDefaultAsync(row => row.Id == key) ?? throw Change.NotFound("organisation");
            var note = change.OptionalText("note", input.Note, 1000);
            change.StopIfWrong();
            var participation = activity.AddParticipant(organisation, input.Role, input.Certainty, note);
            change.Touch(activity);
            await change.WarnUnlessAdmittedAsync(activity, organisation);
            change.Publish("PARTICIPATION_RECORDED", () => (ActivityNode.NodeKind, activity.Id),
                $"{activity.Called(Language.En)} has a new participation: {organisation.Name}.",
                $"{activity.Called(Language.Fr)} compte une nouvelle participation\u00A0: {organisation.Name}.");
            return () => participation.Id;
        }, async key => new RecordParticipationPayload { Participation = new ParticipationNode(await changes.Db.Participations.SingleAsync(row => row.Id == key)) });

    /// <summary>Takes a participation back. It is kept with its reason and no longer shown.</summary>
    [Allowed(Audience.Admin)]
    public static Task<WithdrawParticipationPayload> WithdrawParticipation([FromServices] Changes changes, WithdrawParticipationInput input) =>
        changes.MakeAsync<WithdrawParticipationPayload, int>(input, async change =>
        {
            var key = Change.KeyOf(ParticipationNode.NodeKind, input.ParticipationId);
            var participation = await change.Db.Participations.AsTracking()
                .Include(row => row.Organisation).Include(row => row.Activity.Sector).SingleOrDefaultAsync(row => row.Id == key)
                ?? throw Change.NotFound("participation");
            Change.Expect(participation, input.ExpectedVersion);
            var reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            participation.Withdraw(reason);
            change.Touch(participation.Activity);
            change.Reason = reason;
            change.Publish("PARTICIPATION_WITHDRAWN", () => (ActivityNode.NodeKind, participation.ActivityId),
                $"{participation.Activity.Called(Language.En)} has one participation less: {participation.Organisation.Name}.",
                $"{participation.Activity.Called(Language.Fr)} compte une participation de moins\u00A0: {participation.Organisation.Name}.");
            return () => participation.ActivityId;
        }, async key => new WithdrawParticipationPayload { Activity = await changes.ActivityAsync(key) });
}

/// <summary>Who takes part in what.</summary>
public sealed class RecordParticipationInput : RecordInput
{
    /// <summary>The activity; the expected version is that of the activity.</summary>
    [Id]
    public required string ActivityId { get; set; }

    /// <summary>The organisation, whether a partner or not.</summary>
    [Id]
    public required string OrganisationId { get; set; }

    /// <summary>What it does there.</summary>
    public ParticipationRole Role { get; set; }

    /// <summary>How sure that is.</summary>
    public ParticipationCertainty Certainty { get; set; }

    /// <summary>What has to be known about it.</summary>
    public string? Note { get; set; }
}

/// <summary>The participation, or why it was not recorded.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class RecordParticipationPayload : Payload
{
    /// <summary>The new participation.</summary>
    public ParticipationNode? Participation { get; set; }
}

/// <summary>A participation that did not come about or was recorded by mistake.</summary>
public sealed class WithdrawParticipationInput : RecordInput
{
    /// <summary>The participation.</summary>
    [Id]
    public required string ParticipationId { get; set; }

    /// <summary>Why; kept for the Secretariat, not published.</summary>
    public required string Reason { get; set; }
}

/// <summary>The activity, or why nothing was taken back.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class WithdrawParticipationPayload : Payload
{
    /// <summary>The activity without the participation.</summary>
    public ActivityNode? Activity { get; set; }
}
