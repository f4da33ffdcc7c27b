using DigitalPartnership.Agreements;
using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Onboarding;

/// <summary>
/// Opens an onboarding with every candidature, completes tasks when the records are made that they wait for, and
/// closes it when the candidature or the partnership ends.
/// </summary>
internal sealed class CompletionByRecord : IReaction
{
    public async Task ReactAsync(Change change)
    {
        foreach (var candidate in change.Added<Partnership>().Where(row => row.Status is PartnerStatus.Candidate))
            change.Db.Add(Onboarding.Open(candidate, change.Today));

        foreach (var partnership in change.Altered<Partnership>(nameof(Partnership.Status)))
        {
            if (partnership.Status is PartnerStatus.Candidate)
                change.Db.Add(await ReopenAsync(change, partnership));
            else if (partnership.Status is not PartnerStatus.Active && await OpenAsync(change, partnership.OrganisationId) is { } open)
                open.Abandon(change.Today, partnership.Status is PartnerStatus.Declined ? "The candidature was closed." : "The partnership was ended.");
        }

        var records =
            change.Added<LifecycleEvent>().Where(step => step.Kind is LifecycleEventKind.IntroducedToTcInf).Select(step => (step.OrganisationId, CompletingRecord.Introduction, step.On))
            .Concat(change.Added<Letter>().Select(letter => (letter.OrganisationId, letter.Party is Party.Council ? CompletingRecord.LetterOfCouncil : CompletingRecord.LetterOfPartner, (ImpreciseDate?)letter.On)))
            .Concat(change.Added<Liaison>().Select(liaison => (liaison.OrganisationId, liaison.Party is Party.Council ? CompletingRecord.LiaisonOfCouncil : CompletingRecord.LiaisonOfPartner, (ImpreciseDate?)null)));
        foreach (var (partner, record, on) in records)
        {
            if (await OpenAsync(change, partner) is not { } open)
                continue;
            if (open.CompleteBy(record, DayOf(change, on)) is { Count: > 0 } before)
                change.Warn("TASK_OUT_OF_ORDER", $"To be done before: {string.Join(", ", before)}.");
            change.Touch(open);
        }
    }

    /// <summary>What was recorded before a candidature was closed is not recorded again.</summary>
    private static async Task<Onboarding> ReopenAsync(Change change, Partnership partnership)
    {
        var onboarding = Onboarding.Open(partnership, change.Today);
        if (partnership.IntroducedToTcInfOn is { } introduced)
            onboarding.CompleteBy(CompletingRecord.Introduction, DayOf(change, introduced));
        foreach (var letter in await change.Db.Letters.Where(row => row.OrganisationId == partnership.OrganisationId).ToListAsync())
            onboarding.CompleteBy(letter.Party is Party.Council ? CompletingRecord.LetterOfCouncil : CompletingRecord.LetterOfPartner, DayOf(change, letter.On));
        foreach (var liaison in await change.Db.Liaisons.ActiveOn(change.Today).Where(row => row.OrganisationId == partnership.OrganisationId).ToListAsync())
            onboarding.CompleteBy(liaison.Party is Party.Council ? CompletingRecord.LiaisonOfCouncil : CompletingRecord.LiaisonOfPartner, change.Today);
        return onboarding;
    }

    private static DateOnly DayOf(Change change, ImpreciseDate? date) => date?.Latest is { } day && day < change.Today ? day : change.Today;

    private static Task<Onboarding?> OpenAsync(Change change, int partner) =>
        change.Db.Onboardings.AsTracking().Include(row => row.Tasks)
            .Where(row => row.OrganisationId == partner && row.CompletedOn == null).OrderBy(row => row.Id).LastOrDefaultAsync();
}
