using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalPartnership.Agreements;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Discrepancies;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Workplan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.PublishedDocument;

/// <summary>Fills an empty database with everything that the published document holds, in one transaction.</summary>
public sealed class PublishedDocumentImport(PartnershipDb db, WorkplanImport workplans, ILogger<PublishedDocumentImport> logger)
{
    private const string Period = "2018-2021";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The workplan as it ships: the columns of the published tables and four more.</summary>
    public static string WorkplanCsv { get; } = Read("workplan-2018-2021.csv");

    /// <summary>Imports the document where the database holds no organisation yet.</summary>
    public Task ImportWhereEmptyAsync(CancellationToken cancellation = default) =>
        db.TransactAsync(async () =>
        {
            if (await db.Organisations.AnyAsync(cancellation))
                return false;

            var file = JsonSerializer.Deserialize<OrganisationsFile>(Read("organisations.json"), Json)!;
            await AddOrganisationsAsync(file, cancellation);
            var report = await workplans.ReadAsync(Period, WorkplanCsv, file.Document, cancellation);
            if (!report.IsAcceptable)
                throw new InvalidOperationException("The published workplan cannot be read: " + string.Join(" ", report.Rows.SelectMany(row => row.Messages)));
            await workplans.AddAsync(report, cancellation);
            await db.SaveChangesAsync(cancellation);
            await db.RaiseDataVersionAsync(cancellation);
            logger.LogInformation("Imported the published document: {Organisations} organisations and {Activities} activities", file.Organisations.Count, report.Rows.Count);
            return true;
        }, cancellation: cancellation);

    private async Task AddOrganisationsAsync(OrganisationsFile file, CancellationToken cancellation)
    {
        var bySlug = file.Organisations.ToDictionary(entry => entry.Slug, entry => entry.ToOrganisation(file.Document));
        foreach (var entry in file.Organisations)
        {
            var organisation = bySlug[entry.Slug];
            if (entry.Parent is { } parent)
                organisation.Parent = bySlug[parent];
            organisation.Memberships.AddRange(entry.MemberOf.Select(body => new Membership { Body = bySlug[body] }));
            db.Organisations.Add(organisation);
        }
        db.NeverMerged.AddRange(file.NeverMerge.Select(pair =>
            new NeverMerge { Organisation = bySlug[pair.Slugs[0]], Other = bySlug[pair.Slugs[1]], Reason = pair.Reason }));
        db.Discrepancies.AddRange(file.Discrepancies.Select(entry => entry.ToDiscrepancy(file.Document)));
        await db.SaveChangesAsync(cancellation);

        foreach (var entry in file.Organisations.Where(entry => entry.Partnership is not null))
        {
            var key = bySlug[entry.Slug].Id;
            var partnership = entry.Partnership!.ToPartnership(key, file.Document);
            db.Partnerships.Add(partnership);
            if (PartnershipEntry.ToOnboarding(partnership) is { } onboarding)
                db.Onboardings.Add(onboarding);
            db.Letters.AddRange(entry.Partnership!.Letters.Select(letter => letter.ToLetter(key, file.Document)));
            if (entry.Partnership!.ToLogoPermission(key) is { } permission)
                db.LogoPermissions.Add(permission);
        }
        await db.SaveChangesAsync(cancellation);
    }

    private static string Read(string name)
    {
        var assembly = typeof(PublishedDocumentImport).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(name, StringComparison.Ordinal)))!;
        return new StreamReader(stream).ReadToEnd();
    }
}
