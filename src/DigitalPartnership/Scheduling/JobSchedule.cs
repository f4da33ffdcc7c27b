using NCrontab;

namespace DigitalPartnership.Scheduling;

/// <summary>A job with the schedule that is in force. Every instant is in UTC: no clock that is put forward or back moves an occurrence.</summary>
public sealed class JobSchedule
{
    // A leap day that falls on a certain weekday comes every 28 years.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30 * 366);

    private readonly CrontabSchedule _crontab;

    private JobSchedule(ScheduledJob job, string text, CrontabSchedule crontab)
    {
        Job = job;
        Text = text;
        _crontab = crontab;
    }

    /// <summary>The line of the timetable.</summary>
    public ScheduledJob Job { get; }

    /// <summary>The schedule as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a schedule of six fields.</summary>
    /// <exception cref="FormatException">It cannot be read, or never comes.</exception>
    public static JobSchedule Parse(ScheduledJob job, string text)
    {
        try
        {
            var crontab = CrontabSchedule.Parse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
            var start = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            return crontab.GetNextOccurrence(start) < start + LongestPause
                ? new JobSchedule(job, text, crontab)
                : throw new FormatException("There is no such date.");
        }
        catch (CrontabException fault)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    /// <summary>The first occurrence after an instant.</summary>
    public DateTime Next(DateTime after) => DateTime.SpecifyKind(_crontab.GetNextOccurrence(after), DateTimeKind.Utc);

    /// <summary>The newest occurrence up to an instant, that included.</summary>
    public DateTime Newest(DateTime upTo)
    {
        // The further back it lies, the rarer it is: so the steps grow and few occurrences are gone through.
        for (var span = TimeSpan.FromMinutes(1); ; span *= 2)
        {
            var newest = DateTime.MinValue;
            for (var next = Next(upTo - span); next <= upTo; next = Next(next))
                newest = next;
            if (newest > DateTime.MinValue)
                return newest;
        }
    }

    /// <summary>The newest occurrence up to an instant, where it came after the installation; null where none has.</summary>
    public DateTime? Due(DateTime upTo, DateTime? installedAt) => Newest(upTo) is var newest && newest > installedAt ? newest : null;
}
