using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Auditing;

/// <summary>
/// Makes changes: each in one transaction together with its audit entries and its entries in the public feed, and once
/// only where the caller names it by an idempotency key.
/// </summary>
public sealed class Changes(PartnershipDb db, Caller caller, TimeProvider time, IEnumerable<IReaction> reactions, KnownDataVersion version, IServiceProvider services)
{
    /// <summary>How long an idempotency key is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int Attempts = 5;

    /// <summary>The database, for making answers.</summary>
    public PartnershipDb Db => db;

    /// <summary>Makes one change and answers it.</summary>
    /// <param name="input">The mutation's input.</param>
    /// <param name="make">Makes the change; gives back what the answer is made from, asked once all records have their keys.</param>
    /// <param name="answer">Makes the answer. It is asked again where the same change is sent again.</param>
    /// <param name="mutation">The mutation's name.</param>
    public async Task<TPayload> MakeAsync<TPayload, TMade>(
        MutationInput input, Func<Change, Task<Func<TMade>>> make, Func<TMade, Task<TPayload>> answer, [CallerMemberName] string mutation = "")
        where TPayload : Payload, new()
    {
        try
        {
            var (made, warnings) = await TransactAsync(() => MakeOnceAsync(input, make, JsonNamingPolicy.CamelCase.ConvertName(mutation)));
            foreach (var loader in services.GetServices<ILoader>())
                loader.Forget();
            var payload = await answer(made);
            payload.Warnings = warnings;
            return payload;
        }
        catch (Refusal refusal)
        {
            return new TPayload { Errors = refusal.Errors };
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict<TPayload>("Somebody else has changed this record at the same time. Read it again, and repeat the change if it is still right.");
        }
        catch (DbUpdateException fault) when (fault.IsDuplicateKey())
        {
            return Conflict<TPayload>("Somebody else has recorded the same at the same time.");
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Makes a change that no caller asked for, such as a timer job's. Where another makes the same at the same time, it is made anew from what that
    /// one has left; so it looks at the database itself for what is to be done.
    /// </summary>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="make">Makes the change.</param>
    /// <param name="by">Who made it, where that is nobody who has signed in; null for the system itself.</param>
    public async Task MakeAsync(string action, Func<Change, Task> make, string? by = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TransactAsync(() => MakeOnceAsync<bool>(null, async change =>
                {
                    await make(change);
                    return () => true;
                }, action, by));
                return;
            }
            catch (DbUpdateException fault) when (attempt < Attempts && (fault is DbUpdateConcurrencyException || fault.IsDuplicateKey()))
            {
            }
        }
    }

    private async Task<T> TransactAsync<T>(Func<Task<T>> make)
    {
        try
        {
            return await db.TransactAsync(make);
        }
        finally
        {
            // Also where nobody knows whether it was committed.
            version.Forget();
        }
    }

    private async Task<(TMade Made, IReadOnlyList<Warning> Warnings)> MakeOnceAsync<TMade>(
        MutationInput? input, Func<Change, Task<Func<TMade>>> make, string mutation, string? by = null)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var memory = await RememberAsync(input, mutation, now);
        if (memory is { Answer.Length: > 0 })
        {
            var first = JsonSerializer.Deserialize<Answered<TMade>>(memory.Answer)!;
            return (first.Made, [.. first.Warnings.Select(warning => new Warning(warning.Code, warning.Message))]);
        }

        var change = new Change(db, caller, now, time.TodayInStrasbourg());
        var made = await make(change);
        change.StopIfWrong();
        foreach (var reaction in reactions)
            await reaction.ReactAsync(change);
        change.StopIfWrong();

        var trail = new AuditTrail();
        trail.BeforeSaving(db);
        var written = await db.SaveChangesAsync();
        db.AuditEntries.AddRange(trail.AfterSaving(now, caller.Id ?? by ?? "system", mutation, change.Reason));
        await PublishAsync(change, now);
        if (written > 0 && change.News.Count == 0)
            await db.RaiseDataVersionAsync();
        if (memory is not null)
            memory.Answer = JsonSerializer.Serialize(new Answered<TMade>(made(), [.. change.Warnings.Select(warning => new Warned(warning.Code, warning.Message))]));
        await db.SaveChangesAsync();
        return (made(), change.Warnings);
    }

    /// <summary>The memory of this change, empty where it is made for the first time; null where the caller does not name it.</summary>
    private async Task<RememberedAnswer?> RememberAsync(MutationInput? input, string mutation, DateTime now)
    {
        if (input?.IdempotencyKey is not { Length: > 0 } key)
            return null;
        if (key.Length > 100)
            throw new Refusal(new InvalidInputError("idempotencyKey", "It has at most 100 characters."));

        var sender = caller.Id ?? "";
        var hash = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType())));
        var until = now - Memory;
        await db.RememberedAnswers.Where(row => row.At <= until).ExecuteDeleteAsync();
        var known = await db.RememberedAnswers.AsTracking().SingleOrDefaultAsync(row => row.Caller == sender && row.Mutation == mutation && row.IdempotencyKey == key);
        if (known is not null)
            return known.InputHash == hash ? known : throw new Refusal(new IdempotencyKeyReusedError());
        var memory = new RememberedAnswer { Caller = sender, Mutation = mutation, IdempotencyKey = key, InputHash = hash, At = now };
        db.Add(memory);
        await db.SaveChangesAsync();
        return memory;
    }

    private async Task PublishAsync(Change change, DateTime now)
    {
        foreach (var (kind, subject, english, french) in change.News)
        {
            await db.RaiseDataVersionAsync();
            var number = await db.DataVersions.Select(row => row.Number).SingleAsync();
            var (subjectKind, subjectKey) = subject();
            db.PublicChanges.Add(new PublicChange
            {
                Number = number,
                At = now,
                Kind = kind,
                SubjectKind = subjectKind,
                SubjectKey = subjectKey,
                English = english,
                French = french,
            });
        }
    }

    private static TPayload Conflict<TPayload>(string message) where TPayload : Payload, new() => new() { Errors = [new ConflictError(message)] };

    private sealed record Answered<TMade>(TMade Made, IReadOnlyList<Warned> Warnings);

    private sealed record Warned(string Code, string Message);
}
