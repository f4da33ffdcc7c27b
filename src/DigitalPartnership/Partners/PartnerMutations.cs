using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Partners;

/// <summary>Changes that take an organisation towards a partnership.</summary>
[Extends(typeof(Mutation))]
public static class PartnerMutations
{
    /// <summary>Proposes an organisation as a partner: a new one, one known from activities, or one that was declined earlier.</summary>
    [Allowed(Audience.Admin)]
    public static Task<ProposePartnerPayload> ProposePartner([FromServices] Changes changes, [FromServices] NameResolver names, ProposePartnerInput input) =>
        changes.MakeAsync<ProposePartnerPayload, int>(input, async change =>
        {
            var name = change.Name("name", input.Name);
            var summary = change.OptionalText("summary", input.Summary, 2000);
            var expected = change.Date("expectedOn", input.ExpectedOn);
            var further = (input.Names ?? []).Select((entry, at) => (Name: change.Name($"names[{at}].name", entry.Name), entry.Kind)).ToList();
            for (var at = 0; at < further.Count; at++)
                change.Check(further[at].Kind is not NameKind.Current, $"names[{at}].kind", "The current name is given as 'name'.");
            change.StopIfWrong();

            var organisation = await KnownAsync(change, names, name, further.Select(entry => entry.Name));
            if (organisation is null)
            {
                organisation = new Organisation { Slug = await NewSlugAsync(change, name, further), Name = name };
                organisation.AddName(name, NameKind.Current);
                change.Db.Add(organisation);
            }
            organisation.Kind = input.Kind;
            organisation.Country = input.Country ?? organisation.Country;
            organisation.CountryBasis = input.Country is null ? organisation.CountryBasis : "stated when it was proposed";
            organisation.Summary = summary ?? organisation.Summary;
            foreach (var (further_, kind) in further)
                organisation.AddName(further_, kind);
            await ProposeAsync(change, organisation, expected);
            change.Publish("PARTNER_PROPOSED", () => (OrganisationNode.NodeKind, organisation.Id),
                $"{name} was proposed as a partner.", $"Proposition de partenariat : {name}.");
            return () => organisation.Id;
        }, async key => new ProposePartnerPayload { Partner = await changes.PartnerAsync(key) });

    /// <summary>Records that a candidate was introduced to TC-INF; completes the onboarding task that waits for it.</summary>
    [Allowed(Audience.Admin)]
    public static Task<RecordTcInfIntroductionPayload> RecordTcInfIntroduction([FromServices] Changes changes, RecordTcInfIntroductionInput input) =>
        changes.MakeAsync<RecordTcInfIntroductionPayload, int>(input, async change =>
        {
            var partnership = await change.PartnershipAsync(input.PartnerId, input.ExpectedVersion);
            var on = change.Date("on", input.On);
            change.NotInFuture("on", on);
            change.StopIfWrong();
            partnership.Introduce(on!);
            change.Touch(partnership.Organisation);
            var name = partnership.Organisation.Name;
            change.Publish("PARTNER_INTRODUCED", () => (OrganisationNode.NodeKind, partnership.OrganisationId),
                $"{name} was introduced to TC-INF ({on!.Text(Texts.Language.En)}).", $"Présentation au TC-INF : {name} ({on.Text(Texts.Language.Fr)}).");
            return () => partnership.OrganisationId;
        }, async key => new RecordTcInfIntroductionPayload { Partner = await changes.PartnerAsync(key) });

    private static async Task<Organisation?> KnownAsync(Change change, NameResolver names, string name, IEnumerable<string> further)
    {
        var index = await names.LoadAsync();
        var known = index.Resolve(name).Organisation;
        foreach (var (other, at) in further.Select((other, at) => (other, at)))
        {
            if (index.Find(other) is { } owner && owner.Id != known?.Id)
                change.Fail(new NameTakenError($"names[{at}].name", $"“{other}” is a name of {owner.Name}."));
        }
        if (known is { IsPartner: true } && await change.Db.Partnerships.AnyAsync(row => row.OrganisationId == known.Id && row.Status != PartnerStatus.Declined))
            change.Fail(new NameTakenError("name", $"“{name}” is {known.Name}, who has a partnership record already."));
        change.StopIfWrong();
        return known is null ? null : await change.Db.Organisations.AsTracking().Include(row => row.Names).SingleAsync(row => row.Id == known.Id);
    }

