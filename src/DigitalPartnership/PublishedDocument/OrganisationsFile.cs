using DigitalPartnership.Agreements;
using DigitalPartnership.Dates;
using DigitalPartnership.Discrepancies;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Sources;

namespace DigitalPartnership.PublishedDocument;

/// <summary>The data file of organisations, as it is written.</summary>
internal sealed record OrganisationsFile(
    string Document, DateOnly PublishedOn, IReadOnlyList<OrganisationEntry> Organisations,
    IReadOnlyList<NeverMergeEntry> NeverMerge, IReadOnlyList<DiscrepancyEntry> Discrepancies);

internal sealed record NeverMergeEntry(string[] Slugs, string Reason);

internal sealed record DateEntry(string Edtf, string? Printed)
{
    public static ImpreciseDate? Read(DateEntry? entry) => entry is null ? null : ImpreciseDate.Parse(entry.Edtf).PrintedAs(entry.Printed);
}

internal sealed record SourceEntry(string Section, int? Row, string? Quote)
{
    public Source ToSource(string document) => new() { Document = document, Section = Section, Row = Row, Quote = Quote };

    public static List<Source> Read(IEnumerable<SourceEntry>? entries, string document) => [.. (entries ?? []).Select(entry => entry.ToSource(document))];
}

internal sealed record NameEntry(string Name, NameKind Kind, DateOnly? From, DateOnly? To);

internal sealed record OrganisationEntry(
    string Slug, string Name, OrganisationKind Kind, string? Country, string? CountryBasis, string? Summary,
    IReadOnlyList<SourceEntry>? Sources, PartnershipEntry? Partnership, string? Parent)
{
    public IReadOnlyList<NameEntry> Names { get; init; } = [];
    public IReadOnlyList<string> MemberOf { get; init; } = [];

    public Organisation ToOrganisation(string document)
    {
        var organisation = new Organisation
        {
            Slug = Slug,
            Name = Name,
            Kind = Kind,
            Country = Country,
            CountryBasis = CountryBasis,
            Summary = Summary,
            IsPartner = Partnership is not null,
            Sources = SourceEntry.Read(Sources, document),
        };
        organisation.AddName(Name, NameKind.Current);
        foreach (var name in Names)
            organisation.AddName(name.Name, name.Kind, name.From, name.To);
        return organisation;
    }
}

internal sealed record PartnershipEntry(
    PartnerStatus Status, string? Wave, DateEntry? JoinedOn, DateEntry? IntroducedToTcInfOn, DateEntry? ExpectedOn, DateEntry? TerminatedOn, string? TerminationReason)
{
    public IReadOnlyList<LifecycleEntry> Lifecycle { get; init; } = [];
    public IReadOnlyList<LetterEntry> Letters { get; init; } = [];

    public Partnership ToPartnership(int organisation, string document)
    {
        var partnership = new Partnership
        {
            OrganisationId = organisation,
            Status = Status,
            Wave = Wave,
            JoinedOn = DateEntry.Read(JoinedOn),
            IntroducedToTcInfOn = DateEntry.Read(IntroducedToTcInfOn),
            ExpectedOn = DateEntry.Read(ExpectedOn),
            TerminatedOn = DateEntry.Read(TerminatedOn),
            TerminationReason = TerminationReason,
        };
        partnership.Lifecycle.AddRange(Lifecycle.Select(entry => new LifecycleEvent
        {
            Kind = entry.Kind,
            On = DateEntry.Read(entry.On),
            Description = entry.Description,
            Sources = SourceEntry.Read(entry.Sources, document),
        }));
        return partnership;
    }

    /// <summary>
    /// The open onboarding of a candidate. It begins with the introduction to TC-INF, the first day that the document gives; the
    /// submission must have come before, on a day that it does not give.
    /// </summary>
    public static Onboarding.Onboarding? ToOnboarding(Partnership partnership)
    {
        if (partnership.Status is not PartnerStatus.Candidate || partnership.IntroducedToTcInfOn?.Earliest is not { } introduced)
            return null;
        var onboarding = DigitalPartnership.Onboarding.Onboarding.Open(partnership, introduced);
        onboarding.Tasks.Single(task => task.Key == "submission").Complete(on: null, by: "document");
        onboarding.CompleteBy(CompletingRecord.Introduction, introduced);
        return onboarding;
    }

    /// <summary>The leave that comes with the letters, taken away again where the partnership has ended.</summary>
    public LogoPermission? ToLogoPermission(int organisation)
    {
        if (JoinedOn is null)
            return null;
        var joined = DateEntry.Read(JoinedOn)!;
        var permission = LogoPermission.WithLetters(organisation, joined.Earliest == joined.Latest ? joined.Earliest : null);
        if (TerminatedOn is not null)
            permission.Lapse("The partnership has ended.");
        return permission;
    }
}

internal sealed record LifecycleEntry(LifecycleEventKind Kind, DateEntry? On, string Description, IReadOnlyList<SourceEntry>? Sources);

internal sealed record LetterEntry(Party Party, DateEntry On, string SignatoryOffice, string? SignatoryName, IReadOnlyList<SourceEntry>? Sources)
{
    public Letter ToLetter(int organisation, string document) => new()
    {
        OrganisationId = organisation,
        Party = Party,
        On = DateEntry.Read(On)!,
        SignatoryOffice = SignatoryOffice,
        SignatoryName = SignatoryName,
        Sources = SourceEntry.Read(Sources, document),
    };
}

internal sealed record DiscrepancyEntry(string Key, string About, string Stated, string Counted, string Explanation, SourceEntry Source)
{
    public Discrepancy ToDiscrepancy(string document) => new()
    {
        Slug = Key,
        About = About,
        Stated = Stated,
        Counted = Counted,
        Explanation = Explanation,
        Sources = [Source.ToSource(document)],
    };
}
