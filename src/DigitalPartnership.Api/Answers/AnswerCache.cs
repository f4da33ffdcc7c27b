using DigitalPartnership.Auditing;
using DigitalPartnership.Dates;

namespace DigitalPartnership.Api.Answers;

/// <summary>Keeps what anonymous callers were answered, as long as the data and the day are the same.</summary>
internal sealed class AnswerCache(AnswerSettings settings, KnownDataVersion version, TimeProvider time, ILogger<AnswerCache> log)
{
    private readonly Lock _gate = new();
    private volatile Edition? _edition;

    /// <summary>Whether anything is kept.</summary>
    public bool IsOn => settings.Bytes > 0;

    /// <summary>The edition of now, where that can be told without asking the database.</summary>
    public Edition? Current => version.Recent(settings.MostAge) is { } number ? EditionOf(number) : null;

    /// <summary>The edition of now. Null where the database does not say which version it has: nothing is kept then, and nothing given out.</summary>
    public async Task<Edition?> FindEditionAsync(CancellationToken cancellation)
    {
        try
        {
            return Current ?? EditionOf(await version.ReadAsync(settings.MostAge, cancellation));
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The execution that follows meets the same fault, and that is told.
            log.LogDebug(fault, "The version of the data could not be read; answers are made anew meanwhile");
            return null;
        }
    }

    private Edition EditionOf(long number)
    {
        var now = time.GetUtcNow();
        if (_edition is { } edition && edition.IsOf(number, now))
            return edition;
        lock (_gate)
        {
            if (_edition is { } other && other.IsOf(number, now))
                return other;
            var (from, until) = now.UtcDateTime.DayInStrasbourg().Bounds();
            return _edition = new Edition(number, from, until, settings.Bytes);
        }
    }
}