    private static async Task ProposeAsync(Change change, Organisation organisation, ImpreciseDate? expected)
    {
        if (organisation.IsPartner)
        {
            var declined = await change.Db.Partnerships.AsTracking().SingleAsync(row => row.OrganisationId == organisation.Id);
            declined.ProposeAgain(expected, change.Today);
            change.Touch(organisation);
            return;
        }
        organisation.IsPartner = true;
        var partnership = new Partnership { Organisation = organisation, Status = PartnerStatus.Candidate, ExpectedOn = expected };
        partnership.Record(LifecycleEventKind.Proposed, ImpreciseDate.OnDay(change.Today), "Proposed as a partner.");
        change.Db.Add(partnership);
    }

    private static async Task<string> NewSlugAsync(Change change, string name, List<(string Name, NameKind Kind)> further)
    {
        var slug = Organisation.SlugOf(further.FirstOrDefault(entry => entry.Kind is NameKind.Short).Name ?? name);
        var taken = await change.Db.Organisations.Where(row => row.Slug.StartsWith(slug)).Select(row => row.Slug).ToListAsync();
        for (var number = 2; ; number++)
        {
            if (!taken.Contains(slug))
                return slug;
            slug = $"{slug}-{number}";
        }
    }
}

/// <summary>Steps that mutations about partners have in common.</summary>
internal static class PartnerChanges
{
    /// <summary>The partnership that an input names, with its organisation, ready to be changed.</summary>
    public static async Task<Partnership> PartnershipAsync(this Change change, string partnerId, string? expectedVersion)
    {
        var key = Change.KeyOf(OrganisationNode.NodeKind, partnerId);
        var partnership = await change.Db.Partnerships.AsTracking().Include(row => row.Organisation).SingleOrDefaultAsync(row => row.OrganisationId == key)
            ?? throw Change.NotFound("partner");
        Change.Expect(partnership.Organisation, expectedVersion);
        return partnership;
    }

    /// <summary>The partner as it is now.</summary>
    public static async Task<PartnerNode> PartnerAsync(this Changes changes, int key) => new(await changes.Db.Organisations.SingleAsync(row => row.Id == key));

    /// <summary>Notes a date that lies ahead where only what has happened can be recorded.</summary>
    public static void NotInFuture(this Change change, string field, ImpreciseDate? date) =>
        change.Check(date?.Earliest is not { } earliest || earliest <= change.Today, field, "It lies in the future.");
}

/// <summary>Who is proposed.</summary>
public sealed class ProposePartnerInput : MutationInput
{
    /// <summary>The name it goes by.</summary>
    public required string Name { get; set; }

    /// <summary>What sort of body it is.</summary>
    public OrganisationKind Kind { get; set; }

    /// <summary>The country it is counted under.</summary>
    [InputType(typeof(CountryCodeGraphType))]
    public string? Country { get; set; }

    /// <summary>What it is and does, in a sentence or two.</summary>
    public string? Summary { get; set; }

    /// <summary>Its further names; a short name becomes its readable address.</summary>
    public List<NewNameInput>? Names { get; set; }

    /// <summary>When it is expected to join; tasks are timed by it.</summary>
    [InputType(typeof(EdtfGraphType))]
    public string? ExpectedOn { get; set; }
}

/// <summary>A further name of an organisation.</summary>
public sealed class NewNameInput
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>What sort of name it is; not the current one.</summary>
    public NameKind Kind { get; set; }
}

/// <summary>The candidate, or why it could not be proposed.</summary>
[Refuses(typeof(NameTakenError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class ProposePartnerPayload : Payload
{
    /// <summary>The candidate.</summary>
    public PartnerNode? Partner { get; set; }
}

/// <summary>An introduction to TC-INF.</summary>
public sealed class RecordTcInfIntroductionInput : RecordInput
{
    /// <summary>The partner or candidate.</summary>
    [Id]
    public required string PartnerId { get; set; }

    /// <summary>When it was introduced.</summary>
    [InputType(typeof(global::GraphQL.Types.NonNullGraphType<EdtfGraphType>))]
    public required string On { get; set; }
}

/// <summary>The partner, or why nothing was recorded.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class RecordTcInfIntroductionPayload : Payload
{
    /// <summary>The partner or candidate.</summary>
    public PartnerNode? Partner { get; set; }
}
