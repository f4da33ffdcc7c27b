using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Changes of who is liaison.</summary>
[Extends(typeof(Mutation))]
public static class LiaisonMutations
{
    /// <summary>
    /// Makes a person the liaison of one party; a party may have several. Warns `LIAISON_SINGLE` where the party has no other, and
    /// `LIAISON_MISSING` where the other party has none.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<DesignateLiaisonPayload> DesignateLiaison([FromServices] Changes changes, DesignateLiaisonInput input) =>
        changes.MakeAsync<DesignateLiaisonPayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            var name = change.Text("name", input.Name, Liaison.LongestName);
            change.Check(EmailAddress.IsValid(input.Email), "email", $"It must be an e-mail address in ASCII with at most {EmailAddress.Longest} characters.");
            change.StopIfWrong();
            var offices = await change.Db.Liaisons.Where(row => row.OrganisationId == partnership.OrganisationId).ToListAsync();
            var liaison = Liaison.Designate(partnership, input.Party, input.From, name, input.Email, input.Language, change.Today);
            change.Check(!offices.Exists(known => known.Party == liaison.Party && known.EmailKey == liaison.EmailKey && known.IsOpenOn(liaison.From)),
                "email", "A liaison of this party with this address is in office at that time.");
            change.StopIfWrong();
            // Who has switched off mail that only informs does not get it again by a new office.
            liaison.InformationalMail = !await change.Db.Liaisons.AnyAsync(row => row.EmailKey == liaison.EmailKey && !row.InformationalMail);
            change.Db.Add(liaison);
            change.Touch(partnership.Organisation);
            offices.Add(liaison);
            foreach (var (party, least) in new[] { (liaison.Party, 2), (OtherThan(liaison.Party), 1) })
                change.WarnOfGap(offices, party, change.Today, partnership.Organisation.Name, least);
            change.TellOf("LIAISON_DESIGNATED", liaison, partnership.Organisation.Name,
                (who, where) => $"A liaison person was designated by {who}{where}.", (who, where) => $"Une personne de liaison a été désignée par {who}{where}.");
            return () => liaison.Id;
        }, async key => new DesignateLiaisonPayload { Liaison = await changes.LiaisonAsync(key) });

    /// <summary>Ends an office. Warns `LIAISON_MISSING` or `LIAISON_SINGLE` where the party is left with no liaison or with one.</summary>
    [Allowed(Audience.Admin)]
    public static Task<EndLiaisonPayload> EndLiaison([FromServices] Changes changes, EndLiaisonInput input) =>
        changes.MakeAsync<EndLiaisonPayload, int>(input, async change =>
        {
            var liaison = await change.LiaisonAsync(input.LiaisonId, input.ExpectedVersion);
            change.Check(input.On >= liaison.From, "on", "It lies before the office began.");
            change.StopIfWrong();
            liaison.End(input.On);
            await change.TellOfEndAsync(liaison);
            return () => liaison.Id;
        }, async key => new EndLiaisonPayload { Liaison = await changes.LiaisonAsync(key) });

    /// <summary>
    /// Erases name, address and sign-in of a person from all offices that the person holds or held, that is from all with the same
    /// address or sign-in. The offices and all counts remain; what has not ended yet ends today.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<EraseLiaisonPayload> EraseLiaison([FromServices] Changes changes, EraseLiaisonInput input) =>
        changes.MakeAsync<EraseLiaisonPayload, int>(input, async change =>
        {
            var liaison = await change.LiaisonAsync(input.LiaisonId, input.ExpectedVersion);
            change.Reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            var offices = await change.Db.Liaisons.AsTracking().OfSamePersonAs(liaison).ToListAsync();
            foreach (var office in offices.Where(office => office == liaison || office.ErasedOn is null))
            {
                var isEnded = !office.IsOpenOn(change.Today);
                if (office.CallerId is { } caller)
                    await change.ForgetCallerAsync(caller, $"erased liaison {office.Id}");
                office.Erase(change.Today);
                if (!isEnded)
                    await change.TellOfEndAsync(office);
            }
            return () => liaison.Id;
        }, async key => new EraseLiaisonPayload { Liaison = await changes.LiaisonAsync(key) });

    private static async Task TellOfEndAsync(this Change change, Liaison liaison)
    {
        var partner = await change.Db.Organisations.Where(row => row.Id == liaison.OrganisationId).Select(row => row.Name).SingleAsync();
        var offices = await change.Db.Liaisons.AsTracking().Where(row => row.OrganisationId == liaison.OrganisationId).ToListAsync();
        var end = liaison.To!.Value;
        change.WarnOfGap(offices, liaison.Party, end, partner, least: 2);
        change.TellOf("LIAISON_ENDED", liaison, partner,
            (who, where) => $"A liaison person designated by {who}{where} leaves office on {ImpreciseDate.OnDay(end).Text(Language.En)}.",
            (who, where) => $"Une personne de liaison désignée par {who}{where} quitte ses fonctions le {ImpreciseDate.OnDay(end).Text(Language.Fr)}.");
    }

    private static void TellOf(this Change change, string kind, Liaison liaison, string partner, Func<string, string, string> english, Func<string, string, string> french)
    {
        var isCouncil = liaison.Party is Party.Council;
        change.Publish(kind, () => (OrganisationNode.NodeKind, liaison.OrganisationId),
            english(isCouncil ? "the Council of Europe" : partner, isCouncil ? $" for the partnership with {partner}" : ""),
            french(isCouncil ? "le Conseil de l’Europe" : partner, isCouncil ? $" pour le partenariat avec {partner}" : ""));
    }

    private static void WarnOfGap(this Change change, IEnumerable<Liaison> offices, Party party, DateOnly day, string partner, int least)
    {
        var side = party is Party.Council ? $"The Council of Europe, in the partnership with {partner}," : partner;
        var count = offices.Count(office => office.Party == party && office.IsOpenOn(day));
        if (count == 0)
            change.Warn("LIAISON_MISSING", $"{side} has no liaison person.");
        else if (count < least)
            change.Warn("LIAISON_SINGLE", $"{side} has only one liaison person.");
    }

    private static Party OtherThan(Party party) => party is Party.Council ? Party.Partner : Party.Council;
}

