using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Auditing;

/// <summary>A change while it is being made: what it is made on, by whom, and what there is to say about it.</summary>
public sealed class Change(PartnershipDb db, Caller caller, DateTime now, DateOnly today)
{
    private readonly List<IUserError> _errors = [];
    private readonly List<Warning> _warnings = [];
    private readonly List<(string Kind, Func<(string Kind, int Key)> Subject, string English, string French)> _news = [];

    /// <summary>The database, inside the transaction of this change.</summary>
    public PartnershipDb Db => db;

    /// <summary>Who makes the change.</summary>
    public Caller Caller => caller;

    /// <summary>When it is made, in UTC.</summary>
    public DateTime Now => now;

    /// <summary>The date in Strasbourg on which it is made.</summary>
    public DateOnly Today => today;

    /// <summary>Why it is made, for the audit trail.</summary>
    public string? Reason { get; set; }

    internal IReadOnlyList<Warning> Warnings => _warnings;

    internal IReadOnlyList<(string Kind, Func<(string Kind, int Key)> Subject, string English, string French)> News => _news;

    /// <summary>Notes something that should be looked at and does not keep the change from being made.</summary>
    public void Warn(string code, string message) => _warnings.Add(new Warning(code, message));

    /// <summary>Notes a field that cannot be taken; the others are looked at all the same.</summary>
    public void Invalid(string field, string message) => _errors.Add(new InvalidInputError(field, message));

    /// <summary>Notes a field that cannot be taken unless a condition holds.</summary>
    public void Check(bool isRight, string field, string message)
    {
        if (!isRight)
            Invalid(field, message);
    }

    /// <summary>Reads a text that must be there and must not be too long; blanks around it are dropped.</summary>
    public string Text(string field, string? value, int longest = 400)
    {
        var text = value?.Trim() ?? "";
        Check(text.Length > 0, field, "It must not be blank.");
        Check(text.Length <= longest, field, $"It has at most {longest} characters.");
        Check(!text.Any(char.IsControl), field, "It must not hold line breaks or other control characters.");
        return text;
    }

    /// <summary>Reads a text that may be left out; a blank one counts as left out.</summary>
    public string? OptionalText(string field, string? value, int longest = 400) => string.IsNullOrWhiteSpace(value) ? null : Text(field, value, longest);

    /// <summary>Reads a date that need not be exact.</summary>
    public ImpreciseDate? Date(string field, string? edtf)
    {
        if (edtf is null)
            return null;
        if (ImpreciseDate.TryParse(edtf, out var date, out var reason))
            return date;
        Invalid(field, reason);
        return null;
    }

    /// <summary>Notes an error of another kind; the rest is looked at all the same.</summary>
    public void Fail(IUserError error) => _errors.Add(error);

    /// <summary>Ends the change here where anything has been found wrong with it.</summary>
    /// <exception cref="Refusal">At least one error was noted.</exception>
    public void StopIfWrong()
    {
        if (_errors.Count > 0)
            throw new Refusal([.. _errors]);
    }

    /// <summary>The key in an id of one kind.</summary>
    /// <exception cref="Refusal">It is no id, or one of another kind of record.</exception>
    public static int KeyOf(string kind, string id)
    {
        try
        {
            var parsed = NodeId.Parse(id);
            if (parsed.Kind == kind)
                return parsed.Key;
        }
        catch (RequestError)
        {
        }
        throw NotFound(kind);
    }

    /// <summary>The refusal of an id for which there is no record.</summary>
    public static Refusal NotFound(string kind) => new(new NotFoundError($"There is no {kind} with this id."));

    /// <summary>Refuses the change where the record is no longer as the caller knows it.</summary>
    /// <exception cref="Refusal">CONFLICT.</exception>
    public static void Expect(IVersioned record, string? version)
    {
        var current = record.Version.ToString("N");
        if (version is not null && version != current)
            throw new Refusal(new ConflictError("Somebody else has changed this record meanwhile. Read it again, and repeat the change if it is still right.", current));
    }

    /// <summary>Renews the version of a record of which a part was changed.</summary>
    public void Touch(IVersioned record) => db.Entry(record).Property(nameof(IVersioned.Version)).IsModified = true;

    /// <summary>Tells the public what happened. Nothing here may be personal data.</summary>
    /// <param name="kind">What sort of change it is: UPPER_SNAKE.</param>
    /// <param name="subject">The record it is about; asked once it has its key.</param>
    /// <param name="english">What happened, in English.</param>
    /// <param name="french">What happened, in French.</param>
    public void Publish(string kind, Func<(string Kind, int Key)> subject, string english, string french) => _news.Add((kind, subject, english, french));

    /// <summary>Takes a person's lasting id out of the audit trail and out of what was remembered for that person.</summary>
    /// <param name="caller">The lasting id.</param>
    /// <param name="instead">What stands there from now on: the office, never the person.</param>
    public async Task ForgetCallerAsync(string caller, string instead)
    {
        await db.AuditEntries.Where(entry => entry.Caller == caller).ExecuteUpdateAsync(entry => entry.SetProperty(row => row.Caller, instead));
        await db.RememberedAnswers.Where(answer => answer.Caller == caller).ExecuteDeleteAsync();
    }
}
