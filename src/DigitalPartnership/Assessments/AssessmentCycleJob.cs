using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Assessments;

/// <summary>Opens the next round of every partner that has none, so that it is known long before it is due.</summary>
internal sealed class AssessmentCycleJob(PartnershipDb db, Changes changes, AssessmentRounds rounds) : IJob
{
    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
            return Report(await AssessmentRounds.CountMissingAsync(db, cancellation));
        var (opened, batch) = (0, 0);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            await changes.MakeAsync("assessmentCycle", async change => batch = await rounds.OpenMissingAsync(change, cancellation));
            opened += batch;
        }
        while (batch == AssessmentRounds.Batch);
        return Report(opened);
    }

    private static JobReport Report(int opened) => new(("assessments opened", opened));
}
