using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>What liaisons decide for themselves.</summary>
[Extends(typeof(Mutation))]
public static class PreferencesMutations
{
    /// <summary>Changes in which language the caller is written to, and whether mail that only informs comes too.</summary>
    [Allowed(Audience.Liaison)]
    public static Task<UpdateLiaisonPreferencesPayload> UpdateLiaisonPreferences([FromServices] Changes changes, UpdateLiaisonPreferencesInput input) =>
        changes.MakeAsync<UpdateLiaisonPreferencesPayload, int>(input, async change =>
        {
            var liaison = await change.Db.Liaisons.AsTracking().SingleAsync(row => row.Id == change.Caller.LiaisonId);
            Change.Expect(liaison, input.ExpectedVersion);
            change.Check(input.Language is not null || input.InformationalMail is not null, "input", "There is nothing to change.");
            change.StopIfWrong();
            liaison.Language = input.Language ?? liaison.Language;
            liaison.InformationalMail = input.InformationalMail ?? liaison.InformationalMail;
            return () => liaison.Id;
        }, async key => new UpdateLiaisonPreferencesPayload { Liaison = await changes.LiaisonAsync(key) });
}

/// <summary>What the caller wishes; what is left out stays as it is.</summary>
public sealed class UpdateLiaisonPreferencesInput : RecordInput
{
    /// <summary>The language to be written to in.</summary>
    public Language? Language { get; set; }

    /// <summary>Whether mail is wanted that only informs; mail that the work needs comes in any case.</summary>
    public bool? InformationalMail { get; set; }
}

/// <summary>The caller's office, or why nothing was changed.</summary>
[Refuses(typeof(ConflictError))]
public sealed class UpdateLiaisonPreferencesPayload : Payload
{
    /// <summary>The caller's office.</summary>
    public LiaisonNode? Liaison { get; set; }
}
