using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Changes of the links by which liaison persons act without signing in.</summary>
[Extends(typeof(Mutation))]
public static class PersonalLinkMutations
{
    /// <summary>Takes back every link that was mailed to the holder of an office, for example because a mail was passed on. Later mails bring new ones.</summary>
    [Allowed(Audience.Admin)]
    public static Task<RevokePersonalLinksPayload> RevokePersonalLinks([FromServices] Changes changes, RevokePersonalLinksInput input) =>
        changes.MakeAsync<RevokePersonalLinksPayload, int>(input, async change =>
        {
            var liaison = await change.LiaisonAsync(input.LiaisonId, input.ExpectedVersion);
            change.Reason = change.Text("reason", input.Reason, 2000);
            change.StopIfWrong();
            foreach (var link in await change.Db.PersonalLinks.AsTracking().Where(row => row.LiaisonId == liaison.Id && row.RevokedAt == null && row.ExpiresAt > change.Now).ToListAsync())
                link.RevokedAt = change.Now;
            return () => liaison.Id;
        }, async key => new RevokePersonalLinksPayload { Liaison = await changes.LiaisonAsync(key) });
}

/// <summary>Whose links are taken back.</summary>
public sealed class RevokePersonalLinksInput : RecordInput
{
    /// <summary>The office.</summary>
    [Id]
    public required string LiaisonId { get; set; }

    /// <summary>Why, for the audit trail.</summary>
    public required string Reason { get; set; }
}

/// <summary>The office, or why nothing was taken back.</summary>
[Refuses(typeof(NotFoundError), typeof(ConflictError))]
public sealed class RevokePersonalLinksPayload : Payload
{
    /// <summary>The office.</summary>
    public LiaisonNode? Liaison { get; set; }
}
