using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Agreements;

/// <summary>The exchange of letters.</summary>
[Extends(typeof(Mutation))]
public static class LetterMutations
{
    /// <summary>
    /// Records the letter of one party. With the second letter the candidate becomes a partner, from the later of the two dates on and as
    /// exactly as that is known.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<RecordLetterPayload> RecordLetter([FromServices] Changes changes, RecordLetterInput input) =>
        changes.MakeAsync<RecordLetterPayload, RecordedLetter>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            var on = change.Date("on", input.On);
            var office = change.Text("signatoryOffice", input.SignatoryOffice, 200);
            var name = change.OptionalText("signatoryName", input.SignatoryName, 200);
            change.NotInFuture("on", on);
            change.StopIfWrong();

            var letters = await change.Db.Letters.Where(row => row.OrganisationId == partnership.OrganisationId).ToListAsync();
            if (letters.Any(letter => letter.Party == input.Party))
                throw new Refusal(new WrongStateError($"The letter of the {(input.Party is Party.Council ? "Council" : "partner")} is recorded already."));
            if (partnership.Status is not (PartnerStatus.Candidate or PartnerStatus.Active))
                throw new Refusal(new WrongStateError($"The partnership is {EnumNames.Of(partnership.Status)}; letters are exchanged with candidates."));
            if (partnership.IntroducedToTcInfOn is null)
                change.Warn("INTRODUCTION_MISSING", "The introduction to TC-INF has not been recorded.");

            var letter = new Letter { OrganisationId = partnership.OrganisationId, Party = input.Party, On = on!, SignatoryOffice = office, SignatoryName = name };
            change.Db.Add(letter);
            partnership.Record(input.Party is Party.Council ? LifecycleEventKind.LetterOfCouncil : LifecycleEventKind.LetterOfPartner, on!,
                input.Party is Party.Council ? "The Council of Europe signed its letter." : "The partner signed its letter.");
            change.Touch(partnership.Organisation);
            Publish(change, partnership, input.Party);
            if (letters is [var other] && partnership.Status is PartnerStatus.Candidate)
                Join(change, partnership, Later(other.On, on!));
            return () => new RecordedLetter(partnership.OrganisationId, input.Party);
        }, async made => new RecordLetterPayload
        {
            Partner = await changes.PartnerAsync(made.OrganisationId),
            Letter = new LetterNode(await changes.Db.Letters.SingleAsync(row => row.OrganisationId == made.OrganisationId && row.Party == made.Party)),
        });

    private static void Join(Change change, Partnership partnership, ImpreciseDate on)
    {
        partnership.Join(on);
        var name = partnership.Organisation.Name;
        change.Publish("PARTNER_JOINED", () => (OrganisationNode.NodeKind, partnership.OrganisationId),
            $"{name} has joined the partnership ({on.Text(Language.En)}).", $"{name} a rejoint le partenariat ({on.Text(Language.Fr)}).");
    }

    private static void Publish(Change change, Partnership partnership, Party party)
    {
        var name = partnership.Organisation.Name;
        var (english, french) = party is Party.Council
            ? ($"The Council of Europe signed its letter to {name}.", $"Le Conseil de l’Europe a signé sa lettre à {name}.")
            : ($"{name} signed its letter to the Council of Europe.", $"{name} a signé sa lettre au Conseil de l’Europe.");
        change.Publish("LETTER_RECORDED", () => (OrganisationNode.NodeKind, partnership.OrganisationId), english, french);
    }

    private static ImpreciseDate Later(ImpreciseDate one, ImpreciseDate other) =>
        (one.Earliest ?? DateOnly.MinValue, one.Latest ?? DateOnly.MaxValue).CompareTo((other.Earliest ?? DateOnly.MinValue, other.Latest ?? DateOnly.MaxValue)) > 0 ? one : other;

    internal sealed record RecordedLetter(int OrganisationId, Party Party);
}

/// <summary>A letter of the exchange.</summary>
public sealed class RecordLetterInput : RecordInput
{
    /// <summary>The partner or candidate.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>Whose letter it is.</summary>
    public Party Party { get; set; }

    /// <summary>When it was signed, as exactly as it is known.</summary>
    [InputType(typeof(global::GraphQL.Types.NonNullGraphType<EdtfGraphType>))]
    public required string On { get; set; }

    /// <summary>The office of the person who signed it.</summary>
    public required string SignatoryOffice { get; set; }

    /// <summary>The name of the person who signed it; public for the Council's side only.</summary>
    public string? SignatoryName { get; set; }
}

/// <summary>The partner and the letter, or why nothing was recorded.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class RecordLetterPayload : Payload
{
    /// <summary>The partner or candidate.</summary>
    public PartnerNode? Partner { get; set; }

    /// <summary>The letter.</summary>
    public LetterNode? Letter { get; set; }
}
