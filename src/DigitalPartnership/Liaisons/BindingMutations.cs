using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>Changes of what a liaison signs in as.</summary>
[Extends(typeof(Mutation))]
public static class BindingMutations
{
    /// <summary>
    /// Binds the office of a partner's liaison to a caller by hand, where the person's token has no verified address. The person
    /// learns the caller's id from `viewer { caller }`. To bind another caller, the office is ended and the person designated anew.
    /// </summary>
    [Allowed(Audience.Admin)]
    public static Task<BindLiaisonPayload> BindLiaison([FromServices] Changes changes, BindLiaisonInput input) =>
        changes.MakeAsync<BindLiaisonPayload, int>(input, async change =>
        {
            var liaison = await change.LiaisonAsync(input.LiaisonId, input.ExpectedVersion);
            var caller = change.Text("caller", input.Caller);
            change.StopIfWrong();
            var bound = await change.Db.Liaisons.Where(row => row.CallerId == caller && row.EmailKey != liaison.EmailKey).ToListAsync();
            if (bound.Exists(row => row.IsOpenOn(change.Today)))
                throw new Refusal(new ConflictError("This caller is bound to an office of a person with another address."));
            liaison.Bind(caller, change.Today);
            return () => liaison.Id;
        }, async key => new BindLiaisonPayload { Liaison = await changes.LiaisonAsync(key) });
}

/// <summary>Which caller a liaison is.</summary>
public sealed class BindLiaisonInput : RecordInput
{
    /// <summary>The office.</summary>
    [Id]
    public required string LiaisonId { get; set; }

    /// <summary>The caller's lasting id, as `viewer { caller }` tells it.</summary>
    public required string Caller { get; set; }
}

/// <summary>The office, or why it was not bound.</summary>
[Refuses(typeof(NotFoundError), typeof(WrongStateError), typeof(ConflictError))]
public sealed class BindLiaisonPayload : Payload
{
    /// <summary>The office.</summary>
    public LiaisonNode? Liaison { get; set; }
}
