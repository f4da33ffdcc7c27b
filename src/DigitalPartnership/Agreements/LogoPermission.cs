using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;

namespace DigitalPartnership.Agreements;

/// <summary>What became of a request to use the Council of Europe's logo.</summary>
public enum LogoPermissionState
{
    /// <summary>Asked for; not decided yet.</summary>
    Requested,

    /// <summary>The logo may be used.</summary>
    Granted,

    /// <summary>The logo may not be used.</summary>
    Declined,

    /// <summary>The logo may no longer be used.</summary>
    Lapsed,
}

/// <summary>Leave to use the Council of Europe's logo: standing with the letters, or for one purpose by request and decision.</summary>
public sealed class LogoPermission : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Organisation", OrganisationId);

    /// <summary>What the standing permission is for.</summary>
    public const string StandingPurpose = "Visibility of the collaboration under the exchange of letters, in accordance with the guidelines for visual identity";

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of the partner.</summary>
    public int OrganisationId { get; init; }

    /// <summary>Whether it comes with the letters.</summary>
    public bool Standing { get; init; }

    /// <summary>What the logo is to be used for.</summary>
    public required string Purpose { get; init; }

    /// <summary>What became of the request.</summary>
    public LogoPermissionState State { get; private set; }

    /// <summary>When it was asked for.</summary>
    public DateOnly? RequestedOn { get; init; }

    /// <summary>When it was decided.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>The last day on which the logo may be used; null where there is none.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Why it was declined, or why it lapsed.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the logo was ever to be used; what was only asked for is between the parties.</summary>
    public bool IsPublic => Standing || State is LogoPermissionState.Granted || State is LogoPermissionState.Lapsed && DecidedOn is not null;

    /// <summary>The permission that comes with the letters.</summary>
    public static LogoPermission WithLetters(int partner, DateOnly? on) =>
        new() { OrganisationId = partner, Standing = true, Purpose = StandingPurpose, State = LogoPermissionState.Granted, DecidedOn = on };

    /// <summary>What became of it by a day: one whose last day has passed has lapsed.</summary>
    public LogoPermissionState StateOn(DateOnly day) => State is LogoPermissionState.Granted && ValidUntil < day ? LogoPermissionState.Lapsed : State;

    /// <summary>Decides the request.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it is decided already.</exception>
    public void Decide(bool grant, DateOnly on, DateOnly? validUntil, string? reason)
    {
        if (State is not LogoPermissionState.Requested)
            throw new Refusal(new WrongStateError("This request has been decided already."));
        State = grant ? LogoPermissionState.Granted : LogoPermissionState.Declined;
        DecidedOn = on;
        ValidUntil = validUntil ?? ValidUntil;
        Reason = reason;
    }

    /// <summary>Bounds it by the last day of a partnership that is to end.</summary>
    public void EndBy(DateOnly? lastDay)
    {
        if (lastDay is { } day && !(ValidUntil <= day))
            ValidUntil = day;
    }

    /// <summary>Ends the permission, with the partnership it rests on.</summary>
    public void Lapse(string reason)
    {
        if (State is not (LogoPermissionState.Granted or LogoPermissionState.Requested))
            return;
        State = LogoPermissionState.Lapsed;
        Reason = reason;
    }
}
