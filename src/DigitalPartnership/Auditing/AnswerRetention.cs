using DigitalPartnership.Data;

namespace DigitalPartnership.Auditing;

/// <summary>Forgets the answers to mutations that were sent with an idempotency key.</summary>
internal sealed class AnswerRetention(PartnershipDb db) : IRetention
{
    public string What => "idempotency answers";

    public Task<int> PurgeAsync(DateTime now, bool isDryRun, CancellationToken cancellation)
    {
        var until = now - Changes.Memory;
        return db.PurgeAsync(db.RememberedAnswers.Where(row => row.At <= until), isDryRun, cancellation);
    }
}
