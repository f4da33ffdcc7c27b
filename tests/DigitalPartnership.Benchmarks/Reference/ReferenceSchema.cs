using System.Buffers.Text;
using System.Globalization;
using System.Text;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Texts;
using DigitalPartnership.Workplan;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Benchmarks.Reference;

/// <summary>As much of the product's schema as the documents of the benchmarks ask for.</summary>
internal sealed class ReferenceSchema : Schema
{
    public ReferenceSchema(IServiceProvider services, ReferenceQuery query) : base(services) => Query = query;
}

internal sealed class ReferenceQuery : ObjectGraphType
{
    public ReferenceQuery()
    {
        Name = "Query";
        Field<NonNullGraphType<ListOf<Partnership, PartnerType>>>("partners").Argument<IntGraphType>("first").ResolveAsync(async context =>
            await context.RequestServices!.GetRequiredService<SqlitePartnershipDb>().Partnerships
                .Include(row => row.Organisation)
                .OrderBy(row => row.Organisation.NameKey).ThenBy(row => row.OrganisationId)
                .Take(context.GetArgument("first", 50))
                .ToListAsync(context.CancellationToken));
    }
}

/// <summary>A connection of which only the nodes are asked for.</summary>
internal sealed class ListOf<TRow, TType> : ObjectGraphType<IEnumerable<TRow>> where TType : IGraphType
{
    public ListOf()
    {
        Name = typeof(TType).Name.Replace("Type", "Connection");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TType>>>>("nodes").Resolve(context => context.Source);
    }
}

internal sealed class PartnerType : ObjectGraphType<Partnership>
{
    public PartnerType()
    {
        Field("name", partner => partner.Organisation.Name);
        Field("slug", partner => partner.Organisation.Slug);
        Field("country", partner => partner.Organisation.Country, nullable: true);
        Field<NonNullGraphType<EnumerationGraphType<PartnerStatus>>>("status").Resolve(context => context.Source.StatusOn(DateOnly.FromDateTime(DateTime.UtcNow)));
        Field<NonNullGraphType<ListOf<Activity, ActivityType>>>("activities").Argument<IntGraphType>("first").Resolve(context =>
            context.RequestServices!.GetRequiredService<ActivitiesByPartner>().Load(context.Source.OrganisationId, context.GetArgument("first", 50)));
    }
}

internal sealed class ActivityType : ObjectGraphType<Activity>
{
    public ActivityType()
    {
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => OpaqueId.Of("Activity", context.Source.Id));
        Field("title", activity => activity.Title, nullable: true);
        Field<NonNullGraphType<EnumerationGraphType<ActivityCategory>>>("category").Resolve(context => context.Source.Category);
        Field<DateType>("date").Resolve(context => context.Source.Date);
        Field<NonNullGraphType<ListOf<Organisation, OrganisationType>>>("participants").Argument<IntGraphType>("first").Resolve(context =>
            context.RequestServices!.GetRequiredService<ParticipantsByActivity>().Load(context.Source.Id, context.GetArgument("first", 50)));
    }
}

internal sealed class DateType : ObjectGraphType<ImpreciseDate>
{
    public DateType()
    {
        Field("edtf", date => date.Edtf);
        Field<NonNullGraphType<StringGraphType>>("text").Resolve(context => context.Source.Text(Language.En));
    }
}

internal sealed class OrganisationType : ObjectGraphType<Organisation>
{
    public OrganisationType()
    {
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => OpaqueId.Of("Organisation", context.Source.Id));
        Field("name", organisation => organisation.Name);
        Field("country", organisation => organisation.Country, nullable: true);
    }
}

/// <summary>Ids as Relay has them.</summary>
internal static class OpaqueId
{
    public static string Of(string kind, int key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{kind}:{key.ToString(CultureInfo.InvariantCulture)}"));
}
