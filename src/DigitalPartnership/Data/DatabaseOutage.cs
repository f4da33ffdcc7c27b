using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Data;

/// <summary>
/// Remembers that the database could not be used, for the log and for those who ask how the host is. Every request meets such a fault anew, and the log
/// holds it once a minute.
/// </summary>
public sealed class DatabaseOutage(TimeProvider time, ILogger<DatabaseOutage> log)
{
    /// <summary>How long a fault that has not been met again is believed to go on.</summary>
    public static readonly TimeSpan Belief = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DatabaseFault? _fault;
    private DateTimeOffset _since;
    private long _lastMet;
    private long _lastLine;
    private int _unsaid;

    /// <summary>The fault that goes on, and since when; null where none is known.</summary>
    public (DatabaseFault Fault, DateTimeOffset Since)? Current
    {
        get
        {
            lock (_lock)
                return _fault is { } fault && time.GetElapsedTime(_lastMet) < Belief ? (fault, _since) : null;
        }
    }

    /// <summary>Takes note of a fault where the database is to blame, and tells whether it is.</summary>
    public bool Note(Exception exception)
    {
        if (DatabaseFaults.Of(exception) is not { } fault)
            return false;
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var isNew = _fault != fault || time.GetElapsedTime(_lastMet, now) >= Belief;
            _lastMet = now;
            if (!isNew && time.GetElapsedTime(_lastLine, now) < Pause)
            {
                _unsaid++;
                return true;
            }
            if (isNew)
                (_fault, _since, _unsaid) = (fault, time.GetUtcNow(), 0);
            // The innermost says what the driver met; the stack is that of whoever came by.
            log.LogError("The database cannot be used since {Since:u}. {Fault} {Detail} Met {Count} times since the last such line", _since, fault.Sentence(), exception.GetBaseException().Message, _unsaid + 1);
            (_lastLine, _unsaid) = (now, 0);
        }
        return true;
    }

    /// <summary>The database has been written, so that nothing is wrong any more.</summary>
    public void Over()
    {
        if (_fault is null)
            return;
        lock (_lock)
        {
            if (_fault is not { } fault)
                return;
            log.LogInformation("The database can be used again. Since {Since:u}: {Fault}", _since, fault.Sentence());
            _fault = null;
        }
    }
}
