using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Scheduling;

namespace DigitalPartnership.Assessments;

/// <summary>Opens the next round of every partner that has none, so that it is known long before it is due.</summary>
internal sealed class AssessmentCycleJob(PartnershipDb db, Changes changes, AssessmentRounds rounds) : IJob
{
    // Whoever opens the same round at the same time lets a batch fail; the next look finds what is left.
    private const int Attempts = 5;

    public async Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
            return Report(await AssessmentRounds.CountMissingAsync(db, cancellation));

        var (opened, failures) = (0, 0);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = await changes.MakeAsync<Opened, int>(new Opening(), async change =>
            {
                var count = await rounds.OpenMissingAsync(change, cancellation);
                return () => count;
            }, count => Task.FromResult(new Opened { Count = count }), "assessmentCycle");
            if (batch.Errors is { } errors && ++failures == Attempts)
                throw new InvalidOperationException(errors[0].Message);
            if (batch.Errors is null && batch.Count < AssessmentRounds.Batch)
                return Report(opened + batch.Count);
            opened += batch.Count;
        }
    }

    private static JobReport Report(int opened) => new(("assessments opened", opened));

    private sealed class Opening : MutationInput;

    private sealed class Opened : Payload
    {
        public int Count { get; init; }
    }
}
