using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Exports;

/// <summary>Which rows an export holds; each export looks at what concerns it.</summary>
public sealed record ExportFilter
{
    /// <summary>Which activities.</summary>
    public ActivitySelection Activities { get; init; } = new();

    /// <summary>The period of the one workplan that is given back.</summary>
    public string? Period { get; init; }

    /// <summary>Where a partner stands today.</summary>
    public PartnerStatus? Status { get; init; }

    /// <summary>What sort of body an organisation is.</summary>
    public OrganisationKind? Kind { get; init; }

    /// <summary>The country under which an organisation is counted.</summary>
    public string? Country { get; init; }

    /// <summary>Makes sure that what the filter names can be there.</summary>
    /// <exception cref="RequestError">NOT_FOUND or VALIDATION_FAILED.</exception>
    public async Task CheckAsync(PartnershipDb db, CancellationToken cancellation = default)
    {
        if (Country is not (null or { Length: 2 }))
            throw new RequestError("VALIDATION_FAILED", "A country is given by the two letters of its ISO 3166-1 code.", "country");
        if (Period is not null && !await db.Workplans.AnyAsync(row => row.Period == Period, cancellation))
            throw new RequestError("VALIDATION_FAILED", "There is no workplan of this period; a period is given as two years, for example 2018-2021.", "period");
        await Activities.CheckAsync(db, cancellation);
    }

    internal IQueryable<Organisation> Of(IQueryable<Organisation> organisations)
    {
        if (Kind is { } kind)
            organisations = organisations.Where(row => row.Kind == kind);
        if (Country?.ToUpperInvariant() is { } country)
            organisations = organisations.Where(row => row.Country == country);
        return organisations;
    }
}
