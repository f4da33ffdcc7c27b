using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Texts;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Workplan;

/// <summary>Which activities a calendar or an export holds; everything that is given must hold.</summary>
public sealed record ActivitySelection
{
    /// <summary>The readable address of a partner that takes part.</summary>
    public string? Partner { get; init; }

    /// <summary>The part of the Council of Europe that holds it, as printed; a leading unit stands for all its parts.</summary>
    public string? Sector { get; init; }

    /// <summary>The table in which it stands.</summary>
    public ActivityCategory? Category { get; init; }

    /// <summary>The period of its workplan.</summary>
    public string? Workplan { get; init; }

    /// <summary>Whether it lies ahead, has been held or was called off.</summary>
    public ActivityStatus? Status { get; init; }

    /// <summary>The first year in which it may begin.</summary>
    public int? FromYear { get; init; }

    /// <summary>The last year in which it may begin.</summary>
    public int? ToYear { get; init; }

    /// <summary>How sure it is that somebody, or the partner, takes part.</summary>
    public ParticipationCertainty? Certainty { get; init; }

    /// <summary>Makes sure that whom and what the selection names is there.</summary>
    /// <exception cref="RequestError">NOT_FOUND for a partner, VALIDATION_FAILED for a sector, a workplan, or years the wrong way round.</exception>
    public async Task CheckAsync(PartnershipDb db, CancellationToken cancellation = default)
    {
        if (FromYear > ToYear)
            throw new RequestError("VALIDATION_FAILED", "The last year lies before the first.", "to");
        if (Partner is not null && !await db.Organisations.AnyAsync(row => row.Slug == Partner && row.IsPartner, cancellation))
            throw new RequestError("NOT_FOUND", "There is no partner with this readable address.", "partner");
        if (Workplan is not null && !await db.Workplans.AnyAsync(row => row.Period == Workplan, cancellation))
            throw new RequestError("VALIDATION_FAILED", "There is no workplan of this period; a period is given as two years, for example 2018-2021.", "workplan");
        if (SectorKey is { } key && !await db.Sectors.AnyAsync(row => row.NameKey == key || row.BodyKey == key, cancellation))
            throw new RequestError("VALIDATION_FAILED", "There is no sector of this name.", "sector");
    }

    /// <summary>The activities on a day.</summary>
    public IQueryable<Activity> Of(PartnershipDb db, DateOnly today)
    {
        IQueryable<Activity> activities = db.Activities;
        if (SectorKey is { } key)
            activities = activities.Where(row => row.Sector.NameKey == key || row.Sector.BodyKey == key);
        if (Category is { } category)
            activities = activities.Where(row => row.Category == category);
        if (Workplan is { } period)
            activities = activities.Where(row => row.Workplan.Period == period);
        if (FromYear is { } from)
            activities = activities.Where(row => row.Date!.Earliest!.Value.Year >= from);
        if (ToYear is { } to)
            activities = activities.Where(row => row.Date!.Earliest!.Value.Year <= to);
        if (Partner is not null || Certainty is not null)
            activities = activities.Where(row => ParticipationsOf(db).Any(part => part.ActivityId == row.Id));
        return Status switch
        {
            ActivityStatus.Cancelled => activities.Where(row => row.IsCancelled),
            ActivityStatus.Held => activities.Where(row => !row.IsCancelled && (row.Date!.Latest ?? row.Workplan.To) < today),
            ActivityStatus.Planned => activities.Where(row => !row.IsCancelled && (row.Date!.Latest ?? row.Workplan.To) >= today),
            _ => activities,
        };
    }

    /// <summary>The participations that the selection is about, whatever their activity.</summary>
    public IQueryable<Participation> ParticipationsOf(PartnershipDb db)
    {
        var participations = db.Participations.Where(row => !row.IsWithdrawn);
        if (Partner is { } slug)
            participations = participations.Where(row => row.Organisation.Slug == slug);
        if (Certainty is { } certainty)
            participations = participations.Where(row => row.Certainty == certainty);
        return participations;
    }

    private string? SectorKey => Folding.FoldOrNull(Sector);
}
