using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Liaisons;

/// <summary>An office of a liaison person, whom each party designates. The office is public; who holds it is not.</summary>
public sealed class Liaison : IVersioned, IAudited
{
    /// <summary>The longest name that a person can have here.</summary>
    public const int LongestName = 200;

    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the partnership, that is of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>Whose liaison it is.</summary>
    public Party Party { get; init; }

    /// <summary>The first day of the office.</summary>
    public DateOnly From { get; init; }

    /// <summary>The day on which the office ended: the first on which it is no longer held.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>The person's name; null once erased.</summary>
    [PersonalData]
    public string? Name { get; private set; }

    /// <summary>The person's address; null once erased.</summary>
    [PersonalData]
    public string? Email { get; private set; }

    /// <summary>The address in the form in which it is compared.</summary>
    [PersonalData]
    public string? EmailKey { get; private set; }

    /// <summary>The language that the person is written to in.</summary>
    public Language Language { get; set; }

    /// <summary>Whether the person wants mail that only informs; mail that the work needs comes in any case.</summary>
    public bool InformationalMail { get; set; } = true;

    /// <summary>Whether the address takes mail: false once it was refused for good.</summary>
    public bool Deliverable { get; set; } = true;

    /// <summary>The lasting id of the caller that the person signs in as; null until the first sign-in.</summary>
    [PersonalData]
    public string? CallerId { get; private set; }

    /// <summary>When the personal data was erased.</summary>
    public DateOnly? ErasedOn { get; private set; }

    /// <summary>What the public is told: “Liaison 2018–2021”, or “Liaison 2022–” while it lasts.</summary>
    public string Office => To?.Year == From.Year ? $"Liaison {From.Year}" : $"Liaison {From.Year}–{To?.Year}";

    /// <summary>Whether the office has not ended by a day; it may also begin later.</summary>
    public bool IsOpenOn(DateOnly day) => ErasedOn is null && (To is null || To > day);

    /// <summary>Makes a person the liaison of one party.</summary>
    /// <exception cref="Refusal">WRONG_STATE: the partnership has ended or was declined.</exception>
    public static Liaison Designate(Partnership partnership, Party party, DateOnly from, string name, string email, Language language, DateOnly today)
    {
        Allow(partnership.StatusOn(today) is PartnerStatus.Candidate or PartnerStatus.Active, "Only a candidate or an active partner can have liaison persons designated.");
        return new Liaison { OrganisationId = partnership.OrganisationId, Party = party, From = from, Name = name, Email = email, EmailKey = EmailAddress.Key(email), Language = language };
    }

    /// <summary>Ends the office.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it has ended already.</exception>
    public void End(DateOnly on)
    {
        Allow(To is null, "This office has ended already.");
        To = on;
    }

    /// <summary>Binds the office to the caller that the person signs in as.</summary>
    /// <exception cref="Refusal">WRONG_STATE: not a partner's liaison in office, or bound already.</exception>
    public void Bind(string callerId, DateOnly today)
    {
        Allow(Party is Party.Partner, "Liaisons of the Council of Europe belong to the Secretariat and sign in as admins.");
        Allow(IsOpenOn(today), "This office has ended; nobody can be bound to it.");
        Allow(CallerId is null, "This office is bound to a sign-in already. To bind another, end it and designate the person anew.");
        CallerId = callerId;
    }

    /// <summary>Erases the person. The office remains; it ends now where it has not yet.</summary>
    /// <exception cref="Refusal">WRONG_STATE: erased already.</exception>
    public void Erase(DateOnly today)
    {
        Allow(ErasedOn is null, "The personal data of this office is erased already.");
        if (IsOpenOn(today))
            To = From > today ? From : today;
        (Name, Email, EmailKey, CallerId) = (null, null, null, null);
        ErasedOn = today;
    }

    private static void Allow(bool isAllowed, string otherwise)
    {
        if (!isAllowed)
            throw new Refusal(new WrongStateError(otherwise));
    }
}
