using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Agreements;

/// <summary>What the agreement brings to a partner.</summary>
[Extends(typeof(PartnerNode))]
public static class AgreementFields
{
    /// <summary>The letters of the exchange, as far as they are recorded.</summary>
    public static IDataLoaderResult<IEnumerable<LetterNode>> Letters([FromSource] PartnerNode partner, [FromServices] LettersByPartner letters) =>
        letters.Load(partner.Row.Id).Then(found => found.Select(letter => new LetterNode(letter)));

    /// <summary>
    /// Its permissions to use the Council of Europe's logo, the standing one first. What was only asked for or was declined is
    /// seen by admins and the partner's own liaisons alone.
    /// </summary>
    public static IDataLoaderResult<IEnumerable<LogoPermissionNode>> LogoPermissions(
        [FromSource] PartnerNode partner, [FromServices] LogoPermissionsByPartner permissions, [FromServices] Caller caller) =>
        permissions.Load(partner.Row.Id).Then(found => found.Where(row => row.IsPublic || caller.MaySee(row.OrganisationId)).Select(row => new LogoPermissionNode(row)));

    /// <summary>The decisions on its participation in bodies, the earliest first.</summary>
    public static IDataLoaderResult<IEnumerable<ParticipationDecisionNode>> ParticipationDecisions([FromSource] PartnerNode partner, [FromServices] ParticipationDecisionsByPartner decisions) =>
        decisions.Load(partner.Row.Id).Then(found => found.Select(row => new ParticipationDecisionNode(row)));
}
