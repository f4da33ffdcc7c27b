using System.Linq.Expressions;
using DigitalPartnership.Organisations;
using DigitalPartnership.Workplan;

namespace DigitalPartnership.Engagement;

/// <summary>The values that the activities of one row have in common. What is not counted by stays at its default.</summary>
internal sealed record EngagementGroup
{
    /// <summary>The key of the partner.</summary>
    public int Partner { get; init; }

    /// <summary>The year, 0 where it is not known.</summary>
    public int Year { get; init; }

    public ActivityCategory Category { get; init; }

    /// <summary>The key of the sector.</summary>
    public int Sector { get; init; }

    public ParticipationRole Role { get; init; }

    public OrganisationKind Kind { get; init; }

    /// <summary>The country's code, empty where it is not known.</summary>
    public string Country { get; init; } = "";

    /// <summary>From a participation to the group it counts in. Only what is counted by is read from the database.</summary>
    public static Expression<Func<CountedPart, EngagementGroup>> Of(IReadOnlyCollection<EngagementDimension> by)
    {
        Expression<Func<CountedPart, EngagementGroup>> all = part => new EngagementGroup
        {
            Partner = part.Participation.OrganisationId,
            Year = (int?)part.Shown.Date!.Earliest!.Value.Year ?? 0,
            Category = part.Shown.Category,
            Sector = part.Shown.SectorId,
            Role = part.Participation.Role,
            Kind = part.Partnership.Organisation.Kind,
            Country = part.Partnership.Organisation.Country ?? "",
        };
        var full = (MemberInitExpression)all.Body;
        return Expression.Lambda<Func<CountedPart, EngagementGroup>>(
            full.Update(full.NewExpression, full.Bindings.Where(binding => by.Contains(Enum.Parse<EngagementDimension>(binding.Member.Name)))), all.Parameters);
    }
}
