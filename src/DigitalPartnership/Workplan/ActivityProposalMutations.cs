using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>What partners propose for workplans, and what becomes of it.</summary>
[Extends(typeof(Mutation))]
public static class ActivityProposalMutations
{
    /// <summary>Proposes an activity for a workplan in the name of the caller's partner.</summary>
    [Allowed(Audience.Liaison)]
    public static Task<ProposeActivityPayload> ProposeActivity([FromServices] Changes changes, ProposeActivityInput input) =>
        changes.MakeAsync<ProposeActivityPayload, int>(input, async change =>
        {
            var partner = change.Caller.PartnerId!.Value;
            var workplan = await change.WorkplanAsync(input.WorkplanPeriod);
            var sector = change.Text("sector", input.Sector, Sector.Longest);
            var title = change.Text("title", input.Title, Activity.LongestTitle);
            var date = change.DateWithin(workplan, "date", input.Date);
            var summary = change.OptionalText("summary", input.Summary, Activity.LongestSummary);
            change.StopIfWrong();
            var partnership = await change.Db.Partnerships.SingleAsync(row => row.OrganisationId == partner);
            if (partnership.StatusOn(change.Today) is not (PartnerStatus.Active or PartnerStatus.Candidate))
                throw new Refusal(new WrongStateError("The partnership has ended; only partners and candidates propose activities."));
            var proposal = new ActivityProposal
            {
                OrganisationId = partner,
                Workplan = workplan,
                Category = input.Category,
                Sector = sector,
                Title = title,
                Date = date,
                Summary = summary,
            };
            change.Db.Add(proposal);
            return () => proposal.Id;
        }, async key => new ProposeActivityPayload { Proposal = await changes.ProposalAsync(key) });

    /// <summary>
    /// Decides what a partner has proposed. Accepted, it becomes an activity in which the partner tentatively takes part;
    /// declining it needs a reason, which the partner is told.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<DecideActivityProposalPayload> DecideActivityProposal([FromServices] Changes changes, DecideActivityProposalInput input) =>
        changes.MakeAsync<DecideActivityProposalPayload, int>(input, async change =>
        {
            var key = Change.KeyOf(ActivityProposalNode.NodeKind, input.ProposalId);
            var proposal = await change.Db.ActivityProposals.AsTracking().Include(row => row.Organisation).Include(row => row.Workplan).SingleOrDefaultAsync(row => row.Id == key)
                ?? throw Change.NotFound("proposal");
            Change.Expect(proposal, input.ExpectedVersion);
            var reason = input.Accept ? change.OptionalText("reason", input.Reason, 2000) : change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            change.Reason = reason;
            if (input.Accept)
                await AcceptAsync(change, proposal, reason);
            else
                proposal.Decline(reason!);
            return () => proposal.Id;
        }, async key => new DecideActivityProposalPayload { Proposal = await changes.ProposalAsync(key) });

    private static async Task AcceptAsync(Change change, ActivityProposal proposal, string? reason)
    {
        var activity = await change.AddActivityAsync(proposal.Workplan, proposal.Category, proposal.Sector, proposal.Title, proposal.Date, proposal.Summary);
        proposal.Accept(activity, reason);
        activity.AddParticipant(proposal.Organisation, ParticipationRole.Participant, ParticipationCertainty.Tentative, note: null);
        await change.WarnUnlessAdmittedAsync(activity, proposal.Organisation);
    }

    private static async Task<ActivityProposalNode> ProposalAsync(this Changes changes, int key) => new(await changes.Db.ActivityProposals.SingleAsync(row => row.Id == key));
}

/// <summary>An activity that the caller's partner would like to see.</summary>
public sealed class ProposeActivityInput : MutationInput
{
    /// <summary>The period of the workplan for which it is proposed, for example `2022-2023`.</summary>
    public required string WorkplanPeriod { get; set; }

    /// <summary>The table in which it would stand.</summary>
    public ActivityCategory Category { get; set; }

    /// <summary>The part of the Council of Europe that would hold it.</summary>
    public required string Sector { get; set; }

    /// <summary>What it would be called.</summary>
    public required string Title { get; set; }

    /// <summary>When it would take place; it must be able to lie within the workplan's period.</summary>
    [InputType(typeof(EdtfGraphType))]
    public string? Date { get; set; }

    /// <summary>What it would be about, in a sentence or two.</summary>
    public string? Summary { get; set; }
}

/// <summary>The proposal, or why it was not taken down.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class ProposeActivityPayload : Payload
{
    /// <summary>The new proposal.</summary>
    public ActivityProposalNode? Proposal { get; set; }
}

/// <summary>What becomes of a proposal.</summary>
public sealed class DecideActivityProposalInput : RecordInput
{
    /// <summary>The proposal.</summary>
    [Id]
    public required string ProposalId { get; set; }

    /// <summary>Whether it becomes an activity.</summary>
    public bool Accept { get; set; }

    /// <summary>Why, as the partner is told; needed where it is declined.</summary>
    public string? Reason { get; set; }
}

/// <summary>The proposal, or why it was not decided.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class DecideActivityProposalPayload : Payload
{
    /// <summary>The proposal.</summary>
    public ActivityProposalNode? Proposal { get; set; }
}
