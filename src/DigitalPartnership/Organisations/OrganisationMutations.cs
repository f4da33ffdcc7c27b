using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Organisations;

/// <summary>The correction of slips.</summary>
[Extends(typeof(Mutation))]
public static class OrganisationMutations
{
    /// <summary>Mends a slip in what is recorded of an organisation. A new name is no slip: see `renameOrganisation`.</summary>
    [Allowed(Audience.Admin)]
    public static Task<CorrectOrganisationPayload> CorrectOrganisation([FromServices] Changes changes, [FromServices] NameResolver names, CorrectOrganisationInput input) =>
        changes.MakeAsync<CorrectOrganisationPayload, int>(input, async change =>
        {
            var organisation = await change.OrganisationAsync(input.OrganisationId, input.ExpectedVersion);
            var name = string.IsNullOrWhiteSpace(input.Name) ? null : change.Name("name", input.Name);
            var summary = change.OptionalText("summary", input.Summary, 2000);
            change.Check(name is not null || summary is not null || input.Kind is not null || input.Country is not null, "input", "There is nothing to correct.");
            change.StopIfWrong();
            if (name is not null && name != organisation.Name)
            {
                await change.NameIsFreeAsync(names, "name", name, organisation);
                organisation.CorrectName(name);
            }
            organisation.Kind = input.Kind ?? organisation.Kind;
            organisation.Summary = summary ?? organisation.Summary;
            if (input.Country is not null && input.Country != organisation.Country)
            {
                organisation.Country = input.Country;
                organisation.CountryBasis = "corrected by the Secretariat";
            }
            if (change.Db.ChangeTracker.HasChanges())
            {
                change.Publish("ORGANISATION_CORRECTED", () => (OrganisationNode.NodeKind, organisation.Id),
                    $"The record of {organisation.Name} was corrected.", $"Fiche corrigée : {organisation.Name}.");
            }
            return () => organisation.Id;
        }, async key => new CorrectOrganisationPayload { Organisation = await changes.OrganisationAsync(key) });
}

/// <summary>Steps that mutations about organisations have in common.</summary>
internal static class OrganisationChanges
{
    /// <summary>The organisation that an input names, with its names, ready to be changed.</summary>
    public static async Task<Organisation> OrganisationAsync(this Change change, string organisationId, string? expectedVersion)
    {
        var key = Change.KeyOf(OrganisationNode.NodeKind, organisationId);
        var organisation = await change.Db.Organisations.AsTracking().Include(row => row.Names).SingleOrDefaultAsync(row => row.Id == key)
            ?? throw Change.NotFound("organisation");
        Change.Expect(organisation, expectedVersion);
        return organisation;
    }

    /// <summary>The organisation as it is now.</summary>
    public static async Task<OrganisationNode> OrganisationAsync(this Changes changes, int key) =>
        OrganisationNode.Of(await changes.Db.Organisations.SingleAsync(row => row.Id == key));

    /// <summary>Reads a name. It needs a letter or digit: names are compared and addressed by their words.</summary>
    public static string Name(this Change change, string field, string? value)
    {
        var name = change.Text(field, value, OrganisationName.Longest);
        change.Check(name.Length == 0 || Organisation.SlugOf(name).Length > 0, field, "It must hold a letter or a digit.");
        return name;
    }

    /// <summary>Refuses a name that means another organisation.</summary>
    public static async Task NameIsFreeAsync(this Change change, NameResolver names, string field, string name, Organisation organisation)
    {
        if ((await names.LoadAsync()).Find(name) is { } owner && owner.Id != organisation.Id)
            change.Fail(new NameTakenError(field, $"“{name}” is a name of {owner.Name}."));
        change.StopIfWrong();
    }
}

/// <summary>What is to be mended; what is left out stays as it is.</summary>
public sealed class CorrectOrganisationInput : RecordInput
{
    /// <summary>The organisation.</summary>
    [Id]
    public required string OrganisationId { get; set; }

    /// <summary>The name as it should have been written.</summary>
    public string? Name { get; set; }

    /// <summary>What sort of body it is.</summary>
    public OrganisationKind? Kind { get; set; }

    /// <summary>The country it is counted under.</summary>
    [InputType(typeof(CountryCodeGraphType))]
    public string? Country { get; set; }

    /// <summary>What it is and does.</summary>
    public string? Summary { get; set; }
}

/// <summary>The organisation, or why it was not corrected.</summary>
[Refuses(typeof(NotFoundError), typeof(NameTakenError), typeof(ConflictError))]
public sealed class CorrectOrganisationPayload : Payload
{
    /// <summary>The organisation.</summary>
    public OrganisationNode? Organisation { get; set; }
}
