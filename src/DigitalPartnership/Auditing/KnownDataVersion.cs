using DigitalPartnership.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Auditing;

/// <summary>
/// The number of the public data as far as this process knows it, for whoever keeps what was made from that data. It is read from the
/// database no more often than the asker needs, by one reader for all who wait, and anew after every change that this process has made.
/// </summary>
public sealed class KnownDataVersion(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private volatile Reading? _last;
    private Reading? _running;
    private volatile int _forgotten;

    /// <summary>Lets nobody rely on what was known up to now; to be called once a change is committed.</summary>
    public void Forget()
    {
        lock (_gate)
            _forgotten++;
    }

    /// <summary>The number, where it was read lately enough; else null, and nothing is read.</summary>
    /// <param name="mostAge">How long ago the reading may have begun.</param>
    public long? Recent(TimeSpan mostAge) => _last is { } reading && IsRecent(reading, mostAge) ? reading.Number : null;

    /// <summary>The number, read from the database where that was not done lately enough.</summary>
    /// <param name="mostAge">How long ago the reading may have begun.</param>
    /// <param name="cancellation">Ends the waiting; the reading goes on for the others.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended, or the database has not answered in two seconds.</exception>
    public async Task<long> ReadAsync(TimeSpan mostAge, CancellationToken cancellation)
    {
        Task<long> number;
        lock (_gate)
        {
            if (_last is { } last && IsRecent(last, mostAge))
                return last.Number;
            if (_running is not { } running || !IsRecent(running, mostAge))
                _running = running = Begin();
            number = running.Task;
        }
        return await number.WaitAsync(cancellation);
    }

    private Reading Begin()
    {
        var reading = new Reading(time.GetTimestamp(), _forgotten);
        // Begun elsewhere, for the lock is held here.
        reading.Task = Task.Run(() => ReadAsync(reading));
        return reading;
    }

    private async Task<long> ReadAsync(Reading reading)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await using var scope = scopes.CreateAsyncScope();
            var number = await scope.ServiceProvider.GetRequiredService<PartnershipDb>().DataVersions.Select(row => row.Number).SingleAsync(patience.Token);
            lock (_gate)
            {
                reading.Number = number;
                if (_last is null || _last.Began <= reading.Began)
                    _last = reading;
            }
            return number;
        }
        finally
        {
            lock (_gate)
            {
                if (_running == reading)
                    _running = null;
            }
        }
    }

    // What was begun before a change of our own may not have seen it.
    private bool IsRecent(Reading reading, TimeSpan mostAge) => reading.Forgotten == _forgotten && time.GetElapsedTime(reading.Began) < mostAge;

    private sealed class Reading(long began, int forgotten)
    {
        public long Began => began;
        public int Forgotten => forgotten;
        public long Number { get; set; }
        public Task<long> Task { get; set; } = System.Threading.Tasks.Task.FromResult(0L);
    }
}