/// <summary>Steps that mutations about liaisons have in common.</summary>
internal static class LiaisonChanges
{
    /// <summary>The office that an input names, ready to be changed.</summary>
    public static async Task<Liaison> LiaisonAsync(this Change change, string liaisonId, string? expectedVersion)
    {
        var key = Change.KeyOf(LiaisonNode.NodeKind, liaisonId);
        var liaison = await change.Db.Liaisons.AsTracking().SingleOrDefaultAsync(row => row.Id == key) ?? throw Change.NotFound("liaison");
        Change.Expect(liaison, expectedVersion);
        return liaison;
    }

    /// <summary>The office as it is now.</summary>
    public static async Task<LiaisonNode> LiaisonAsync(this Changes changes, int key) => new(await changes.Db.Liaisons.SingleAsync(row => row.Id == key));
}

/// <summary>Who becomes liaison.</summary>
public sealed class DesignateLiaisonInput : RecordInput
{
    /// <summary>The partner or candidate; `expectedVersion` is its version.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>The party that designates the person.</summary>
    public Party Party { get; set; }

    /// <summary>The person's name, at most 200 characters; never public.</summary>
    public required string Name { get; set; }

    /// <summary>The person's address; never public. One address holds one office of a party at a time.</summary>
    [InputType(typeof(global::GraphQL.Types.NonNullGraphType<EmailAddressGraphType>))]
    public required string Email { get; set; }

    /// <summary>The language that the person is written to in.</summary>
    public Language Language { get; set; }

    /// <summary>The first day of the office; may lie ahead.</summary>
    public DateOnly From { get; set; }
}

/// <summary>The office, or why nobody was designated.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class DesignateLiaisonPayload : Payload
{
    /// <summary>The office.</summary>
    public LiaisonNode? Liaison { get; set; }
}

/// <summary>The end of an office.</summary>
public sealed class EndLiaisonInput : RecordInput
{
    /// <summary>The office.</summary>
    [Id]
    public required string LiaisonId { get; set; }

    /// <summary>The first day on which it is no longer held; may lie ahead.</summary>
    public DateOnly On { get; set; }
}

/// <summary>The office, or why it was not ended.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class EndLiaisonPayload : Payload
{
    /// <summary>The office.</summary>
    public LiaisonNode? Liaison { get; set; }
}

/// <summary>The erasure of a person.</summary>
public sealed class EraseLiaisonInput : RecordInput
{
    /// <summary>An office of the person.</summary>
    [Id]
    public required string LiaisonId { get; set; }

    /// <summary>Why, for the audit trail, which is kept: without the person's name or address.</summary>
    public required string Reason { get; set; }
}

/// <summary>The office without its person, or why nothing was erased.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class EraseLiaisonPayload : Payload
{
    /// <summary>The office without its person.</summary>
    public LiaisonNode? Liaison { get; set; }
}
