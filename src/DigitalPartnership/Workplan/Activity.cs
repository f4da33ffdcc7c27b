using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Sources;
using DigitalPartnership.Texts;

namespace DigitalPartnership.Workplan;

/// <summary>The four tables of the workplan.</summary>
public enum ActivityCategory
{
    /// <summary>Work on binding standards, such as conventions and protocols.</summary>
    BindingStandardSetting,

    /// <summary>Work on standards that do not bind, such as recommendations and guidelines.</summary>
    NonBindingStandardSetting,

    /// <summary>Studies.</summary>
    Studies,

    /// <summary>Conferences, roundtables and webinars.</summary>
    Events,
}

/// <summary>Whether an activity lies ahead, has been held or was called off.</summary>
public enum ActivityStatus
{
    /// <summary>Its date, or where it has none its workplan's end, has not passed.</summary>
    Planned,

    /// <summary>Its date, or where it has none its workplan's end, has passed.</summary>
    Held,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>A row of the workplan: something in which the cooperation of partners is desired.</summary>
public sealed class Activity : IVersioned, IAudited
{
    (string Kind, int Key) IAudited.AuditSubject => ("Activity", Id);

    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 300;

    /// <summary>The longest summary, in characters.</summary>
    public const int LongestSummary = 4000;

    /// <summary>Its key in the database.</summary>
    public int Id { get; private set; }

    /// <summary>Renewed by every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The key of its workplan.</summary>
    public int WorkplanId { get; init; }

    /// <summary>Its workplan.</summary>
    public Workplan Workplan { get; init; } = null!;

    /// <summary>The key of its sector.</summary>
    public int SectorId { get; set; }

    /// <summary>The sector that holds it.</summary>
    public Sector Sector { get; set; } = null!;

    /// <summary>Its number in the published workplan, counted through its tables.</summary>
    public int? Row { get; init; }

    /// <summary>The title as printed.</summary>
    public string? Title
    {
        get;
        set
        {
            field = value;
            TitleKey = Folding.FoldOrNull(value);
        }
    }

    /// <summary>The title with case and accents folded.</summary>
    public string? TitleKey { get; private set; }

    /// <summary>Title, sector, participants and summary, folded to words, for searches.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>The table it stands in.</summary>
    public ActivityCategory Category { get; set; }

    /// <summary>When it takes place; null where no date is given.</summary>
    public ImpreciseDate? Date { get; set; }

    /// <summary>Whether it was called off.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Why it was called off, for the Secretariat alone.</summary>
    public string? CancelledReason { get; private set; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public string? Summary { get; set; }

    /// <summary>The cell of companies and associations as printed.</summary>
    public string? ParticipantsAsPrinted { get; set; }

    /// <summary>What has to be known about the participants.</summary>
    public string? ParticipantsNote { get; set; }

    /// <summary>An office or functional mailbox to ask.</summary>
    public string? Contact { get; set; }

    /// <summary>The key of the activity that records the same event, the first of them; null where there is none or this is the first.</summary>
    public int? SameEventAsId { get; set; }

    /// <summary>The activity that records the same event, the first of them.</summary>
    public Activity? SameEventAs { get; set; }

    /// <summary>The published cells to the letter, as the importer took them; null where the activity came in another way.</summary>
    internal PrintedRow? Printed { get; init; }

    /// <summary>Who took part, was asked to or is expected.</summary>
    public List<Participation> Participations => field ??= [];

    /// <summary>Where this comes from.</summary>
    public List<Source> Sources { get; init; } = [];

    /// <summary>Changes what is given; what is null stays as it is. The same date in other words keeps the words of its source.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was called off.</exception>
    public void Amend(string? title, ImpreciseDate? date, string? summary, string? contact)
    {
        RefuseIfCancelled();
        Title = title ?? Title;
        Date = date is null || date.Equals(Date) ? Date : date;
        Summary = summary ?? Summary;
        Contact = contact ?? Contact;
        RenewSearchKey(Sector.Name);
    }

    /// <summary>Calls it off. It stays where it is, with those who were to take part.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was called off already.</exception>
    public void Cancel(string reason)
    {
        RefuseIfCancelled();
        IsCancelled = true;
        CancelledReason = reason;
    }

    /// <summary>Adds who takes part. An organisation may have several roles, each once; one that was taken back can be recorded anew.</summary>
    /// <exception cref="Refusal">WRONG_STATE: it was called off, or the organisation has this role already.</exception>
    public Participation AddParticipant(Organisation organisation, ParticipationRole role, ParticipationCertainty certainty, string? note)
    {
        RefuseIfCancelled();
        if (Participations.Any(known => !known.IsWithdrawn && known.OrganisationId == organisation.Id && known.Role == role))
            throw new Refusal(new WrongStateError($"{organisation.Name} takes part in this activity as {EnumNames.Of(role)} already."));
        var participation = new Participation { OrganisationId = organisation.Id, Role = role, Certainty = certainty, ListedAs = organisation.Name, Note = note };
        Participations.Add(participation);
        return participation;
    }

    /// <summary>Renews what searches look through; to be called after its texts or its sector have changed.</summary>
    public void RenewSearchKey(string sector) => SearchKey = Folding.Key(string.Join(' ', Title, sector, ParticipantsAsPrinted, Summary));

    private void RefuseIfCancelled()
    {
        if (IsCancelled)
            throw new Refusal(new WrongStateError("The activity is cancelled."));
    }
}
